"""Live chats: an hour of questions and answers, on every platform at once, archived by question."""
