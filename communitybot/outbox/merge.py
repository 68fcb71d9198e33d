"""Several messages for one room at one moment become one."""

from collections.abc import Iterator, Sequence

from communitybot.conversation.message import Divider, Message
from communitybot.conversation.text import Unsayable


def join(messages: Sequence[Message]) -> Iterator[tuple[Message, range]]:
    """Join neighbours, a line between them, as far as one message can hold them.

    Yields each joined message and the positions of those in it; nothing is cut, reordered or left out.
    """
    begun = 0
    for index in range(1, len(messages) + 1):
        if index < len(messages):
            longer = _joined(messages[begun : index + 1])
            if longer is not None:
                continue
        one = _joined(messages[begun:index])
        yield one or messages[begun], range(begun, index)
        begun = index


def _joined(messages: Sequence[Message]) -> Message | None:
    blocks = messages[0].blocks
    for following in messages[1:]:
        blocks += (Divider(), *following.blocks)
    try:
        return Message(blocks, tuple(file for each in messages for file in each.files))
    except Unsayable:
        return None
