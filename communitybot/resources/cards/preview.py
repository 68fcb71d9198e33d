"""What the sharer of a resource sees before anybody else does, and right after."""

from collections.abc import Callable, Sequence

from communitybot.commands.words import listed, marked
from communitybot.conversation import limits
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, Choice, Look, Select
from communitybot.conversation.limits import one_line
from communitybot.conversation.message import (
    Block,
    Bullets,
    Controls,
    Divider,
    Message,
    Paragraph,
    message,
    paragraph,
    small,
)
from communitybot.conversation.text import At, AtStyle, Code, Strong, Words
from communitybot.people.cautions import Caution, caution_words
from communitybot.resources.cards import actions
from communitybot.resources.cards.card import ABOUT, card_blocks
from communitybot.resources.cards.words import linked_title, sharer_of, title_of
from communitybot.resources.model.resource import SHOWS_MOST, Resource, Source, State
from communitybot.resources.previews import Known, Preview, Sent

FIRST = "This is how others will see it. Nobody else has seen it yet."
NOTES = 3
NOTE = 220
OWN_NOTE = 220
ROOM = 60
NAMED = {"written": "date", "lasts": "duration", "about": "description", "kind": "type"}
SIZES = (ABOUT, 240, 90)
STUDENTS = "Please share nothing that tells who a student is: no names, no pictures, no work with a name."


def preview_card(preview: Preview, *, said: str | None = None) -> Message:
    """Show a draft to its sharer alone, with all there is to know before sharing it."""
    first = paragraph(Strong(one_line(said or FIRST, 250)))
    last = _last(preview)
    notes = [preview.note] if preview.note is not None else []
    return fitted(
        lambda about: (
            first,
            *card_blocks(preview.resource, notes, about=about, note=min(about, OWN_NOTE)),
            *last,
        )
    )


def fitted(draw: Callable[[int], Sequence[Block]]) -> Message:
    """A message whose words about a thing are as long as there is room for them."""
    for about in SIZES[:-1]:
        blocks = draw(about)
        if sum(message(block).weight for block in blocks) <= limits.MESSAGE_TEXT:
            return message(*blocks)
    return message(*draw(SIZES[-1]))


def kept_card(resource: Resource) -> Message:
    lives = "two weeks" if resource.source in {Source.ROOM, Source.CHAT} else "30 days"
    return message(
        paragraph("Kept as a draft: ", Strong(title_of(resource)), f". Only you see it, for {lives}."),
        small(Code("/resource drafts"), " finds it again."),
        Controls((actions.preview(resource.id, "Go on with it"),)),
    )


def discarded_card(resource: Resource) -> Message:
    return message(
        paragraph("Discarded for good: ", Strong(title_of(resource)), ". Nobody else saw it."),
        Controls((actions.begin(),)),
    )


def sent_card(sent: Sent) -> Message:
    """Say what became of a resource that was shared, or was shared before."""
    resource = sent.resource
    name = linked_title(resource)
    if not resource.seen:
        stands = "being checked" if resource.state is State.HIDDEN else "taken back"
        return message(paragraph(name, f" is {stands}, so it was not shared again."))
    thanks = "Thank you! " if sent.now else ""
    already = "" if sent.now else " already"
    where = f" Its card is in #{_room(sent.room)}." if sent.room else ""
    return message(
        paragraph(f"{thanks}Shared{already}: ", name, f".{where} ", Code("/resources"), " finds it."),
        Controls(
            (
                actions.view(resource.id, "View it"),
                actions.edit(resource.id),
                actions.note(resource.id),
                actions.withdraw(resource.id),
            )
        ),
    )


def known_card(known: Known) -> Message:
    """Say that it is here already, by whom and since when, and ask for a note."""
    resource = known.resource
    if not resource.seen:
        return message(
            paragraph("This was shared before and is being checked, since something about it was reported."),
            small("A host or administrator looks at it. You can share it again if it is put aside."),
        )
    when: tuple[Words, ...] = ()
    if resource.shared is not None:
        when = (" on ", At(resource.shared, known.zone, style=AtStyle.DATE))
    name = linked_title(resource)
    who: tuple[Words, ...] = ("You shared this already",)
    if not known.mine:
        who = ("Already shared by ", Strong(sharer_of(resource)))
    note = Action("resource.note", (resource.id, known.draft) if known.draft else (resource.id,))
    discard = [actions.discard(known.draft, "Discard my draft")] if known.draft else []
    return message(
        paragraph(*who, *when, ": ", name, "."),
        paragraph("How did you use it? Your note stands on its card, under your name."),
        Controls(
            (
                Button("Add your note", note, Look.EXPECTED),
                actions.view(resource.id, "View it"),
                Button("Save", actions.save(resource.id).action),
                *discard,
            )
        ),
    )


