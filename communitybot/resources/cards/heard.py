"""Asks in private whether links that somebody said are to be kept for everybody."""

from collections.abc import Sequence

from communitybot.conversation.actions import Action, BadAction
from communitybot.conversation.controls import Button
from communitybot.conversation.limits import ACTION_TOKEN
from communitybot.conversation.message import Block, Controls, Divider, Message, message, paragraph, small
from communitybot.conversation.phrases import counted
from communitybot.conversation.text import Code, Words
from communitybot.resources.cards import actions
from communitybot.resources.cards.words import linked_title, site_of
from communitybot.resources.model.resource import Resource, Source

LEAVE = "resource.leave"
SHOWN = 4
SERVER = 22  # characters a platform may need beside an action, to know its server by
WHERE = {Source.CHAT: "in the live chat", Source.MESSAGE: "in that message"}
NOT_KEPT = "Fine, I leave it."


def offer_card(drafts: Sequence[Resource]) -> Message:
    """Each of the first few links with a press to keep it and one to leave it."""
    shown, source = drafts[:SHOWN], drafts[0].source
    where = WHERE.get(source, "in a room where I look after links")
    one = len(drafts) == 1
    lead = f"You shared {'a link' if one else counted(len(drafts), 'link')} {where}."
    ask = "Keep it for the library?" if one else "Keep them for the library?"
    blocks: list[Block] = [paragraph(f"{lead} {ask} Then others find {'it' if one else 'them'} again.")]
    for index, draft in enumerate(shown):
        blocks += [Divider()] if index else []
        blocks += _asked(draft, [each.id for each in shown])
    return message(*blocks, small(*_under(len(drafts) - len(shown))))


def choose_card(drafts: Sequence[Resource], *, named: str) -> Message:
    """The links of a message somebody chose to save: each to be looked at, then shared, one by one."""
    lead = f"{counted(len(drafts), 'link')} are in {named}. Which do you want to share?"
    blocks: list[Block] = [paragraph(lead)]
    for index, draft in enumerate(drafts):
        blocks += [Divider()] if index else []
        blocks += [paragraph(*_named(draft)), Controls((actions.preview(draft.id),))]
    return message(*blocks, small("The others wait in ", Code("/resource drafts"), "."))


def left_card(drafts: Sequence[Resource]) -> Message:
    """What still is to be decided after one link was left."""
    return offer_card(drafts) if drafts else message(NOT_KEPT)


def _asked(draft: Resource, shown: Sequence[str]) -> list[Block]:
    return [
        paragraph(*_named(draft)),
        Controls(
            (
                Button("Keep it", Action("resource.look", (draft.id,))),
                Button("Not this", _leave(draft.id, shown)),
            )
        ),
    ]


def _leave(draft: str, shown: Sequence[str]) -> Action:
    """Names the others as well, as far as that fits, so that they stay in the card."""
    others = [each for each in shown if each != draft]
    while others:
        try:
            action = Action(LEAVE, (draft, *others))
        except BadAction:
            others.pop()
            continue
        if len(str(action)) <= ACTION_TOKEN - SERVER:
            return action
        others.pop()
    return Action(LEAVE, (draft,))


def _named(draft: Resource) -> tuple[Words, ...]:
    return (linked_title(draft), f" ({site_of(draft)})") if draft.title else (linked_title(draft),)


def _under(more: int) -> tuple[Words, ...]:
    told = f"{counted(more, 'more link')} wait in " if more > 1 else "1 more link waits in "
    kept = "Only you see this, and nothing is shared before you say so. What you leave I forget in two weeks."
    return (told, Code("/resource drafts"), ". ", kept) if more else (kept,)
