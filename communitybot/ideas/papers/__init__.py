"""What leaves the chat on paper: briefs to those who decide, and what came of ideas."""
