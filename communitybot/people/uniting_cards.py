"""The words in which a person's accounts are joined: a code, what would happen, and that it did."""

from communitybot.conversation import limits
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, Look
from communitybot.conversation.message import Bullets, Controls, Heading, Message, message, paragraph, small
from communitybot.conversation.text import Code, Strong, say
from communitybot.people.model import Person
from communitybot.people.uniting import Pair

JOIN = "my.link"
LEAVE = "my.link_not"


def offer_card(code: str) -> Message:
    """A code, what to do with it, and how long it is good."""
    return message(
        Heading("Join your accounts"),
        paragraph("Your code is ", Code(code), ". It works once, for 15 minutes."),
        paragraph(
            "Now use your other account of this community, and type ", Code(f"/my link code: {code}"), "."
        ),
        paragraph("From then on you count once, and what you set here holds for both."),
        small("Tell it to nobody: whoever uses it becomes you here. Only you can see this."),
    )


def preview_card(pair: Pair, code: str) -> Message:
    """What would happen, and the choice."""
    points = [
        say(_answers(pair)),
        say(
            "What either of you follows or hosts is kept. Settings are those of ", Strong(pair.kept.name), "."
        ),
        say("Private reminders come to the account you used last."),
    ]
    return message(
        Heading(limits.shorten(f"Are you also {pair.kept.name}?", limits.HEADING)),
        paragraph(
            "This account becomes one person with ",
            Strong(pair.kept.name),
            f" ({_where(pair.kept)}). ",
            "Each can then see and change what is the other's.",
        ),
        Bullets(tuple(points)),
        paragraph("Go on only if both accounts are yours: they cannot be taken apart again."),
        Controls(
            (Button("Both are mine", Action(JOIN, (code,)), Look.GRAVE), Button("Not now", Action(LEAVE)))
        ),
        small("Nothing has changed yet. Only you can see this."),
    )


def united_card(pair: Pair) -> Message:
    """That it happened."""
    number = len(pair.kept.accounts)
    return message(
        Heading("Your accounts are one"),
        paragraph(f"You are {pair.kept.name} on {number} accounts now, and count once."),
        paragraph("Private reminders come to the account you used last."),
        small(Code("/my settings"), " shows what is set for both."),
    )


def _answers(pair: Pair) -> str:
    if not pair.answered:
        return "This account has answered no event yet."
    given = "1 answer" if pair.answered == 1 else f"{pair.answered:,} answers"
    if not pair.both:
        return (
            f"{given} of this account are counted as yours."
            if pair.answered > 1
            else ("The one answer of this account is counted as yours.")
        )
    dates = "one event" if pair.both == 1 else f"{pair.both:,} events"
    return f"This account gave {given}. Where both answered ({dates}), the later answer stands."


def _where(person: Person) -> str:
    """Which accounts a person has, as they would recognise them."""
    account = person.accounts[0]
    more = len(person.accounts) - 1
    also = f" and {more} more" if more else ""
    return f"{account.platform.title()}, @{account.person}{also}"
