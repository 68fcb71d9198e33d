"""What the date of a live chat says in calendars: what it is, where it opens, whether it is archived."""

PLACE = "Live chat, in a thread in the chat rooms"
INVITED = "Mark your calendars, and bring a friend or colleague."
ARCHIVED = f"{INVITED} If you can't come: it will be archived."
NOT_ARCHIVED = f"{INVITED} It will not be archived."
NOTES = frozenset({ARCHIVED, NOT_ARCHIVED})


def announced(description: str, *, archived: bool, most: int) -> str:
    """What its planner wrote, and under it a line of ours, where `most` characters hold both."""
    own = written(description)
    words = "\n\n".join(filter(None, (own, ARCHIVED if archived else NOT_ARCHIVED)))
    return words if len(words) <= most else own


def written(description: str) -> str:
    """What its planner wrote, without our line."""
    lines = [line for line in description.splitlines() if line.strip() not in NOTES]
    return "\n".join(lines).strip()