def cautions_block(cautions: Sequence[Caution]) -> list[Block]:
    """What may tell who a student is; a warning, and what it means."""
    if not cautions:
        return []
    rest = " If it is a student's, please take it out: others could keep it."
    found = f": I may have found {caution_words(cautions)}.{rest}"
    return [paragraph(Strong("Please look once more"), found)]


def shown_words(resource: Resource) -> list[Block]:
    """What the picture of its page shows, in the page's words; the picture itself is never fetched."""
    shows = one_line(resource.shows, SHOWS_MOST)
    return [small(f"Its picture shows: {shows}")] if shows else []


def told_block(told: Sequence[str]) -> list[Block]:
    """How something was read, a sentence each."""
    if len(told) == 1:
        return [Paragraph(marked(told[0], NOTE))]
    return [Bullets(tuple(marked(note, NOTE) for note in told[:NOTES]))] if told else []


def _last(preview: Preview) -> list[Block]:
    """All that stands under the words of the resource."""
    resource = preview.resource
    return [
        *shown_words(resource),
        Divider(),  # above it is what others will see
        *told_block((*_page(preview), *preview.told)),
        *_missing(resource),
        *cautions_block(preview.cautions),
        _going(preview),
        Controls(tuple(_buttons(resource))),
        *_tags(preview),
        small(STUDENTS),
    ]


def _page(preview: Preview) -> list[str]:
    """What its page told, and that it told nothing."""
    if "log-in" in preview.paged:
        return ["Its page asks for a log-in, so it told nothing else. You can change that."]
    if preview.paged:
        names = [NAMED.get(name, name) for name in preview.paged if name != "site"]  # cards tell its host
        fixed = [NAMED[name] for name in preview.paged if name in {"written", "lasts"}]
        but = f", but for the {listed(fixed, 'and')}" if fixed else ""
        return [f"Its page told the {listed(names, 'and')}. You can change that{but}."] if names else []
    if preview.resource.address and not preview.looked:
        return ["Its page told nothing so far. *Look again* asks once more."]
    return []


def _missing(resource: Resource) -> list[Block]:
    """What teachers search by and is not said, gently."""
    lacks = [
        name
        for name, there in (
            ("grades", resource.grades),
            ("a subject", resource.subjects),
            ("tags", resource.tags),
            ("what kind of thing it is", resource.kind),
        )
        if not there
    ]
    if not resource.title:
        return [paragraph(Strong("It needs a title"), ", so that others find it.")]
    if not lacks:
        return []
    return [paragraph(f"Colleagues find it sooner with {listed(lacks, 'and')}.")]


def _going(preview: Preview) -> Paragraph:
    """Where its card goes."""
    who = f"From {sharer_of(preview.resource)}"
    if preview.room:
        return paragraph(f"{who}. Its card goes to #{_room(preview.room)}.")
    return paragraph(f"{who}. There is no room for its card here; people find it by searching.")


def _buttons(resource: Resource) -> list[Button]:
    if not resource.title:
        title = Button("Give it a title", Action("resource.edit", (resource.id,)), Look.EXPECTED)
        row = [title]
    else:
        row = [actions.share(resource), actions.edit(resource.id)]
    again = [actions.again(resource.id)] if resource.address else []
    return [*row, *again, actions.keep(resource.id), actions.discard(resource.id)]


def _tags(preview: Preview) -> list[Block]:
    if not preview.fitting:
        return []
    options = tuple(Choice(tag, f"#{one_line(tag, 40)}") for tag in preview.fitting)
    action = Action("resource.add_tag", (preview.resource.id,))
    return [Controls((Select("Add a tag others use", action, options),))]


def _room(name: str) -> str:
    return one_line(name, ROOM).lstrip("#")
