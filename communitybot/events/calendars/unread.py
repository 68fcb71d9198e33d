"""What one event of a foreign calendar is refused with."""


class Unread(ValueError):
    """One event cannot be read: why, as the end of a sentence a person may be told."""
