"""What is promised about events, and how it is drawn when it is due: cards, reminders, notices."""
