"""How resources look: cards and lists, built from values alone."""
