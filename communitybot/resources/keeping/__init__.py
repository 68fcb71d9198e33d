"""Taking a library along and bringing one in: files to keep, files to read, and feeds to follow."""
