"""What the outbox does for consultations: opening, reminding, closing, telling."""
