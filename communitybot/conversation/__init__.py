"""The small closed language of conversation: frozen values that cannot be wrong on any platform."""
