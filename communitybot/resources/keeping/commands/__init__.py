"""`/resource export`, `/resource import` and `/resource feeds`."""
