"""What the author of an idea sees before anybody else does."""

from collections.abc import Sequence
from dataclasses import replace

from communitybot.commands.words import marked
from communitybot.conversation import limits
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, Look
from communitybot.conversation.limits import one_line
from communitybot.conversation.message import (
    Block,
    Bullets,
    Controls,
    Heading,
    Message,
    Paragraph,
    Small,
    message,
    paragraph,
    small,
)
from communitybot.conversation.phrases import counted, name_words
from communitybot.conversation.text import Code, Strong, Text, Words, say
from communitybot.ideas.cards import actions
from communitybot.ideas.cards.reading import body_of, cautions_block, facts_of, similar_block, views_row
from communitybot.ideas.cards.rules import rules_text
from communitybot.ideas.cards.waiting import wait_words
from communitybot.ideas.cards.words import title_of
from communitybot.ideas.model.idea import MOST_WORDS, Idea, Stage
from communitybot.ideas.model.wording import too_many, words_in
from communitybot.ideas.previews import Preview, Sent
from communitybot.ideas.waiting import Expected

NOTES = 3
NOTE = 200
REASON = 400
SPARE = 20  # weight kept free
BODY = 1_400  # weight the words of the idea get before hints and similar ideas do

SAID = {
    Stage.DRAFT: "This is how others will see it. Nobody else has seen it yet.",
    Stage.DECLINED: "A moderator has put it aside. You can change it and send it again.",
    Stage.SUBMITTED: "It is sent: a moderator reads it before others do. You can still change it.",
}


def preview_card(preview: Preview, *, said: str | None = None) -> Message:
    """Show an idea to its author alone, with all there is to know before sending it."""
    idea = preview.idea
    first: list[Block] = [
        Heading(title_of(idea, limits.HEADING)),
        paragraph(one_line(said or SAID.get(idea.stage, f"It is {idea.stage.value}."), 250)),
        *_declined(idea),
    ]
    last = _last(preview)
    for without in (replace(preview, hints=()), replace(preview, hints=(), similar=(), notes=())):
        if _room(first, last) < BODY:
            last = _last(without)
    return message(*first, *body_of(idea, _room(first, last)), *last)


def kept_card(idea: Idea) -> Message:
    return message(
        paragraph("Kept as a draft: ", Strong(title_of(idea)), ". Only you see it."),
        small(Code("/ideas sort: mine"), " finds it again, and ", Code("/idea edit"), " goes on with it."),
        Controls((Button("Go on with it", Action("idea.preview", (idea.id,))),)),
    )


def discarded_card(idea: Idea) -> Message:
    return message(
        paragraph("Discarded for good: ", Strong(title_of(idea)), ". Nobody else saw it."),
        small(Code("/idea post"), " starts another one."),
    )


def sent_card(sent: Sent) -> Message:
    """Say what becomes of an idea that was sent, or was sent before."""
    idea = sent.idea
    name = Strong(title_of(idea))
    if idea.stage is Stage.SUBMITTED:
        begins = "Thank you! " if sent.now else ""
        return message(
            paragraph(f"{begins}Sent: ", name, ". A moderator reads it first."),
            Paragraph(say(*_waits(sent.wait, sent.moderators, known=sent.now))),
            Controls((Button("Change it", Action("idea.edit", (idea.id,))), actions.withdraw(idea.id))),
        )
    if idea.stage.open:
        words = ". Its thread opens in the ideas rooms; I send you the way there." if sent.now else "."
        return message(
            paragraph("Published: ", name, words),
            Controls((actions.view(idea.id, "View the idea"),)),
        )
    return message(paragraph(name, f" is {idea.stage.value}, so it was not sent."))


def _last(preview: Preview) -> list[Block]:
    """All that stands under the words of the idea."""
    idea = preview.idea
    return [
        *facts_of(idea),
        Paragraph(_from(preview)),
        Paragraph(_count(idea)),
        *_told(preview.notes),
        *cautions_block(preview.cautions, own=True),
        *_hints(preview),
        *similar_block(preview.similar),
        *_rows(preview),
        *([Small(rules_text())] if _sendable(idea) else []),
        *_next(preview),
    ]


