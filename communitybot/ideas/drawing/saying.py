"""The picture of a logic model in words: what it says, in the order it is read."""

from communitybot.conversation.limits import one_line
from communitybot.ideas.model.logic import LogicModel, Part

NOTHING = "not written yet"


def in_words(title: str, model: LogicModel) -> str:
    """Everything the picture shows, one field after the other, each after its name."""
    parts = [f"{part.called}: {_said(model.lines(part))}" for part in Part]
    return " ".join((f"Logic model of “{title}”.", *parts))


def alternative(title: str, model: LogicModel, most: int) -> str:
    """The same within `most` characters; what is left out, all fields share, so that each is heard."""
    whole = in_words(title, model)
    if len(whole) <= most:
        return whole
    opening = f"Logic model of “{one_line(title, 100)}”."
    room = (most - len(opening)) // len(Part) - max(len(part.called) for part in Part) - len(": .… ")
    parts = [f"{part.called}: {one_line(_said(model.lines(part)), max(room, 8))}" for part in Part]
    return " ".join((opening, *parts))[:most]


def _said(lines: tuple[str, ...]) -> str:
    """Things one after the other as a sentence."""
    if not lines:
        return f"{NOTHING}."
    words = "; ".join(line.strip().rstrip(".;") for line in lines)
    return words if words.endswith(("!", "?", "…")) else f"{words}."
