"""Links that do not answer, for those who look after the library."""

from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, Control, Select
from communitybot.conversation.limits import one_line
from communitybot.conversation.message import (
    Bullets,
    Controls,
    Heading,
    Message,
    message,
    paragraph,
    small,
)
from communitybot.conversation.text import At, AtStyle, Code, Strong, Text, say
from communitybot.resources.cards import actions
from communitybot.resources.cards.which import choice_of
from communitybot.resources.cards.words import linked_title, sharer_of, title_of
from communitybot.resources.judging_views import BrokenPage
from communitybot.resources.model.resource import Resource

KEPT = 170  # weight of the archive's address; a longer one stands on the card alone


def broken_card(page: BrokenPage) -> Message:
    """A page of broken links, each with where the web archive may have it, as words to copy."""
    row: list[Control] = []
    if page.number > 1:
        row.append(Button("Earlier page", Action("resource.links", (str(page.number - 1),))))
    if page.more:
        row.append(Button("Further ones", Action("resource.links", (str(page.number + 1),))))
    turns = [Controls(tuple(row))] if row else []
    if not page.resources:
        said = "Every link answers, as far as I know."
        if page.number > 1:
            said = "This page is empty: the list ends before it."
        note = small("I ask each link about once in four weeks, at night, one at a time.")
        return message(paragraph(said), *turns, note)
    options = tuple(choice_of(each) for each in page.resources)
    return message(
        Heading("Links that do not answer"),
        Bullets(tuple(_line(each, page.zone) for each in page.resources)),
        Controls((Select("Look at one", Action("resource.view"), options),)),
        Controls((Select("Put in a new link", Action("resource.relink"), options),)),
        *turns,
        small("Each failed twice, a week apart. Whoever shared it was told, and may put one in as well."),
    )


def relinked_card(resource: Resource) -> Message:
    return message(
        paragraph("Thank you! ", linked_title(resource), " leads there from now on. Its card follows."),
        Controls((actions.view(resource.id, "View it"),)),
    )


def _line(resource: Resource, zone: str) -> Text:
    since = (", broken since ", At(resource.broken, zone, style=AtStyle.DATE)) if resource.broken else ()
    kept = one_line(resource.kept_at, 3_000).replace("`", "")
    copy = say(". A copy may be at ", Code(kept))
    told = copy if kept and copy.weight <= KEPT + 20 else say()
    return say(Strong(title_of(resource, 70)), f" from {sharer_of(resource)[:40]}", *since, told)
