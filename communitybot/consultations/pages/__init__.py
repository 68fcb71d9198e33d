"""What a consultation came to, as a page and as files."""
