"""How collections look: in lists, to who may work on them, and as cards in rooms."""

from collections.abc import Mapping, Sequence

from communitybot.conversation import limits
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, Choice, Control, Look, Select
from communitybot.conversation.limits import one_line
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
from communitybot.conversation.phrases import capital, counted, joined, name_words
from communitybot.conversation.text import Code, Strong, Text, Words, say
from communitybot.resources.cards.which import choice_of
from communitybot.resources.cards.words import linked_title, title_of, what_words
from communitybot.resources.judging_views import CollectionsPage, Viewed
from communitybot.resources.model.collection import Collection, Helper, Item, Right, Sharing
from communitybot.resources.model.resource import Resource

NAME = 90  # weight of a name in a sentence
ABOUT = 200
WHAT = 60
LINKED = 200  # weight of a title with its address; a longer address stands in the view alone
WHO = 260
PAGE = 8  # resources shown at once
MAY = {Right.ADD: "put resources in", Right.EDIT: "put resources in, order them, and name it anew"}
TAKEN_BACK = "A resource that was taken back, or is being checked"


def named(collection: Collection, most: int = NAME) -> str:
    return one_line(collection.name, most) or "Collection"


def view(collection: str, label: str = "Open", look: Look = Look.PLAIN) -> Button:
    return Button(label, Action("collection.view", (collection,)), look)


def create(label: str = "New collection") -> Button:
    return Button(label, Action("collection.create"))


def collections_card(page: CollectionsPage) -> Message:
    """The collections somebody may look at."""
    saved = Button("What I saved", Action("collection.saved"))
    if not page.collections and page.number == 1:
        return message(
            paragraph(
                "No collection yet. One keeps resources together, for you, for some colleagues or for "
                "everybody here."
            ),
            Controls((Button("Make one", Action("collection.create"), Look.EXPECTED), saved)),
            small(Code("/collection create Fractions"), " works as well."),
        )
    blocks: list[Block] = [Heading("Collections")]
    if page.collections:
        blocks.append(Bullets(tuple(_line(one, page) for one in page.collections)))
        options = tuple(which_of(one) for one in page.collections)
        blocks.append(Controls((Select("Open one of them", Action("collection.view"), options),)))
    else:
        blocks.append(paragraph("This page is empty: the list ends before it."))
    row: list[Control] = [create(), saved]
    if page.number > 1:
        row.append(Button("Earlier page", Action("collection.list", (str(page.number - 1),))))
    if page.more:
        row.append(Button("More collections", Action("collection.list", (str(page.number + 1),))))
    return message(*blocks, Controls(tuple(row)))


def which_collection(collections: Sequence[Collection], again: Action) -> Message:
    """Ask which of several is meant; the choice comes as the value of `again`."""
    options = tuple(which_of(one) for one in collections[: limits.OPTIONS])
    return message(
        paragraph("Which collection do you mean?"), Controls((Select("Choose a collection", again, options),))
    )


def which_of(collection: Collection) -> Choice:
    told = f"{collection.items}, by {name_words(collection.owner_name, 24)}"
    return Choice(
        collection.id, f"{named(collection, limits.OPTION_LABEL - limits.weight(told) - 2)}, {told}"
    )


def view_card(seen: Viewed, *, said: str | None = None) -> Message:
    """A collection for somebody who looks at it, with all they can do."""
    one = seen.collection
    blocks: list[Block] = [paragraph(one_line(said, 200))] if said else []
    blocks.append(Heading(named(one, 140)))
    if about := one_line(one.about, ABOUT):
        blocks.append(paragraph(about))
    blocks.append(paragraph(_who(one, seen.people)))
    if seen.items:
        blocks.append(Bullets(tuple(item_line(item, seen.known) for item in seen.items)))
    else:
        blocks.append(paragraph("It is empty. The button Save under a resource puts one in."))
    blocks += _selects(seen)
    blocks.append(Controls(tuple(_row(seen))))
    if turns := _turns(seen):
        blocks.append(Controls(tuple(turns)))
    return message(*blocks)


def item_line(item: Item, known: Mapping[str, Resource]) -> Text:
    """One resource of a collection, with who put it in."""
    by = f" · put in by {name_words(item.name, 40)}"
    resource = known.get(item.resource)
    if resource is None:
        return say(f"{TAKEN_BACK}{by}")
    what = one_line(what_words(resource, author=False), WHAT)
    return say(_title(resource), f": {what}{by}")


def collection_card(
    collection: Collection,
    items: Sequence[Item],
    known: Mapping[str, Resource],
    people: Sequence[Helper],
) -> Message:
    """What everybody in a room sees of a collection; it changes as the collection grows."""
    blocks: list[Block] = [Heading(named(collection, 140))]
    if about := one_line(collection.about, ABOUT):
        blocks.append(paragraph(about))
    blocks.append(paragraph(_who(collection, people)))
    if items:
        blocks.append(Bullets(tuple(item_line(each, known) for each in items)))
    more = collection.items - len(items)
    return message(
        *blocks,
        Controls((view(collection.id, look=Look.EXPECTED),)),
        small(f"{f'And {more:,} more. ' if more > 0 else ''}This card changes as the collection does."),
    )


def gone_card() -> Message:
    """Stands in place of a collection that others may not see any more."""
    return message(paragraph("This collection is not shared any more."), small("The card changed since."))


def let_card(collection: Collection, right: Right) -> Message:
    """Tell somebody that they may work on a collection."""
    return message(
        paragraph(
            Strong(name_words(collection.owner_name)),
            " lets you work on the collection ",
            Strong(named(collection)),
            f": you can {MAY[right]}.",
        ),
        Controls((view(collection.id, look=Look.EXPECTED),)),
    )


