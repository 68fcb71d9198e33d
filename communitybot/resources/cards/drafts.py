"""Somebody's drafts, page by page, each with what can be done with it."""

from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, Look
from communitybot.conversation.message import Block, Controls, Heading, Message, message, paragraph, small
from communitybot.conversation.text import Strong
from communitybot.resources.cards import actions
from communitybot.resources.cards.words import linked_title, title_of, what_words
from communitybot.resources.model.resource import Resource, Source
from communitybot.resources.previews import Drafts

PAGE = 3  # a row of buttons each, and one to turn the page
LIVES = "Only you see drafts. I forget them after 30 days, links you posted after two weeks."
CAME = {
    Source.ROOM: "from a link you posted",
    Source.CHAT: "from a link you posted in a live chat",
    Source.MESSAGE: "saved from a message",
}


def drafts_card(drafts: Drafts) -> Message:
    """List drafts, latest first; only whoever made them sees this."""
    if not drafts.drafts:
        return message(
            paragraph("You have no drafts here. Share a link, a file or words; you see a preview first."),
            Controls((actions.begin(),)),
        )
    blocks: list[Block] = [Heading("Your drafts")]
    for number, draft in enumerate(drafts.drafts, start=drafts.offset + 1):
        came = f", {CAME[draft.source]}" if draft.source in CAME else ""
        blocks.append(paragraph(f"{number}. ", linked_title(draft), f": {what_words(draft)}{came}."))
        blocks.append(draft_row(draft, number, drafts.offset))
    turns = []
    if drafts.offset:
        turns.append(Button("Newer drafts", _page(max(drafts.offset - PAGE, 0))))
    if drafts.more:
        turns.append(Button("Older drafts", _page(drafts.offset + PAGE)))
    if turns:
        blocks.append(Controls(tuple(turns)))
    return message(*blocks, small(LIVES))


def draft_row(draft: Resource, number: int | None = None, offset: int = 0) -> Controls:
    """What can be done with a draft: with one press it is shared. `number` tells several apart."""
    which = f" {number}" if number is not None else ""
    leave = Button(f"Not this{which}", Action("resource.not_this", (draft.id, str(offset))))
    if draft.title:
        return Controls(
            (actions.share(draft, f"Share{which}"), actions.edit(draft.id, f"Change{which}"), leave)
        )
    title = Button(f"Give{which or ' it'} a title", actions.edit(draft.id).action, Look.EXPECTED)
    again = (
        [Button(f"Look again at{which or ' it'}", actions.again(draft.id).action)] if draft.address else []
    )
    return Controls((title, *again, leave))


def not_this_card(draft: Resource) -> Message:
    return message(paragraph("Not kept: ", Strong(title_of(draft)), ". Nobody else saw it."))


def _page(offset: int) -> Action:
    return Action("resource.drafts", (str(offset),))
