"""What was saved, and where to put it."""

from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, Control, Look, Select
from communitybot.conversation.message import (
    Block,
    Bullets,
    Controls,
    Heading,
    Message,
    message,
    paragraph,
    small,
)
from communitybot.conversation.phrases import counted
from communitybot.conversation.text import Code
from communitybot.resources.cards.collecting import which_of
from communitybot.resources.cards.which import choice_of
from communitybot.resources.cards.words import line_of, title_of
from communitybot.resources.judging_views import Saved, SavedPage

LINE = 230  # weight of one resource, its link not counted
LINKED = 280  # weight of an address that stands as a link


def saved_card(saved: Saved) -> Message:
    """Say that a resource was saved, or is no more; and offer the collections it could be put in."""
    resource, title = saved.resource, title_of(saved.resource)
    if not saved.on:
        return message(
            paragraph(f"“{title}” is not among what you saved any more."),
            Controls((Button("Save it again", Action("resource.save", (resource.id, "on"))), _all())),
        )
    blocks: list[Block] = [paragraph(f"Saved: “{title}”. Only you see what you saved.")]
    if saved.fit:
        options = tuple(which_of(one) for one in saved.fit)
        put = Action("collection.put_in", (resource.id,))
        blocks.append(Controls((Select("Put it in a collection as well", put, options),)))
    row: list[Control] = [
        _all(),
        Button("New collection with it", Action("collection.create", (resource.id,))),
        Button("Undo", Action("resource.save", (resource.id, "off"))),
    ]
    return message(*blocks, Controls(tuple(row)), small(Code("/collections"), " shows all of it."))


def saved_list(page: SavedPage) -> Message:
    """A page of what somebody saved."""
    row: list[Control] = [Button("Collections", Action("collection.list", ("1",)))]
    if page.number > 1:
        row.append(Button("Later ones", Action("collection.saved", (str(page.number - 1),))))
    if page.more:
        row.append(Button("Earlier ones", Action("collection.saved", (str(page.number + 1),))))
    gone = f"{counted(page.gone, 'resource')} here: taken back, or being checked." if page.gone else ""
    if not page.resources:
        said = gone or "Nothing here yet. The button Save under a resource keeps it for you."
        return message(paragraph(said), Controls(tuple(row)))
    lines = tuple(line_of(resource, most=LINE, longest=LINKED) for resource in page.resources)
    options = tuple(choice_of(resource) for resource in page.resources)
    return message(
        Heading("What you saved"),
        Bullets(lines),
        Controls((Select("Look at one", Action("resource.view"), options),)),
        Controls((Select("Save one no more", Action("resource.unsave"), options),)),
        Controls(tuple(row)),
        *([small(gone)] if gone else []),
    )


def _all() -> Button:
    return Button("See all I saved", Action("collection.saved", ("1",)), Look.EXPECTED)
