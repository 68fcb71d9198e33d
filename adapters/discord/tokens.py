"""Custom ids: an action's token and, in a private place, the server it is about."""

from typing import Any

from communitybot.conversation.actions import Action, BadAction

Json = dict[str, Any]

LONGEST = 100  # Discord: custom_id
MARK = "|"  # never in an action


def written(token: str, space: str | None) -> str:
    """Write the server behind a token where it fits; elsewhere the token stays as it is."""
    whole = token if space is None else f"{token}{MARK}{space}"
    return whole if len(whole) <= LONGEST else token


def read(custom_id: str) -> tuple[Action, str | None]:
    """Read an action back, and the server it was written for.

    Raises:
        BadAction: for anything that we did not write.
    """
    token, mark, space = custom_id.partition(MARK)
    if mark and not (space.isascii() and space.isdigit() and len(space) <= 20):
        raise BadAction("a server's number follows the mark")
    return Action.parse(token), space or None


def about(body: Json, space: str | None) -> Json:
    """Return a drawn body with the server in each of its custom ids."""
    if space is None:
        return body
    drawn: Json = _about(body, space)
    return drawn


def _about(part: Any, space: str) -> Any:
    if isinstance(part, list):
        return [_about(each, space) for each in part]
    if not isinstance(part, dict):
        return part
    kept = {name: _about(value, space) for name, value in part.items()}
    if "custom_id" in kept:
        kept["custom_id"] = written(kept["custom_id"], space)
    return kept
