"""Archives of live chats: what was said, by question, with each author as they agreed to appear."""
