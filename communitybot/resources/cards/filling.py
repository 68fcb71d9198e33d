"""What came of putting a resource in a collection, taking it out, or moving it."""

from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, Control, Look
from communitybot.conversation.message import Controls, Message, message, paragraph
from communitybot.conversation.text import Strong
from communitybot.resources.cards.collecting import TAKEN_BACK, named, view
from communitybot.resources.cards.words import title_of
from communitybot.resources.judging_views import Put, Viewed


def put_card(put: Put, *, made: bool = False) -> Message:
    """Say that a resource is in a collection now, or was already."""
    title = title_of(put.resource) if put.resource is not None else "It"
    where = f"“{named(put.collection)}”"
    if made:
        where += ", a new collection that only you see"
    words = f"{title} is in {where}." if put.new else f"{title} was in {where} already."
    row = [view(put.collection.id, "Open it", Look.EXPECTED)]
    if put.new and put.resource is not None:
        row.append(Button("Take it out", Action("collection.take", (put.collection.id, put.resource.id))))
    return message(paragraph(words), Controls(tuple(row)))


def taken_card(put: Put) -> Message:
    where = f"“{named(put.collection)}”"
    title = title_of(put.resource) if put.resource is not None else "It"
    words = f"{title} is taken out of {where}." if put.new else f"It is not in {where} any more."
    row = [view(put.collection.id, "Open the collection")]
    if put.new and put.resource is not None:
        row.append(Button("Put it back", Action("collection.put", (put.collection.id, put.resource.id))))
    return message(paragraph(words), Controls(tuple(row)))


def item_card(seen: Viewed, resource: str) -> Message:
    """What somebody can do with one resource of a collection."""
    known = seen.known.get(resource)
    title = title_of(known) if known is not None else TAKEN_BACK
    words = paragraph(Strong(title), f" in “{named(seen.collection)}”.")
    return message(words, _arranging(seen.collection.id, resource, edits=seen.edits))


def moved_card(put: Put, resource: str) -> Message:
    """Say where a resource stands now."""
    title = title_of(put.resource) if put.resource is not None else TAKEN_BACK
    words = f" is number {put.place} in “{named(put.collection)}”{' now' if put.new else ' already'}."
    return message(paragraph(Strong(title), words), _arranging(put.collection.id, resource, edits=True))


def _arranging(collection: str, resource: str, *, edits: bool) -> Controls:
    row: list[Control] = []
    for label, step in (("Up", "up"), ("Down", "down"), ("To the top", "first")) if edits else ():
        row.append(Button(label, Action("collection.move", (collection, resource, step))))
    row.append(Button("Take it out", Action("collection.take", (collection, resource))))
    return Controls((*row, view(collection, "Back")))
