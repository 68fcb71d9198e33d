"""The picture of a logic model in words: what it says, in the order it is read."""

from communitybot.conversation.limits import one_line, weight
from communitybot.ideas.model.logic import LogicModel, Part

NOTHING = "not written yet"


def in_words(title: str, model: LogicModel) -> str:
    """Everything the picture shows, one field after the other, each after its name."""
    parts = [f"{part.called}: {_said(model.lines(part))}" for part in Part]
    return " ".join((f"Logic model of “{title}”.", *parts))


def spelled_out(title: str, model: LogicModel) -> str:
    """Everything the picture shows, a line each thing, for a file."""
    lines = [f"Logic model: {one_line(title, len(title) * 6)}"]
    for part in Part:
        lines += ["", part.called]
        lines += [f"- {line}" for line in model.lines(part)] or [NOTHING]
    return "\n".join(lines) + "\n"


def alternative(title: str, model: LogicModel, most: int) -> str:
    """What the picture shows within a weight; what is left out, all fields share, so that each is heard."""
    whole = one_line(in_words(title, model), most * 10)
    if weight(whole) <= most:
        return whole
    opening = one_line(f"Logic model of “{title}”", most // 5)
    called = sum(weight(f" {part.called}: ") for part in Part)
    room = (most - weight(opening) - called) // len(Part)
    parts = [f"{part.called}: {one_line(_said(model.lines(part)), room)}" for part in Part]
    return " ".join((opening, *parts))


def _said(lines: tuple[str, ...]) -> str:
    """Things one after the other as a sentence."""
    if not lines:
        return f"{NOTHING}."
    words = "; ".join(line.strip().rstrip(".;") for line in lines)
    return words if words.endswith(("!", "?", "…")) else f"{words}."
