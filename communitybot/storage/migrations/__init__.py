"""Steps from one schema to the next, each hand-checked, each in one transaction."""
