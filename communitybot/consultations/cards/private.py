"""What one person reads alone: their answers, how these are used, what became of the consultation."""

from datetime import datetime

from communitybot.consultations.cards import actions
from communitybot.consultations.cards.words import (
    answer_in_words,
    appears,
    asker_of,
    asks,
    counted,
    how,
    people,
    promise,
    title_of,
    until,
)
from communitybot.consultations.model.consultation import Consultation, Stage
from communitybot.consultations.model.response import Response
from communitybot.consultations.views import Seen
from communitybot.conversation import limits
from communitybot.conversation.controls import Button, LinkButton
from communitybot.conversation.limits import one_line, shorten
from communitybot.conversation.message import (
    Block,
    Bullets,
    Controls,
    Heading,
    Message,
    Paragraph,
    message,
    paragraph,
    small,
)
from communitybot.conversation.text import At, Code, Emphasis, Strong, Text, say

QUESTIONS = 1_400  # weight of all questions together
WORDS = 800  # of all one's answers to them


def view_card(seen: Seen, *, now: datetime, address: str) -> Message:
    """A consultation as one person sees it who does not look at what it came to."""
    one = seen.consultation
    now_open = one.takes_answers(now)
    blocks: list[Block] = [
        Heading(title_of(one, limits.HEADING)),
        Paragraph(_standing(seen, now_open=now_open)),
        Bullets(_answers(one, seen.mine)),
    ]
    if seen.mine is not None:
        blocks.append(paragraph("You are quoted ", Strong(appears(seen.mine)), "."))
    if seen.progress:
        told = ", ".join(f"{number}: {each}" for number, each in enumerate(seen.progress, 1))
        blocks.append(
            paragraph(
                Strong("For hosts"),
                f": {people(seen.people)} answered; by question {told}. "
                "What they said is told after the close.",
            )
        )
    buttons = _buttons(seen, address, now_open=now_open)
    return message(*blocks, *([Controls(tuple(buttons[:5]))] if buttons else []), small("Only you see this."))


def used_card(one: Consultation, mine: Response | None) -> Message:
    """How answers are used, in plain words, before anybody gives one."""
    blocks: list[Block] = [
        paragraph(Strong("How your answers are used")),
        paragraph(f"{asks(one)}. What will be done with it: ", _words(one.used, 600)),
        paragraph(promise(one)),
        paragraph(
            "With your name or role, others here read your words under them. Only counted, nobody reads your "
            "words, not even whoever asks. I keep your answers with your account so that you can change them."
        ),
        *(
            [paragraph("What you write in a thread is read there by everybody, with your name.")]
            if one.spoken
            else []
        ),
    ]
    if mine is not None:
        blocks.append(paragraph("Now you are quoted ", Strong(appears(mine)), "."))
    row: tuple[Button, ...] = (actions.answer(one.id),) if one.stage is Stage.OPEN else ()
    if mine is not None:
        row = (*row, actions.appear(one.id), actions.withdraw(one.id))
    return message(*blocks, *([Controls(row)] if row else []))


def kept_card(one: Consultation, mine: Response, *, new: bool) -> Message:
    """Thank somebody for their answers, and say how these appear."""
    return message(
        paragraph(
            Strong("Thank you. " if new else "Changed. "),
            f"I have kept {counted(len(mine.said), 'answer')} of yours to {title_of(one)}.",
        ),
        paragraph("You are quoted ", Strong(appears(mine)), "."),
        paragraph("You can change this until ", until(one), "."),
        Controls(
            (
                actions.answer(one.id, "Change my answers"),
                actions.mine(one.id),
                actions.appear(one.id),
                actions.withdraw(one.id),
            )
        ),
    )


def heard_card(one: Consultation, mine: Response) -> Message:
    """Tell somebody who answered in a thread that it counts, and how they are quoted."""
    return message(
        paragraph(
            "I have taken what you wrote in the thread as your answer to ",
            Strong(title_of(one)),
            ". Thank you.",
        ),
        paragraph("In its summary you are quoted ", Strong(appears(mine)), ". Prefer it otherwise?"),
        Controls((actions.appear(one.id), actions.mine(one.id), actions.withdraw(one.id))),
        small("Change or delete your message, and your answer follows."),
    )


def unread_card(one: Consultation, number: int) -> Message:
    """Tell somebody that words in a thread are none of the choices."""
    question = one.question(number)
    choices = one_line(how(question), 500) if question is not None else ""
    return message(
        paragraph(
            f"I could not count what you wrote under A{number} in ",
            Strong(title_of(one)),
            f": it begins with none of its choices, which are {choices}.",
        ),
        paragraph("Edit your message so that it begins with one, or use the form."),
        Controls((actions.answer(one.id),)),
    )


