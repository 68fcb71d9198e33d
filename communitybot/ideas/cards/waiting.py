"""How long a moderator may take, in words."""

from datetime import timedelta

from communitybot.conversation.phrases import counted
from communitybot.ideas.waiting import DAY, HOUR, Expected


def wait_words(wait: Expected) -> str:
    """How long it usually takes, or why that cannot be told yet, as one sentence."""
    if wait.within is None:
        if not wait.known:
            return "I cannot say yet how long that takes: none has been read here so far."
        read = "1 has" if wait.known == 1 else f"{wait.known} have"
        return f"I cannot say yet how long that takes: only {read} been read here so far."
    return f"Usually that takes {within_words(wait.within)}."


def within_words(length: timedelta) -> str:
    """A length of time, rounded up to what people say: "up to 5 hours", "up to 3 days"."""
    if length <= HOUR:
        return "up to an hour"
    if length <= 2 * DAY:
        return f"up to {counted(-(-length // HOUR), 'hour')}"
    return f"up to {counted(-(-length // DAY), 'day')}"


def waited_words(length: timedelta) -> str:
    """How long something has waited, rounded down: "less than an hour", "3 hours", "2 days"."""
    if length < HOUR:
        return "less than an hour"
    if length < 2 * DAY:
        return counted(length // HOUR, "hour")
    return counted(length // DAY, "day")
