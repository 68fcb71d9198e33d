"""Voices as cards: how words will appear before their author agrees, and all of them for the team."""

from collections.abc import Sequence

from communitybot.conversation import limits
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, Look
from communitybot.conversation.limits import one_line
from communitybot.conversation.message import (
    Block,
    Controls,
    Heading,
    Message,
    Quote,
    message,
    paragraph,
    small,
)
from communitybot.conversation.phrases import counted
from communitybot.conversation.text import Emphasis, Strong, say
from communitybot.conversation.visible import one_line as as_read
from communitybot.ideas.brief_views import Lent
from communitybot.ideas.cards.words import title_of
from communitybot.ideas.model.brief import Voice
from communitybot.ideas.model.idea import Idea

SAID = 700  # weight of one voice in a list
A_PAGE = 3
WHERE = (
    "It stands on the page, the PDF and the text of every brief of this idea. Whoever has the address of a "
    "brief can read it, and everybody on the web once an author publishes one."
)
BACK = (
    "Take it back at any time: it is gone from all of them at once. Copies others made before stay with them."
)


def voice_card(lent: Lent, *, said: str = "") -> Message:
    """What somebody lends to an idea, exactly as readers see it."""
    idea = lent.idea
    blocks: list[Block] = [Heading(one_line(f"Your voice for: {title_of(idea)}", limits.HEADING))]
    if said:
        blocks.append(paragraph(Strong(said)))
    anew = Button("Write it anew", Action("idea.voice_write", (idea.id,)))
    back = Button("Take it back", Action("idea.voice_back", (idea.id,)))
    if lent.asked is not None:
        agree = Button(
            "Show it like this", Action("idea.voice_agree", (idea.id, lent.asked.id)), Look.EXPECTED
        )
        before = " Until then your words from before stay." if lent.stands is not None else ""
        blocks += [
            paragraph(f"This is exactly how it would appear. Nobody sees it until you agree.{before}"),
            *_shown(lent.asked, 3_000),
        ]
        return message(*blocks, Controls((agree, anew, back)), small(WHERE, " ", BACK))
    if lent.stands is None:
        return message(
            *blocks,
            paragraph("You lend nothing to it now. A sentence or two of your own can carry far."),
            Controls((Button("Write it", anew.action, Look.EXPECTED),)),
            small("Words from the discussion are never used."),
        )
    blocks += [paragraph("It stands like this:"), *_shown(lent.stands, 3_000)]
    if lent.stands.left_out:
        blocks.append(paragraph("The team or a host has left it out, so no brief shows it now."))
    return message(*blocks, Controls((anew, back)), small(WHERE, " ", BACK))


def voices_card(idea: Idea, voices: Sequence[Voice], page: int) -> Message:
    """Everything lent to an idea, a few at a time, for those who may leave some out."""
    blocks: list[Block] = [Heading(one_line(f"Voices for: {title_of(idea)}", limits.HEADING))]
    last = max(-(-len(voices) // A_PAGE), 1)
    page = min(max(page, 1), last)
    if not voices:
        blocks.append(paragraph("Nobody has lent their voice yet. Anybody here can, with /idea voice."))
    for number, voice in enumerate(voices[(page - 1) * A_PAGE : page * A_PAGE]):
        blocks += _shown(voice, SAID)
        where = (idea.id, voice.id, "on" if voice.left_out else "off", str(page))
        label = f"Show {number + 1} again" if voice.left_out else f"Leave {number + 1} out"
        blocks.append(Controls((Button(label, Action("idea.voice_show", where)),)))
    turns = [
        Button(label, Action("idea.voices", (idea.id, str(to))))
        for label, to in (("Earlier", page - 1), ("More", page + 1))
        if 1 <= to <= last
    ]
    if turns:
        blocks.append(Controls(tuple(turns)))
    told = f"{counted(len(voices), 'voice')}, page {page} of {last}. " if voices else ""
    return message(*blocks, small(told, "What is left out stands on no brief; its author can still see it."))


def _shown(voice: Voice, most: int) -> list[Block]:
    words = limits.shorten(as_read(voice.words), min(most, limits.PARAGRAPH - 100)) or "…"
    left = " (left out)" if voice.left_out else ""
    return [Quote(say(words)), paragraph(Emphasis(limits.shorten(as_read(f"{voice.signed}{left}"), 400)))]
