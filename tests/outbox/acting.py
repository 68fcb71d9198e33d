"""What the tests of threads, removals and closings say again and again."""

from communitybot.conversation.addresses import MessageRef
from communitybot.conversation.message import message
from communitybot.outbox.entry import Close, Remove, Reopen, Thread

THREAD = "fake:t1/events/1"
CARD = MessageRef.parse("fake:t1/events#1")
OPENS = Thread("Reading circle", message("We begin"))
OUTCOMES = {"opens": OPENS, "removes": Remove(CARD), "closes": Close(), "reopens": Reopen()}


async def act(entries, work):
    """A handler: what each entry's arguments name."""
    return [OUTCOMES[entry.args["act"]] for entry in entries]


def acting(which: str):
    """The handlers of a relay whose every drawn entry does the same."""

    async def same(entries, work):
        return [OUTCOMES[which] for _ in entries]

    return {"drawn": same}


def calls(platform, *verbs):
    return [verb for verb, _ in platform.calls if verb in verbs]
