"""What people read of consultations in their rooms and in private."""
