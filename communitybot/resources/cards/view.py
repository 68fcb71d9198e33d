"""One resource in private: all that is known of it, its notes page by page, and what its reader can do."""

from collections.abc import Sequence

from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, Control, Look
from communitybot.conversation.limits import one_line, shorten
from communitybot.conversation.message import (
    Block,
    Bullets,
    Controls,
    Message,
    Paragraph,
    message,
    paragraph,
    small,
)
from communitybot.conversation.phrases import capital
from communitybot.conversation.text import At, AtStyle, Code, Strong, Struck, Words, say
from communitybot.resources.cards import actions
from communitybot.resources.cards.card import card_blocks
from communitybot.resources.cards.clearing import words_button
from communitybot.resources.cards.preview import cautions_block, fitted, shown_words, told_block
from communitybot.resources.cards.trying import tries_button, try_line
from communitybot.resources.cards.words import linked_title, sharer_of, state_words, title_of
from communitybot.resources.model.resource import Note, Resource, State
from communitybot.resources.previews import Changed, Noted
from communitybot.resources.views import Seen

PAGE = 4  # notes
TRIES = 2  # shown at once; a button leads to all
TRY = 250  # weight of what one tells
TEXT = 2_600  # weight of the whole words
ADDRESS = 200


def view_card(seen: Seen, *, page: int = 0, more: bool = False) -> Message:
    """Draw a resource as one person sees it; `seen` has one page of its notes, `more` says others follow."""
    resource = seen.resource
    last: list[Block] = [
        *_address(resource),
        *shown_words(resource),
        *_reason(seen),
        *_rows(seen, page, more=more),
        small(*_small_print(seen)),
    ]
    return fitted(
        lambda about: (
            *card_blocks(resource, seen.notes, about=about, note=about, tried=seen.tried),
            *_tries(seen, about),
            *last,
        )
    )


def text_card(resource: Resource) -> Message:
    """All the words of a resource that is words."""
    return message(
        paragraph(Strong(title_of(resource, 150))),
        Paragraph(say(shorten(resource.text.strip(), TEXT) or "It has no words of its own.")),
    )


def changed_card(changed: Changed) -> Message:
    """Say that a resource others know was changed."""
    resource = changed.resource
    if resource == changed.before:
        said = paragraph(linked_title(resource), " is as it was: nothing was different.")
    else:
        said = paragraph("Changed: ", linked_title(resource), ". Its card follows.")
    return message(
        said,
        *told_block(changed.told),
        *cautions_block(changed.cautions),
        Controls((actions.view(resource.id, "View it"), actions.edit(resource.id))),
    )


def noted_card(noted: Noted) -> Message:
    """Say that a note stands, or is gone."""
    resource = noted.resource
    said = "Thank you! Your note stands with " if noted.text else "Your note is gone from "
    return message(
        paragraph(said, linked_title(resource), "."),
        *cautions_block(noted.cautions),
        Controls(
            (
                actions.view(resource.id, "View it"),
                actions.note(resource.id, "Change my note" if noted.text else "Write a note"),
            )
        ),
    )


def withdrawn_card(resource: Resource, *, now: bool) -> Message:
    name = Struck(title_of(resource))
    if not now:
        return message(paragraph(name, " is taken back already."))
    return message(
        paragraph("Taken back: ", name, ". Its card goes; whoever saved it keeps a line that says so."),
        small("It can be shared anew at any time: ", Code("/resource share"), "."),
    )


def _tries(seen: Seen, most: int) -> list[Block]:
    """What those who used it last tell of that, latest first."""
    if not seen.tries:
        return []
    return [Bullets(tuple(try_line(one, seen.resource, min(most, TRY)) for one in seen.tries))]


def _address(resource: Resource) -> list[Block]:
    """Its address in words, where it is too long for a link."""
    if not resource.address or not isinstance(linked_title(resource), Strong):
        return []
    return [paragraph("Its address: ", Code(one_line(resource.address.replace("`", ""), ADDRESS)))]


def _reason(seen: Seen) -> list[Block]:
    why = one_line(seen.resource.reason, 300)
    return [paragraph(Strong("Why"), f": {why}")] if why and not seen.resource.seen else []


def _rows(seen: Seen, page: int, *, more: bool) -> list[Block]:
    resource = seen.resource
    rows = (_using(resource), _reading(seen, page, more=more), _keeping(seen))
    return [Controls(tuple(row)) for row in rows if row]


def _using(resource: Resource) -> Sequence[Control]:
    if not resource.seen:
        return ()
    return (
        actions.save(resource.id),
        actions.tried(resource.id),
        actions.note(resource.id),
        actions.report(resource.id),
    )


def _reading(seen: Seen, page: int, *, more: bool) -> Sequence[Control]:
    resource = seen.resource
    row: list[Control] = [actions.file(resource.id)] if _has_file(resource) else []
    if seen.tries:
        row.append(tries_button(resource.id))
    if resource.text:
        row.append(Button("All its words", Action("resource.text", (resource.id,))))
    if page > 0:
        row.append(Button("Later notes", Action("resource.view", (resource.id, str(page - 1)))))
    if more:
        row.append(Button("Earlier notes", Action("resource.view", (resource.id, str(page + 1)))))
    return row


def _has_file(resource: Resource) -> bool:
    return bool(resource.file) and resource.state is not State.WITHDRAWN


def _keeping(seen: Seen) -> Sequence[Control]:
    resource = seen.resource
    if resource.state is State.DRAFT:
        return (actions.preview(resource.id, "Preview and share"), actions.discard(resource.id))
    written = [words_button(resource.id)] if seen.moderates and (seen.notes or seen.tries) else []
    if resource.state is State.WITHDRAWN or not (seen.mine or seen.moderates):
        return written
    check = (
        [Button("Check it", Action("resource.check", (resource.id,)), Look.EXPECTED)]
        if seen.moderates and resource.state is State.HIDDEN
        else []
    )
    if resource.seen and resource.broken is not None:
        check = [Button("Put in a new link", Action("resource.relink", (resource.id,)), Look.EXPECTED)]
    return (*check, actions.edit(resource.id), *written, actions.withdraw(resource.id))


def _small_print(seen: Seen) -> tuple[Words, ...]:
    resource = seen.resource
    by = f", by {sharer_of(resource)}" if resource.seen else f". From {sharer_of(resource)}"
    words: list[Words] = [f"{capital(state_words(resource))}{by}"]
    when = resource.shared or resource.added
    words += [", ", At(when, seen.zone, style=AtStyle.DATE), ". Only you see this view."]
    return tuple(words)


def notes_page(notes: Sequence[Note], page: int) -> tuple[Sequence[Note], bool]:
    """One page of notes, and whether others follow."""
    return notes[page * PAGE : (page + 1) * PAGE], len(notes) > (page + 1) * PAGE
