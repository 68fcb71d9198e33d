"""One person of one community, however many accounts they use: zone, quiet hours, reminders."""
