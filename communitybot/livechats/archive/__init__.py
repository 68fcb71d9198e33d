"""Archives of live chats: what was said by question, its authors as each consented, as a page and as files."""
