"""What the outbox does for live chats: threads, steps, posts, archives, reflections."""
