"""The words of an idea set out to be read before it is sent, published or declined, as far as they fit."""

from collections.abc import Sequence

from communitybot.conversation import limits
from communitybot.conversation.limits import one_line, shorten, weight
from communitybot.conversation.message import Block, Bullets, Controls, Field, Fields, Paragraph, paragraph
from communitybot.conversation.phrases import capital, counted, tags_words
from communitybot.conversation.text import Emphasis, Strong, Text, say
from communitybot.ideas.cards import actions
from communitybot.ideas.cards.words import roles_words, title_of
from communitybot.ideas.model.idea import Idea
from communitybot.people.cautions import Caution, caution_words

LEAST = 160  # weight of each text, however little room there is
FRAME = 40  # weight of a text's name, with what stands around it
MORE = " … (shortened here)"
PLACE = 80
SIMILAR_TITLE = 80
VIEWED = 40  # weight of a title on a button


def body_of(idea: Idea, room: int) -> list[Block]:
    """Its texts under their names; where they are too long for the room, each gives way alike, visibly."""
    parts = (
        ("The need", idea.need),
        ("The approach", idea.approach),
        ("Who benefits", idea.benefits),
        ("Help wanted", idea.helps),
    )
    told = [(name, text) for name, text in parts if text.strip()]
    room -= FRAME * len(told)
    heavy = [weight(text) for _, text in told]
    shares = _shares(heavy, room)
    return [
        paragraph(Strong(name), f": {shorten(text, min(share, limits.PARAGRAPH - FRAME), MORE)}")
        for (name, text), share in zip(told, shares, strict=True)
    ]


def facts_of(idea: Idea) -> list[Block]:
    """What can be told in a few words: roles, category, tags, place."""
    told = (
        ("Looking for", capital(roles_words(idea.roles))),
        ("Category", capital(idea.category.value) if idea.category is not None else ""),
        ("Tags", tags_words(idea.tags)),
        ("Place", one_line(idea.place, PLACE)),
    )
    found = tuple(Field(name, say(text)) for name, text in told if text)
    return [Fields(found)] if found else []


def cautions_block(cautions: Sequence[Caution], *, own: bool) -> list[Block]:
    """What may tell who somebody is; a warning, and what it means."""
    if not cautions:
        return []
    rest = (
        " If it is somebody's own, please take it out: others could keep it."
        if own
        else " It may be somebody's own."
    )
    return [
        Paragraph(
            say(Strong("Please look once more"), f": I may have found {caution_words(cautions)}.{rest}")
        )
    ]


def similar_block(ideas: Sequence[Idea]) -> list[Block]:
    """Ideas that are there already and sound alike."""
    if not ideas:
        return []
    lines = tuple(_similar(idea) for idea in ideas)
    return [paragraph(Strong("Similar ideas"), " that are here already:"), Bullets(lines)]


def views_row(ideas: Sequence[Idea]) -> list[Block]:
    """A button for each of some ideas; those of one title are told apart by number."""
    titles = [title_of(idea, VIEWED) for idea in ideas]
    views = []
    for index, (idea, title) in enumerate(zip(ideas, titles, strict=True)):
        again = titles[: index + 1].count(title)
        views.append(actions.view(idea.id, f"View “{title}”{f' ({again})' if again > 1 else ''}"))
    return [Controls(tuple(views))] if views else []


def _similar(idea: Idea) -> Text:
    stands = f", {idea.stage.value}, {counted(idea.votes, 'supporter')}"
    return say(Emphasis(title_of(idea, SIMILAR_TITLE)), stands)


def _shares(heavy: Sequence[int], room: int) -> list[int]:
    """How much each text may weigh: short ones stay whole, long ones share what is left alike."""
    shares = dict.fromkeys(range(len(heavy)), 0)
    left = list(range(len(heavy)))
    while left:
        share = max(room // len(left), LEAST)
        short = [index for index in left if heavy[index] <= share]
        for index in short or left:
            shares[index] = min(heavy[index], share)
            room -= shares[index]
        left = [index for index in left if index not in short] if short else []
    return [shares[index] for index in range(len(heavy))]
