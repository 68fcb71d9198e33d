"""What somebody typed into a form that was refused: given back in the refusal, so that no words are lost."""

from collections.abc import Mapping, Sequence

from communitybot.conversation import limits
from communitybot.conversation.inbound import Value
from communitybot.conversation.message import (
    Block,
    Controls,
    File,
    Message,
    Quote,
    components,
    paragraph,
)
from communitybot.conversation.text import say
from communitybot.conversation.visible import visible

LEAD = "This is what you wrote, to copy:"
SHORTENED = "This is what you wrote, to copy. It is shortened here; all of it is in the file:"
MORE = "… (shortened)"
LONG_WORD = 20  # characters; what is shorter and one word is a choice, or typed again in a moment
PARTS = 38  # see `Message`
FRAME = 4  # weight of a block's own marks
LEAST = 40  # weight of a quote that is still worth showing
FILE = "what-you-wrote.txt"


def given_back(told: Message, values: Mapping[str, Value]) -> Message:
    """A refusal with the words that were typed, as text to be copied; a file has all where they are too long.

    What was chosen, and single short words, are left out.
    """
    texts = _texts(values)
    spare = limits.MESSAGE_TEXT - told.weight - limits.weight(SHORTENED) - FRAME
    most = min(limits.BLOCKS - len(told.blocks), PARTS - 1 - components(told)) - 1  # the lead, and the file
    if not texts or most < 1 or spare < LEAST + FRAME or len(told.files) >= limits.FILES:
        return told
    most = min(most, spare // (LEAST + FRAME))
    shown = [*texts[: most - 1], "\n\n".join(texts[most - 1 :])] if len(texts) > most else texts
    short = [
        limits.shorten(text, share, MORE) for text, share in zip(shown, _shares(shown, spare), strict=True)
    ]
    whole = short == shown
    words: list[Block] = [paragraph(LEAD if whole else SHORTENED), *(Quote(say(text)) for text in short)]
    said = [block for block in told.blocks if not isinstance(block, Controls)]
    rows = [block for block in told.blocks if isinstance(block, Controls)]
    file = () if whole else (File(FILE, "text/plain", "\n\n".join(texts).encode()),)
    return Message((*said, *words, *rows), (*told.files, *file))


def _texts(values: Mapping[str, Value]) -> list[str]:
    typed = [visible(value).strip() for value in values.values() if isinstance(value, str)]
    return [text for text in typed if len(text) >= LONG_WORD or len(text.split()) > 1 or not text.isascii()]


def _shares(texts: Sequence[str], spare: int) -> list[int]:
    """How much of each text is shown: short ones whole, long ones as much as the others leave."""
    shares = [0] * len(texts)
    by_weight = sorted(range(len(texts)), key=lambda index: limits.weight(texts[index]))
    for done, index in enumerate(by_weight):
        fair = spare // (len(texts) - done) - FRAME
        shares[index] = min(limits.weight(texts[index]), fair, limits.PARAGRAPH)
        spare -= shares[index] + FRAME
    return shares
