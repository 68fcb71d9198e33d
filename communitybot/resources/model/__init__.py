"""What resources are made of: frozen values without a database or a platform."""
