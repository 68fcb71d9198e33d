"""Events: what a community plans, who comes, and everything that is promised about it."""