def people_card(seen: Viewed, *, said: str | None = None) -> Message:
    """Who works on a collection, for its owner and for them."""
    one = seen.collection
    blocks: list[Block] = [paragraph(one_line(said, 200))] if said else []
    blocks.append(paragraph(Strong(named(one)), f" is {name_words(one.owner_name)}'s. ", _sharing(one)))
    if seen.people:
        lines = (say(Strong(name_words(each.name)), f" can {MAY[each.right]}") for each in seen.people)
        blocks.append(Bullets(tuple(lines)))
    else:
        blocks.append(paragraph("Nobody else works on it yet."))
    row: list[Control] = []
    if seen.owns:
        row.append(Button("Let somebody in", Action("collection.invite", (one.id,)), Look.EXPECTED))
    if seen.right is not None:
        row.append(Button("Leave it", Action("collection.leave", (one.id,))))
    row.append(view(one.id, "Back"))
    blocks.append(Controls(tuple(row)))
    if seen.owns and seen.people:
        options = tuple(Choice(each.person, name_words(each.name, 60)) for each in seen.people)
        blocks.append(
            Controls((Select("Take somebody's right back", Action("collection.unlet", (one.id,)), options),))
        )
    return message(*blocks)


def delete_card(collection: Collection) -> Message:
    """Ask before a collection is deleted."""
    held = counted(collection.items, "resource")
    return message(
        paragraph(
            f"Delete “{named(collection)}” with the order of its {held}? The resources themselves stay. "
            "This cannot be undone."
        ),
        Controls(
            (
                Button("Delete it", Action("collection.deleted", (collection.id,)), Look.GRAVE),
                view(collection.id, "Keep it"),
            )
        ),
    )


def share_card(collection: Collection, room: str) -> Message:
    """Ask before everybody in a room sees a collection."""
    open_ = "" if collection.sharing is Sharing.COMMUNITY else " Everybody here may look at it from then on."
    return message(
        paragraph(f"Post “{named(collection)}” as a card in {room}?{open_}"),
        Controls(
            (
                Button("Post it", Action("collection.posted", (collection.id,)), Look.EXPECTED),
                view(collection.id, "Not now"),
            )
        ),
    )


def _line(one: Collection, page: CollectionsPage) -> Text:
    if one.owner == page.person:
        whose = f"yours; {_seen_by(one)}"
    else:
        right = page.rights.get(one.id)
        whose = f"by {name_words(one.owner_name)}" + (f"; you can {MAY[right]}" if right else "")
    about = one_line(one.about, 120)
    return say(
        Strong(named(one)), f": {counted(one.items, 'resource')}, {whose}{f'. {about}' if about else ''}"
    )


def _who(one: Collection, people: Sequence[Helper]) -> str:
    with_ = joined(name_words(each.name) for each in people)
    by = f"By {name_words(one.owner_name)}{f' with {with_}' if with_ else ''}"
    return f"{limits.shorten(by, WHO)} · {_seen_by(one)} · {counted(one.items, 'resource')}."


def _seen_by(one: Collection) -> str:
    return {
        Sharing.PRIVATE: "only its owner sees it",
        Sharing.PEOPLE: "its people see it",
        Sharing.COMMUNITY: "everybody here sees it",
    }[one.sharing]


def _sharing(one: Collection) -> str:
    return f"{capital(_seen_by(one))}."


def _title(resource: Resource) -> Words:
    title = linked_title(resource, 70)
    return title if say(title).weight <= LINKED else Strong(title_of(resource, 70))


def _selects(seen: Viewed) -> list[Block]:
    shown = [seen.known[item.resource] for item in seen.items if item.resource in seen.known]
    blocks: list[Block] = []
    if shown:
        options = tuple(choice_of(each) for each in shown)
        blocks.append(Controls((Select("Look at one", Action("resource.view"), options),)))
    if seen.adds and seen.items:
        places = enumerate(seen.items, start=(seen.number - 1) * PAGE + 1)
        things = tuple(Choice(item.resource, _place_words(at, item, seen)) for at, item in places)
        label = "Move one, or take it out" if seen.edits else "Take one out"
        action = Action("collection.item", (seen.collection.id, str(seen.number)))
        blocks.append(Controls((Select(label, action, things),)))
    return blocks


def _place_words(place: int, item: Item, seen: Viewed) -> str:
    known = seen.known.get(item.resource)
    return f"{place}. {title_of(known, 60) if known is not None else 'taken back'}"


def _row(seen: Viewed) -> list[Control]:
    one = seen.collection
    row: list[Control] = []
    if seen.owns or one.sharing is Sharing.COMMUNITY:
        row.append(Button("Post as a card", Action("collection.share", (one.id,))))
    if seen.edits:
        row.append(Button("Settings", Action("collection.settings", (one.id,))))
    if seen.owns or seen.right is not None:
        row.append(Button("People", Action("collection.people", (one.id,))))
    if seen.owns or (seen.moderates and one.sharing is Sharing.COMMUNITY):
        row.append(Button("Delete", Action("collection.delete", (one.id,)), Look.GRAVE))
    row.append(Button("All collections", Action("collection.list", ("1",))))
    return row


def _turns(seen: Viewed) -> list[Control]:
    one, row = seen.collection, list[Control]()
    if seen.number > 1:
        row.append(Button("Earlier ones", Action("collection.page", (one.id, str(seen.number - 1)))))
    if seen.more:
        row.append(Button("Further ones", Action("collection.page", (one.id, str(seen.number + 1)))))
    return row
