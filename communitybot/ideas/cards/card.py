"""The card at the head of each thread of an idea: it is redrawn as the idea grows."""

from collections.abc import Sequence

from communitybot.conversation import limits
from communitybot.conversation.limits import one_line
from communitybot.conversation.message import (
    Block,
    Controls,
    Field,
    Fields,
    Heading,
    Message,
    Paragraph,
    message,
    paragraph,
    small,
)
from communitybot.conversation.phrases import capital, tags_words
from communitybot.conversation.text import At, AtStyle, Strong, Struck, Words, say
from communitybot.ideas.cards import actions
from communitybot.ideas.cards.words import (
    STUDENTS,
    author_of,
    roles_words,
    stage_words,
    support_words,
    team_words,
    title_of,
)
from communitybot.ideas.model.idea import Idea, Member, Stage

BODY = 520  # weight of the need, and of the approach
SHORT = 240  # weight of a field
HIDDEN = "Whoever posted it is not named; what they say in the thread shows their name as anybody's does. "
TALK = (
    "Think along right here in the thread: your words show in every room for ideas, under your name. Delete "
    "your message to take them back. This card changes as the idea grows. "
)
GONE = {
    Stage.WITHDRAWN: "Whoever wrote this idea has withdrawn it. Thank you to all who thought along.",
    Stage.DECLINED: "A moderator has put this idea aside.",
}


def idea_card(idea: Idea, members: Sequence[Member], *, zone: str) -> Message:
    """The head of an idea's threads, for everybody; `zone` is the community's, `members` are its team."""
    if idea.stage in GONE:
        return _gone(idea)
    blocks: list[Block] = [
        Heading(title_of(idea, limits.HEADING)),
        Paragraph(stage_words(idea.stage)),
        paragraph("An idea by ", Strong(author_of(idea)), *_since(idea, zone)),
    ]
    if idea.stage is Stage.PARKED and (why := one_line(idea.reason, SHORT)):
        blocks.append(paragraph(Strong("Why it rests"), f": {why}"))
    blocks += _body(idea)
    blocks.append(Fields(_fields(idea, members)))
    if idea.stage is Stage.MERGED:
        blocks.append(Controls((actions.view(idea.into or idea.id, "View the idea it joined"),)))
        return message(*blocks, small("This card changed when the two ideas became one."))
    return message(*blocks, actions.public_row(idea), small(*_small_print(idea, zone)))


def _since(idea: Idea, zone: str) -> tuple[Words, ...]:
    if idea.published is None:
        return ()
    return (", posted ", At(idea.published, zone, style=AtStyle.DATE))


def _body(idea: Idea) -> list[Block]:
    parts = (("The need", idea.need), ("The approach", idea.approach))
    told = [(name, one_line(text, BODY)) for name, text in parts]
    return [paragraph(Strong(name), f": {text}") for name, text in told if text]


def _fields(idea: Idea, members: Sequence[Member]) -> tuple[Field, ...]:
    tags = " ".join(part for part in (_category(idea), tags_words(idea.tags, 150)) if part)
    told = (
        ("Who benefits", one_line(idea.benefits, SHORT)),
        ("Help wanted", one_line(idea.helps, SHORT)),
        ("Looking for", capital(roles_words(idea.roles))),
        ("Team", limits.shorten(team_words(idea, members), SHORT)),
        ("Support", support_words(idea)),
        ("About", " · ".join(part for part in (tags, one_line(idea.place, 80)) if part)),
    )
    return tuple(Field(name, say(text)) for name, text in told if text)


def _category(idea: Idea) -> str:
    return capital(idea.category.value) if idea.category is not None else ""


def _small_print(idea: Idea, zone: str) -> tuple[Words, ...]:
    changed: tuple[Words, ...] = ()
    if idea.moved is not None and idea.moved != idea.published:
        changed = (" At this stage since ", At(idea.moved, zone, style=AtStyle.DATE), ".")
    return (HIDDEN if idea.anonymous else "", TALK, STUDENTS, *changed)


def _gone(idea: Idea) -> Message:
    why = one_line(idea.reason, SHORT)
    return message(
        Heading(capital(idea.stage.value)),
        paragraph(Struck(title_of(idea, limits.HEADING))),
        paragraph(GONE[idea.stage]),
        *((paragraph(Strong("Why"), f": {why}"),) if why else ()),
        small(f"This card changed when the idea was {idea.stage.value}."),
    )
