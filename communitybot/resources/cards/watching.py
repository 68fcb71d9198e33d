"""A video as it is shown: playing where the platform allows it, else as a link."""

from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, LinkButton, Select
from communitybot.conversation.limits import HEADING, OPTIONS, one_line
from communitybot.conversation.message import Block, Controls, Message, Video, message, paragraph
from communitybot.conversation.phrases import capital
from communitybot.conversation.text import Strong, Unsayable, say
from communitybot.resources.cards import actions
from communitybot.resources.cards.which import choice_of
from communitybot.resources.cards.words import facts_words, sharer_of, title_of, what_words
from communitybot.resources.model.resource import Resource
from communitybot.resources.watching import plays

PICK = "resource.video"
ALL, ALONE = "all", "me"
TITLE = HEADING - 10
WHAT = 300


def video_card(resource: Resource, *, by: str = "", said: str = "") -> Message:
    """A video with who showed it; in private without, and with a word on where it plays."""
    blocks: list[Block] = [paragraph(said)] if said else []
    blocks += _film(resource)
    facts = capital(one_line(facts_words(resource), WHAT))
    if facts:
        blocks.append(paragraph(facts))
    shown = f"Shown by {one_line(by, 80)}. " if by else ""
    blocks.append(paragraph(f"{shown}Shared by {sharer_of(resource)}."))
    if not by:
        blocks.append(paragraph("Where it does not play here, it plays in your browser."))
    row = [actions.save(resource.id), actions.tried(resource.id), actions.view(resource.id)]
    return message(*blocks, Controls((*row, *_opens(resource))))


def shown_card(resource: Resource, said: str) -> Message:
    """What whoever showed a video reads, beside it."""
    only = Button("Only for me", Action(PICK, (ALONE, resource.id)))
    return message(paragraph(Strong(title_of(resource)), f": {said}"), Controls((only,)))


def which_video(resources: list[Resource], *, alone: bool) -> Message:
    """Ask which of several is meant, by the name of what is shown to whom."""
    options = tuple(choice_of(resource) for resource in resources[:OPTIONS])
    to = ALONE if alone else ALL
    whom = "only to you" if alone else "to everybody here"
    return message(
        paragraph(f"Several videos fit. The one you choose is shown {whom}."),
        Controls((Select("Choose a video", Action(PICK, (to,)), options),)),
        *([] if alone else [Controls((Select("Show one only to me", Action(PICK, (ALONE,)), options),))]),
    )


def _film(resource: Resource) -> list[Block]:
    what = one_line(what_words(resource), WHAT)
    address = plays(resource)
    if address is not None:
        try:
            return [Video(title_of(resource, TITLE), address, say(what))]
        except Unsayable:
            pass
    return [paragraph(Strong(title_of(resource, TITLE))), paragraph(what)]


def _opens(resource: Resource) -> list[LinkButton]:
    """Leads to it where it lies; nothing for a file, or an address no platform can show."""
    if not resource.address:
        return []
    try:
        return [LinkButton("Open it", resource.address)]
    except Unsayable:
        return []
