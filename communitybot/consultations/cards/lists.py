"""Lists of consultations, and the question which one is meant."""

from collections.abc import Sequence

from communitybot.consultations.cards.words import asker_of, counted, people, title_of, until
from communitybot.consultations.model.consultation import Consultation, Stage
from communitybot.consultations.views import CLOSED_LISTED, ConsultLists
from communitybot.conversation import limits
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, Choice, Select
from communitybot.conversation.limits import one_line
from communitybot.conversation.message import (
    Block,
    Bullets,
    Controls,
    Heading,
    Message,
    message,
    paragraph,
    small,
)
from communitybot.conversation.text import At, AtStyle, Code, Strong, Text, say

NAME = 60  # weight of a title in a list
WHO = 40


def lists_card(lists: ConsultLists, *, manages: bool) -> Message:
    """What is open, coming and closed; a select opens one, a button the page of closed ones before."""
    blocks: list[Block] = [Heading("Consultations")]
    groups = (
        ("Open now", [_open(one, lists) for one in lists.open]),
        ("Coming", [_coming(one) for one in lists.coming]),
        ("Your drafts", [say(Strong(title_of(one, NAME))) for one in lists.drafts]),
        ("Closed", [_closed(one, lists) for one in lists.closed]),
    )
    for name, lines in groups:
        if lines:
            blocks += [paragraph(Strong(name)), Bullets(tuple(lines))]
    some = [*lists.open, *lists.coming, *lists.drafts, *lists.closed]
    if not some:
        blocks.append(paragraph("Nobody asks this community anything right now."))
    else:
        choices = tuple(map(choice_of, some[: limits.OPTIONS]))
        blocks.append(Controls((Select("Look at one", Action("consult.view"), choices),)))
    turn = _turning(lists)
    if turn:
        blocks.append(Controls(tuple(turn)))
    if lists.crowded:
        blocks.append(small("There are more. ", Code("/consult view"), " finds any by words of its title."))
    if manages:
        blocks.append(small(Code("/consult open"), " asks the community something."))
    return message(*blocks)


def which_card(found: Sequence[Consultation], again: Action) -> Message:
    """Ask which one is meant; the chosen one's id comes as the value of `again`."""
    choices = tuple(map(choice_of, found[: limits.OPTIONS]))
    return message("Which consultation do you mean?", Controls((Select("Choose one", again, choices),)))


def choice_of(one: Consultation) -> Choice:
    state = "" if one.stage is Stage.OPEN else f" ({one.stage.value})"
    return Choice(one.id, title_of(one, limits.OPTION_LABEL - len(state) - 2) + state)


def _open(one: Consultation, lists: ConsultLists) -> Text:
    mine = "you answered" if one.id in lists.answered else "not answered by you yet"
    answered = people(lists.people.get(one.id, 0))
    return say(
        Strong(title_of(one, NAME)), f", {_who(one)}; until ", until(one), f"; {answered} answered, {mine}"
    )


def _coming(one: Consultation) -> Text:
    return say(Strong(title_of(one, NAME)), f", {_who(one)}; opens ", At(one.opens or one.closes, one.zone))


def _closed(one: Consultation, lists: ConsultLists) -> Text:
    ended = At(one.closed or one.closes, one.zone, style=AtStyle.DATE)
    told = "; what was done with it is told" if one.reply else ""
    answered = people(lists.people.get(one.id, 0))
    questions = counted(len(one.questions), "question")
    return say(Strong(title_of(one, NAME)), f", {questions}; closed ", ended, f"; {answered} answered{told}")


def _who(one: Consultation) -> str:
    return one_line(asker_of(one), WHO)


def _turning(lists: ConsultLists) -> list[Button]:
    found = []
    if lists.offset:
        before = max(lists.offset - CLOSED_LISTED, 0)
        found.append(Button("Later ones", Action("consult.list", (str(before),))))
    if lists.more:
        found.append(Button("Earlier ones", Action("consult.list", (str(lists.offset + CLOSED_LISTED),))))
    return found
