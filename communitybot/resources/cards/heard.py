"""Asks in private whether links that somebody said are to be kept for everybody."""

from collections.abc import Sequence

from communitybot.conversation import limits
from communitybot.conversation.actions import Action, BadAction
from communitybot.conversation.controls import Button, Choice, Select
from communitybot.conversation.limits import ACTION_TOKEN, one_line
from communitybot.conversation.message import (
    Block,
    Bullets,
    Controls,
    Message,
    message,
    paragraph,
    small,
)
from communitybot.conversation.phrases import counted
from communitybot.conversation.text import Code, Words, say
from communitybot.resources.cards.words import linked_title, site_of, title_of
from communitybot.resources.model.resource import Resource, Source

LEAVE = "resource.leave"
CHOOSE = "resource.choose_link"
ASKING = "resource.ask_me"
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
    for number, draft in enumerate(shown, start=1):
        last = (_asking("Do not ask me again", on=False),) if number == len(shown) else ()
        blocks += _asked(draft, [each.id for each in shown], "" if one else str(number), last)
    return message(*blocks, small(*_under(len(drafts) - len(shown))))


def asking_card(*, on: bool) -> Message:
    """What follows for somebody who does not want to be asked about links any more, or does again."""
    if on:
        words = "Good: when you post a link where I look after them, I ask you whether to keep it."
        return message(paragraph(words), Controls((_asking("Do not ask me", on=False),)))
    words = "Fine, I will not ask you again. From now on I leave links you post alone."
    under = small("What waits already is in ", Code("/resource drafts"), " for two weeks.")
    return message(paragraph(words), Controls((_asking("Ask me again", on=True),)), under)


def choose_card(drafts: Sequence[Resource], *, known: int, name: str) -> Message:
    """The links of a message somebody chose to save: each to be looked at, then shared, one by one.

    `known` of its links are here already; `name` is whoever said it, empty where that is not told.
    """
    whose = f"What {name} said" if name else "This message"
    here = f" {known} of them {'is' if known == 1 else 'are'} in the library already." if known else ""
    lead = f"{whose} has {counted(len(drafts) + known, 'link')}.{here}"
    if not drafts:
        return message(paragraph(lead), small(Code("/resources"), " finds them."))
    options = tuple(
        Choice(draft.id, one_line(title_of(draft), limits.OPTION_LABEL) or "A link")
        for draft in drafts[: limits.OPTIONS]
    )
    return message(
        paragraph(f"{lead} Which do you want to share?"),
        Bullets(tuple(say(title_of(draft), _site(draft)) for draft in drafts)),
        Controls((Select("Choose a link", Action(CHOOSE), options),)),
        small("Only you see this. All of them wait in ", Code("/resource drafts"), "."),
    )


def left_card(drafts: Sequence[Resource]) -> Message:
    """What still is to be decided after one link was left."""
    return offer_card(drafts) if drafts else message(NOT_KEPT)


def _asking(label: str, *, on: bool) -> Button:
    return Button(label, Action(ASKING, ("on" if on else "off",)))


def _asked(draft: Resource, shown: Sequence[str], number: str, more: tuple[Button, ...]) -> list[Block]:
    """One link with its presses; of several, each says which it means. `more` shares its row."""
    keep, leave = (f"Keep {number}", f"Not {number}") if number else ("Keep it", "Not this")
    row = (Button(keep, Action("resource.look", (draft.id,))), Button(leave, _leave(draft.id, shown)))
    return [paragraph(f"{number}. " if number else "", *_named(draft)), Controls((*row, *more))]


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
    return (linked_title(draft), _site(draft))


def _site(draft: Resource) -> str:
    """Whose page it is, where the title does not say so."""
    return f" ({site_of(draft)})" if draft.title else ""


def _under(more: int) -> tuple[Words, ...]:
    told = f"{counted(more, 'more link')} wait in " if more > 1 else "1 more link waits in "
    kept = "Only you see this, and nothing is shared before you say so. What you leave I forget in two weeks."
    return (told, Code("/resource drafts"), ". ", kept) if more else (kept,)
