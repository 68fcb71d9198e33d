"""Asking a team for the answer to its brief, and what was recorded of it."""

from collections.abc import Sequence

from communitybot.conversation import limits
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, Choice, Look, Select
from communitybot.conversation.limits import one_line
from communitybot.conversation.message import Block, Controls, Message, Quote, message, paragraph, small
from communitybot.conversation.text import Code, Link, Strong, say
from communitybot.ideas.brief_views import Recorded
from communitybot.ideas.cards.words import title_of
from communitybot.ideas.model.brief import SILENT_AFTER, Brief
from communitybot.ideas.model.idea import Idea
from communitybot.ideas.papers.building import day_words

NAME = 80  # weight of somebody who decides
SAID = 1_500  # weight of what they answered


def record_button(brief: Brief, label: str = "Record the answer", look: Look = Look.PLAIN) -> Button:
    return Button(label, Action("idea.reply", (brief.idea, brief.id)), look)


def ask_card(idea: Idea, brief: Brief) -> Message:
    """Ask one of the team, on the day itself."""
    who = one_line(brief.to_name, NAME)
    nothing = Button("Nothing yet", Action("idea.reply_none", (brief.idea, brief.id)))
    return message(
        paragraph("Has ", Strong(who), " answered the brief on ", Strong(title_of(idea)), "?"),
        paragraph(f"Your team asked for a reply by {day_words(brief.reply_by)}."),
        Controls((record_button(brief, look=Look.EXPECTED), nothing)),
        small("Whoever follows the idea hears the answer. Only your team is asked."),
    )


def nothing_card(brief: Brief) -> Message:
    """What happens while there is no answer."""
    when = day_words(brief.reply_by + SILENT_AFTER)
    return message(
        paragraph(
            "Thank you. A short, kind reminder to ", Strong(one_line(brief.to_name, NAME)), " often helps."
        ),
        paragraph(f"If nothing has come by {when}, I note: “No answer by {day_words(brief.reply_by)}.”"),
        Controls((record_button(brief),)),
        small("An answer that comes later is kept too, and marked late."),
    )


def which_brief_card(briefs: Sequence[Brief]) -> Message:
    """Ask which brief was answered."""
    options = tuple(
        Choice(each.id, one_line(f"{each.to_name}, {each.to_role}", limits.OPTION_LABEL)) for each in briefs
    )
    action = Action("idea.reply", (briefs[0].idea,))
    return message(
        "Which brief was answered?",
        Controls((Select("Whom it was for", action, options[-limits.OPTIONS :]),)),
    )


def recorded_card(recorded: Recorded) -> Message:
    """Say what was kept, and how to mend it."""
    answer, brief = recorded.answer, recorded.brief
    late = " (late)" if answer.on > brief.reply_by else ""
    head = "Recorded." if recorded.new else "That is recorded already."
    blocks: list[Block] = [
        paragraph(
            Strong(head), f" {one_line(answer.by, NAME)}: {answer.kind.value}, {day_words(answer.on)}{late}."
        )
    ]
    if words := one_line(answer.words, SAID):
        blocks.append(Quote(say(words)))
    if answer.link:
        blocks.append(paragraph(Link("Read the answer", answer.link)))
    back = Button("Take it back", Action("idea.reply_back", (brief.idea, answer.id)))
    told = "It is news in the idea's threads, and whoever follows it is told. " if recorded.new else ""
    return message(
        *blocks,
        Controls((back,)),
        small(told, "A mistake? Take it back and type ", Code("/idea reply"), " again."),
    )
