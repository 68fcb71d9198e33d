"""What a consultation is, and what one person said in it."""
