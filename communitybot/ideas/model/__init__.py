"""What ideas are made of: frozen values."""