def appears_card(one: Consultation, mine: Response) -> Message:
    closed = one.stage is Stage.CLOSED
    follows = " The summary and its page follow at once." if closed else ""
    return message(
        paragraph("From now on you are quoted ", Strong(appears(mine)), f".{follows}"),
        Controls((actions.mine(one.id), actions.withdraw(one.id))),
    )


def withdrawn_card(one: Consultation, gone: Response | None) -> Message:
    if gone is None:
        return message(f"There are no answers of yours in {title_of(one)}.")
    words = "Your answers are gone. I have kept nothing of them."
    if gone.heard:
        words = (
            "Your answers are gone. What you wrote in a thread still stands there for all to read: delete "
            "it, and my copies follow."
        )
    row = (Controls((actions.answer(one.id, "Answer anew"),)),) if one.stage is Stage.OPEN else ()
    return message(words, *row)


def missed_card(one: Consultation) -> Message:
    """Tell whoever planned it that it could not open in time."""
    return message(
        paragraph(
            "I could not open ", Strong(title_of(one)), ": I was away until its time was over. I am sorry."
        ),
        paragraph("Nobody has seen it. ", Code("/consult open"), " plans it anew."),
    )


def ready_card(one: Consultation, answered: int, address: str) -> Message:
    """Tell the asker that the summary is there."""
    return message(
        paragraph(Strong(title_of(one)), f" is closed. {people(answered)} answered."),
        paragraph(
            "The summary is in its rooms, and all of it on its page. People were promised: ",
            _words(one.used, 400),
        ),
        Controls(
            (
                LinkButton("Read it all", address),
                actions.view(one.id, "See the summary"),
                actions.quotes(one.id),
                actions.reply(one.id),
            )
        ),
        small("Those who answered are told what you did with it once you say so."),
    )


def replied_card(one: Consultation, address: str) -> Message:
    """Tell those who answered what was done with it."""
    return message(
        paragraph("You answered ", Strong(title_of(one)), f". {asker_of(one)} says what was done with it:"),
        paragraph(_words(one.reply, 2_000)),
        Controls((LinkButton("Read it all", address), actions.mine(one.id))),
    )


def _standing(seen: Seen, *, now_open: bool) -> Text:
    one = seen.consultation
    who = f"{asks(one)}. "
    match one.stage:
        case Stage.OPEN if now_open:
            return say(who, "Open until ", until(one), f". {people(seen.people)} answered so far.")
        case Stage.OPEN:
            return say(who, "Its time is over; the summary comes in a moment.")
        case Stage.COMING:
            return say(who, "It opens ", At(one.opens or one.closes, one.zone), ".")
        case Stage.CLOSED:
            closed = At(one.closed or one.closes, one.zone)
            return say(who, "It closed ", closed, f". {people(seen.people)} answered.")
        case _:
            return say(who, f"It is {'a draft' if one.stage is Stage.DRAFT else one.stage.value}.")


def _answers(one: Consultation, mine: Response | None) -> tuple[Text, ...]:
    """Every question whole, with what one answered under it."""
    count = max(len(one.questions), 1)
    asked, room = min(QUESTIONS // count, 400), WORDS // count
    found = []
    for number, question in enumerate(one.questions, 1):
        said = mine.said.get(number) if mine is not None else None
        words = one_line(answer_in_words(question, said), room) if said else "no answer of yours"
        found.append(say(Strong(f"{number}. {one_line(question.text, asked)} "), Emphasis(words)))
    return tuple(found)


def _buttons(seen: Seen, address: str, *, now_open: bool) -> list[Button | LinkButton]:
    one = seen.consultation
    found: list[Button | LinkButton] = []
    if one.stage is Stage.CLOSED:
        found.append(LinkButton("What it came to", address))
    if now_open:
        found.append(actions.answer(one.id, "Answer" if seen.mine is None else "Change my answers"))
    if seen.mine is not None:
        found += [actions.appear(one.id), actions.withdraw(one.id)]
    if seen.manages and one.stage in {Stage.OPEN, Stage.COMING}:
        coming = one.stage is Stage.COMING
        found.append(actions.change(one.id, "Change it" if coming else "Give it more time"))
        found.append(actions.close(one.id, "Call it off" if coming else "Close it now"))
    return found


def _words(text: str, most: int) -> str:
    return shorten(" ".join(text.split()), most) or "nothing"
