"""Thin translators between the core and the places where educators talk."""
