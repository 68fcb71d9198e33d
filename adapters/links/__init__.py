"""Looks at public pages, in a process of its own, so that a card can say what a link leads to."""