def _room(first: Sequence[Block], last: Sequence[Block]) -> int:
    """How much the words of the idea may weigh between these."""
    return limits.MESSAGE_TEXT - sum(message(block).weight for block in (*first, *last)) - SPARE


def _declined(idea: Idea) -> list[Block]:
    if idea.stage is not Stage.DECLINED or not idea.reason:
        return []
    return [paragraph(Strong("Why"), f": {one_line(idea.reason, REASON)}")]


def _from(preview: Preview) -> Text:
    idea = preview.idea
    team = f" You are in its team as {preview.role.value}." if preview.role is not None else ""
    if idea.anonymous:
        return say(Strong("From a member"), f": your name is hidden from members; moderators see it.{team}")
    return say("From ", Strong(name_words(idea.author.name)), f".{team}")


def _count(idea: Idea) -> Text:
    """How long it is, and by how much it is too long."""
    words = words_in(idea)
    over = too_many(idea)
    if over:
        return say(
            Strong(f"You wrote {words} words; {over} too many."),
            f" An idea has at most {MOST_WORDS}, title not counted. All of it is kept as a draft: "
            "press Change it to shorten it.",
        )
    lacks = () if idea.need else (" ", Strong("Say what the need is"), ", and you can send it.")
    return say(f"{counted(words, 'word')} of {MOST_WORDS}.", *lacks)


def _told(notes: Sequence[str]) -> list[Block]:
    return [Bullets(tuple(marked(note, NOTE) for note in notes[:NOTES]))] if notes else []


def _hints(preview: Preview) -> list[Block]:
    if not preview.hints or not _sendable(preview.idea):
        return []
    named = Bullets(tuple(say(hint) for hint in preview.hints))
    return [paragraph(Strong("A good idea also says"), ", if you like:"), named]


def _rows(preview: Preview) -> list[Block]:
    """What can be done with it; then a button for each idea that sounds alike."""
    idea = preview.idea
    expected = too_many(idea) > 0 or not idea.need
    change = Button("Change it", Action("idea.edit", (idea.id,)), Look.EXPECTED if expected else Look.PLAIN)
    send = Button(
        "Send it again" if idea.stage is Stage.DECLINED else "Send it",
        Action("idea.send", (idea.id, str(idea.revision))),
        Look.EXPECTED,
    )
    row: list[Button] = [] if expected or not _sendable(idea) else [send]
    row.append(change)
    if idea.stage is Stage.DRAFT:
        row.append(Button("Keep as draft", Action("idea.keep", (idea.id,))))
        row.append(Button("Discard", Action("idea.discard", (idea.id,)), Look.GRAVE))
    elif idea.stage is Stage.SUBMITTED:
        row.append(actions.withdraw(idea.id))
    return [Controls(tuple(row)), *views_row(preview.similar)]


def _next(preview: Preview) -> list[Block]:
    """What happens once it is sent."""
    if not _sendable(preview.idea):
        if preview.idea.stage is Stage.SUBMITTED:
            return [small(*_waits(preview.wait, preview.moderators, known=True))]
        return []
    if not preview.settings.reviewed:
        return [small("Once you send it, everybody here can read it, and it gets a thread of its own.")]
    first = "Once you send it, a moderator reads it first. "
    return [small(first, *_waits(preview.wait, preview.moderators, known=True))]


def _waits(wait: Expected, moderators: int, *, known: bool) -> tuple[Words, ...]:
    """How long it may take; and, where `known`, what to do when there is nobody I could tell."""
    ahead = f" {counted(wait.ahead, 'idea')} wait before it." if wait.ahead > 1 else ""
    ahead = " One idea waits before it." if wait.ahead == 1 else ahead
    words: list[Words] = [wait_words(wait), ahead]
    if known and not moderators:
        words += [
            " I know no moderator I could tell: please ask an administrator to look at ",
            Code("/idea review"),
            ".",
        ]
    return tuple(words)


def _sendable(idea: Idea) -> bool:
    return idea.stage in {Stage.DRAFT, Stage.DECLINED}
