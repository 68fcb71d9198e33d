"""The card of a resource in its room: it is redrawn as people try it, note on it and save it."""

from collections.abc import Sequence

from communitybot.conversation.limits import one_line, shorten
from communitybot.conversation.message import (
    Block,
    Field,
    Fields,
    Message,
    Paragraph,
    message,
    paragraph,
    small,
)
from communitybot.conversation.phrases import capital, counted, name_words, tags_words
from communitybot.conversation.text import At, AtStyle, Code, Strong, Words, say
from communitybot.conversation.visible import shows
from communitybot.resources.cards import actions
from communitybot.resources.cards.words import (
    TITLE_IN_CARD,
    grades_in_words,
    linked_title,
    login_words,
    sharer_of,
    tried_words,
    what_words,
)
from communitybot.resources.model.grades import Grade
from communitybot.resources.model.resource import Note, Resource

ABOUT = 450  # weight of what it is about
NOTES = 2  # shown on a card; the view has all
NOTE = 260
TAGS = 160
KEPT_AT = 300


def resource_card(
    resource: Resource, notes: Sequence[Note] = (), *, zone: str, tried: Sequence[Grade] = ()
) -> Message:
    """What everybody sees of a resource; `zone` is the community's, `notes` are its latest, latest first.

    `tried` are the grades in which colleagues used it.
    """
    return message(
        *card_blocks(resource, notes[:NOTES], tried=tried),
        actions.public_row(resource.id),
        small(*_small_print(resource, zone)),
    )


def card_blocks(
    resource: Resource,
    notes: Sequence[Note] = (),
    *,
    about: int = ABOUT,
    note: int = NOTE,
    tried: Sequence[Grade] = (),
) -> list[Block]:
    """The words of a card without its buttons, as a preview shows them as well.

    `about` is the weight of what it is about, `note` that of a note.
    """
    blocks: list[Block] = [
        paragraph(linked_title(resource, TITLE_IN_CARD)),
        paragraph(what_words(resource)),
    ]
    blocks += [Paragraph(say(text)) for text in _told(resource, about)]
    if fields := fields_of(resource):
        blocks.append(Fields(fields))
    blocks += [note_block(one, note) for one in notes if shows(one.text)]
    if told := standing(resource, tried):
        blocks.append(paragraph(told))
    return [*blocks, *broken_block(resource)]


def fields_of(resource: Resource) -> tuple[Field, ...]:
    """Whom it is for, what it is called by, how it may be used."""
    use = ", ".join(part for part in (_licence(resource), login_words(resource)) if part)
    told = (
        ("For", capital(grades_in_words(resource.grades))),
        ("Subject", ", ".join(one_line(subject, 60) for subject in resource.subjects)),
        ("Tags", tags_words(resource.tags, TAGS)),
        ("Use", capital(use) if not _licence(resource) else use),
        ("File", one_line(resource.file, 120)),
    )
    return tuple(Field(name, say(text)) for name, text in told if text)


def note_block(note: Note, most: int = NOTE) -> Paragraph:
    """How somebody used it, in their words."""
    return paragraph(Strong(name_words(note.name)), f": {one_line(note.text, most)}")


def standing(resource: Resource, tried: Sequence[Grade] = ()) -> str:
    """What became of it: who tried it, how many saved it and wrote of it."""
    parts = (
        tried_words(resource, tried),
        f"saved {counted(resource.saves, 'time')}" if resource.saves else "",
        counted(resource.notes, "note") if resource.notes > NOTES else "",
    )
    words = "; ".join(part for part in parts if part)
    return f"{capital(words)}." if words else ""


def broken_block(resource: Resource) -> list[Block]:
    """That its link does not answer, and where the web archive has it, as words to copy."""
    if resource.broken is None:
        return []
    kept: tuple[Words, ...] = ()
    if address := one_line(resource.kept_at, KEPT_AT):
        kept = (" A copy in the web archive: ", Code(address.replace("`", "")))
    return [paragraph(Strong("Its link has not answered lately."), *kept)]


def _told(resource: Resource, most: int) -> list[str]:
    """What it is about, and its words; where it has both, they share the room."""
    about = one_line(resource.about, most)
    room = most * 2 // 3 if about else most * 3 // 2
    words = shorten(resource.text.strip(), room, " … (all of it under More)")
    return [part for part in (about, words) if shows(part)]


def _licence(resource: Resource) -> str:
    return resource.licence.value if resource.licence is not None else ""


def _small_print(resource: Resource, zone: str) -> tuple[Words, ...]:
    when: tuple[Words, ...] = ()
    if resource.shared is not None:
        when = (", ", At(resource.shared, zone, style=AtStyle.DATE))
    return ("Shared by ", sharer_of(resource), *when, ".")
