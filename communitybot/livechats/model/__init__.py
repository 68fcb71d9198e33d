"""What live chats are made of: the chat itself, and the log of what is said in it."""
