"""How well a room's name tells that it is for something: events, live chats, ideas, resources."""

from collections.abc import Mapping

from communitybot.communities.names import fold

WORDS: Mapping[str, frozenset[str]] = {
    "events": frozenset({"events", "event", "calendar"}),
    "chats": frozenset({"chats", "chat", "livechats", "livechat"}),
    "ideas": frozenset({"ideas", "idea", "suggestions"}),
    "resources": frozenset({"resources", "resource", "library"}),
}
"""The words in a room's name that tell what it is for, by purpose."""
COMMON_ROOMS = ("announcements", "general", "main", "lobby")
"""Where events go in a space that has no room for them: the first of these it has."""


def fit(room: str, purpose: str) -> int:
    """How well a name fits a purpose; 0 is not at all."""
    name = fold(room)
    words = {word for word in "".join(c if c.isalnum() else " " for c in name).split() if word}
    if name == purpose:
        return 20
    if words & WORDS[purpose]:
        return 15 - min(len(words), 4)  # the fewer other words, the surer
    if purpose == "events" and name in COMMON_ROOMS:
        return 5 - COMMON_ROOMS.index(name)
    return 0
