"""The picture of a logic model with its words under it."""

from collections.abc import Sequence

from communitybot.conversation.limits import shorten, weight
from communitybot.conversation.message import Block, File, Heading, Message, message, paragraph, small
from communitybot.conversation.text import Code, Strong
from communitybot.ideas.cards.words import title_of
from communitybot.ideas.model.idea import Idea
from communitybot.ideas.model.logic import LogicModel, Part

BODY = 3_200  # weight of all fields together
WHOLE = "logic-model.txt"


def picture_card(
    idea: Idea, model: LogicModel, files: Sequence[File], *, shared: bool = False, lacking: bool = False
) -> Message:
    """The pictures, and what they say; where it is too long for a message, a file has all of it.

    `lacking` says that some letters are boxes in the pictures.
    """
    said = {part: "; ".join(model.lines(part)) or "not written yet" for part in Part}
    fits = sum(weight(words) for words in said.values()) <= BODY
    most = BODY if fits else BODY // len(Part)
    blocks: list[Block] = [Heading("Logic model"), paragraph(Strong(title_of(idea)))]
    blocks += [paragraph(Strong(part.called), f": {shorten(words, most)}") for part, words in said.items()]
    kept = [file for file in files if not (fits and file.name == WHOLE)]
    if shared:
        blocks.append(small("Its team shared it. ", Code("/idea model"), " shows the newest."))
    if not any(file.mime == "image/png" for file in files):
        blocks.append(small("I could not draw it as PNG just now; the SVG opens in any browser."))
    if lacking:
        blocks.append(small("Some letters are boxes in the picture; the words here have them."))
    if not fits:
        blocks.append(small("Shortened here: ", Code(WHOLE), " has every word."))
    return message(*blocks, files=tuple(kept))
