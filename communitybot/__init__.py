"""The core of Community Bot: what educators say and plan, apart from any platform or network."""

__version__ = "0.1.0"
