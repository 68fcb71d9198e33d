"""What the outbox does for resources: cards in rooms, and words to people."""
