"""What the outbox does for ideas: their threads, what people are told, what comes by itself."""
