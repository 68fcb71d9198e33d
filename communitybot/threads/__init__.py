"""Talks that are held in several rooms at once: one log of what is said, and threads that show it."""
