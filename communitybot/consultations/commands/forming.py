"""The form of a consultation's answers: how one is quoted first, then each question; and what comes back."""

from collections.abc import Mapping

from communitybot.commands.guard import Press
from communitybot.commands.kinds import text_of
from communitybot.communities.names import fold
from communitybot.consultations.answering import LONGEST_ROLE
from communitybot.consultations.cards.words import asks, promise, title_of
from communitybot.consultations.concluding import LONGEST_REPLY
from communitybot.consultations.model.consultation import Consultation, Kind, Question
from communitybot.consultations.model.response import Response, Showing
from communitybot.consultations.reading import NOT_ANSWERED, choices_of, read_choice
from communitybot.consultations.views import Answers
from communitybot.conversation import limits
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Choice
from communitybot.conversation.forms import FieldKind, Form, FormField
from communitybot.conversation.inbound import Value
from communitybot.conversation.limits import one_line, shorten
from communitybot.errors import Misread

SHOWINGS = tuple(Choice(showing.value, showing.label) for showing in Showing)


def answers_form(one: Consultation, mine: Response | None) -> Form:
    """Ask for answers, with what somebody answered before standing in them."""
    fields = [_question(number, question, mine) for number, question in enumerate(one.questions, 1)]
    return Form(
        title="Your answers",
        action=Action("consult.answered", (one.id,)),
        fields=(*_appearance(mine), *fields),
        submit="Keep my answers",
        intro=_intro(one),
    )


def appearance_form(one: Consultation, mine: Response) -> Form:
    """Ask how somebody wants to be quoted."""
    return Form(
        title="How I am quoted",
        action=Action("consult.appeared", (one.id,)),
        fields=_appearance(mine),
        submit="Quote me so",
        intro=shorten(f"{title_of(one)}. {promise(one)}", limits.FORM_INTRO),
    )


def reply_form(one: Consultation) -> Form:
    """Ask what was done with it; what was said before stands in the form."""
    told = (
        "Those who answered were told; the summary and its page follow."
        if one.replied
        else ("Everybody who answered is told, once. The summary and its page show it.")
    )
    words = FormField(
        name="words",
        label="What you did with it",
        kind=FieldKind.LONG_TEXT,
        required=True,
        hint=f"Up to {LONGEST_REPLY:,} characters",
        value=one.reply or None,
    )
    return Form(
        title="What came of it",
        action=Action("consult.replied", (one.id,)),
        fields=(words,),
        submit="Tell them",
        intro=shorten(f"{title_of(one)}. {told}", limits.FORM_INTRO),
    )


def read_answers(one: Consultation, press: Press) -> Answers:
    """What a form carries, read as the questions are now."""
    said: dict[int, str] = {}
    for number, question in enumerate(one.questions, 1):
        typed = text_of(press.values.get(f"q{number}")).strip()
        if typed and (value := _read(number, question, typed)) is not None:
            said[number] = value
    return Answers(showing=read_showing(press.values), role=read_role(press.values), said=said)


def read_showing(values: Mapping[str, Value]) -> Showing:
    """How somebody wants to be quoted: nothing is kept of whoever has not said so."""
    typed = text_of(values.get("showing"))
    for showing in Showing:
        if fold(typed) in {fold(showing.value), fold(showing.label)}:
            return showing
    raise Misread(
        "Please choose first how you are quoted; until then I keep nothing.",
        field="showing",
        example=Showing.ROLE.label,
    )


def read_role(values: Mapping[str, Value]) -> str:
    return text_of(values.get("role")).strip()


def _read(number: int, question: Question, typed: str) -> str | None:
    """An answer as it is kept: words as they are, a choice by its number; None for none."""
    if question.kind is Kind.WORDS:
        return typed
    value = read_choice(question, typed)
    if value is not None:
        return None if value == NOT_ANSWERED else value
    raise Misread(
        f"I cannot read the answer to question {number}.",
        understood=one_line(typed, 60),
        field=f"q{number}",
        example=choices_of(question)[1].label,
    )


def _appearance(mine: Response | None) -> tuple[FormField, FormField]:
    how = FormField(
        name="showing",
        label="How may you be quoted?",
        kind=FieldKind.ONE_OF,
        required=True,
        hint="You can change it at any time, also after the close",
        choices=SHOWINGS,
        value=mine.showing.value if mine else None,
    )
    role = FormField(
        name="role",
        label="Your role, if you are quoted with it",
        hint=f"Role and level, up to {LONGEST_ROLE} letters, such as: a middle school teacher",
        value=(mine.role if mine else None) or None,
    )
    return how, role


def _question(number: int, question: Question, mine: Response | None) -> FormField:
    before = mine.said.get(number) if mine else None
    head = f"{number}. "
    text = one_line(question.text, 1_000)
    whole = limits.weight(head + text) <= limits.FORM_LABEL
    words = question.kind is Kind.WORDS
    return FormField(
        name=f"q{number}",
        label=head + one_line(text, limits.FORM_LABEL - limits.weight(head)),
        kind=FieldKind.LONG_TEXT if words else FieldKind.ONE_OF,
        hint=None if whole else one_line(text, limits.FORM_HINT),
        choices=() if words else choices_of(question),
        value=before or (None if words else NOT_ANSWERED),
    )


def _intro(one: Consultation) -> str:
    """Who asks, and the questions too long for their fields; what does not fit is under View."""
    long = [
        f"{number}. {' '.join(question.text.split())}"
        for number, question in enumerate(one.questions, 1)
        if limits.weight(question.text) > limits.FORM_HINT
    ]
    said = [f"{asks(one)} about {title_of(one)}. Nothing is kept before you send this.", *long]
    return shorten("\n".join(said), limits.FORM_INTRO)
