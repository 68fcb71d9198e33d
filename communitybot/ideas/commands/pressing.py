"""What a button or a form carries besides the idea, checked: a token may be forged or too old."""

from communitybot.commands.guard import Press
from communitybot.commands.kinds import text_of
from communitybot.ideas.commands.choosing import stale
from communitybot.ideas.model.idea import Role


def wished(press: Press) -> bool | None:
    """Whether a button says on or off; None for one that turns what is."""
    return {"on": True, "off": False}.get(press.arguments[1]) if len(press.arguments) > 1 else None


def person_of(press: Press) -> str:
    """The person a button is about, or who was chosen in a list."""
    named = press.arguments[1] if len(press.arguments) > 1 else press.value
    if not named:
        raise stale()
    return named


def role_of(press: Press) -> Role:
    """The role that was chosen in a form."""
    try:
        return Role(words(press, "role"))
    except ValueError:
        raise stale() from None


def words(press: Press, field: str) -> str:
    """What was written in a field of a form, stripped."""
    return text_of(press.values.get(field)).strip()
