"""What moderators read of ideas that wait, and what an author is told of the answer."""

from datetime import datetime

from communitybot.conversation import limits
from communitybot.conversation.actions import Action
from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.controls import Button, Look
from communitybot.conversation.forms import FieldKind, Form, FormField
from communitybot.conversation.limits import one_line
from communitybot.conversation.message import (
    Block,
    Controls,
    Heading,
    Message,
    Quote,
    Small,
    message,
    paragraph,
    small,
)
from communitybot.conversation.phrases import counted
from communitybot.conversation.text import Code, Place, Strong, say
from communitybot.ideas.cards import actions
from communitybot.ideas.cards.reading import body_of, cautions_block, facts_of, similar_block, views_row
from communitybot.ideas.cards.rules import REASONS, rules_text
from communitybot.ideas.cards.waiting import wait_words, waited_words
from communitybot.ideas.cards.words import author_of, title_of
from communitybot.ideas.model.idea import Idea, Stage
from communitybot.ideas.previews import Decided, Queue

REASON = 600  # weight of a reason


def waiting_card(idea: Idea, *, waiting: int) -> Message:
    """Tell a moderator that an idea waits to be read."""
    others = f" {counted(waiting, 'idea')} wait in all." if waiting > 1 else ""
    return message(
        paragraph("An idea waits to be read: ", Strong(title_of(idea)), f".{others}"),
        paragraph("Others see it once you or another moderator publish it. Its author hopes for an answer."),
        Controls((actions.labelled(f"Review “{title_of(idea, 40)}”", actions.review(idea.id)),)),
        small(Code("/idea review"), " in a room shows all that wait. I tell you of each once."),
    )


def queue_card(queue: Queue, *, now: datetime, said: str | None = None) -> Message:
    """One idea of the queue for a moderator: as others would read it, with who wrote it."""
    idea = queue.idea
    if idea is None:
        return message(
            *([paragraph(one_line(said, 250))] if said else []),
            paragraph("No idea waits to be read. Thank you!"),
            small(*_usual(queue)),
        )
    hidden = " Members will not see the name." if idea.anonymous else ""
    since = f"It has waited {waited_words(now - (idea.submitted or now))}."
    first: list[Block] = [
        *([paragraph(one_line(said, 250))] if said else []),
        Heading(title_of(idea, limits.HEADING)),
        paragraph(f"{queue.place} of {queue.waiting} waiting. {since}"),
        paragraph("From ", Strong(author_of(idea, known=True)), f".{hidden}"),
    ]
    row = [
        Button("Publish", Action("idea.publish", (idea.id, str(idea.revision))), Look.EXPECTED),
        Button("Decline", Action("idea.decline", (idea.id,))),
    ]
    if queue.waiting > 1:
        row.append(Button("Next", Action("idea.next", (idea.id,))))
    last: list[Block] = [
        *facts_of(idea),
        *cautions_block(queue.cautions, own=False),
        *similar_block(queue.similar),
        Controls(tuple(row)),
        *views_row(queue.similar),
        Small(say(rules_text(), " ", *_usual(queue))),
    ]
    room = limits.MESSAGE_TEXT - sum(message(block).weight for block in (*first, *last)) - 20
    return message(*first, *body_of(idea, room), *last)


def decided_words(decided: Decided) -> str:
    """What a moderator's press came to, or what another moderator's had come to before."""
    idea, title = decided.idea, title_of(decided.idea, 60)
    if decided.now:
        if idea.stage is Stage.DECLINED:
            return f"“{title}” is put aside. Its author is told why, in private."
        return f"“{title}” is published. Its threads open, and its author is told."
    match idea.stage:
        case Stage.DECLINED:
            return f"“{title}” was put aside already. Why: {one_line(idea.reason, 120)}"
        case Stage.WITHDRAWN:
            return f"Its author has withdrawn “{title}” meanwhile."
        case _ if idea.stage.seen:
            return f"“{title}” is published already; nothing more was done."
        case _:
            return f"“{title}” is {idea.stage.value}; it does not wait to be read."


def decline_form(idea: Idea) -> Form:
    """Ask for the reason, which the author reads."""
    why = FormField(
        name="reason",
        label="Why",
        kind=FieldKind.LONG_TEXT,
        required=True,
        hint=REASONS,
    )
    title = title_of(idea, 60)
    return Form(
        title="Decline the idea?",
        action=Action("idea.declined", (idea.id,)),
        fields=(why,),
        submit="Decline",
        intro=f"“{title}” is put aside. Its author reads why, and can change it and send it again.",
    )


def published_card(idea: Idea, thread: PlaceAddress | None) -> Message:
    """Tell an author that everybody can read their idea now, and where."""
    where = (
        paragraph("People think along in ", Place(thread, "its thread"), ": say hello there.")
        if thread is not None
        else paragraph("People think along in its thread, in the rooms for ideas.")
    )
    return message(
        paragraph("Your idea is published: ", Strong(title_of(idea)), "."),
        where,
        Controls((actions.view(idea.id, "View the idea", Look.EXPECTED),)),
        small("It is a seed now. ", Code("/idea advance"), " shows what it needs to grow."),
    )


def declined_card(idea: Idea) -> Message:
    """Tell an author kindly why their idea was put aside, and what they can do."""
    return message(
        paragraph("A moderator read your idea ", Strong(title_of(idea)), " and did not publish it. Why:"),
        Quote(say(one_line(idea.reason, REASON) or "No reason was given.")),
        paragraph("Nothing is lost: change it and send it again. Or ask a host here what would help."),
        Controls((Button("Change it", Action("idea.edit", (idea.id,)), Look.EXPECTED),)),
        Small(rules_text()),
    )


def _usual(queue: Queue) -> tuple[str, ...]:
    """How long ideas wait here, for those who can make it shorter."""
    if queue.wait.within is None:
        return ("Authors cannot be told yet how long it takes.",)
    return (f"Authors are told: “{wait_words(queue.wait)}”",)
