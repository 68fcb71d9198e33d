"""Resources: what educators share with one another, kept with what teachers search by, and found again."""
