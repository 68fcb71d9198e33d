"""Consultations: somebody who decides asks a community, and what people said comes back to them."""
