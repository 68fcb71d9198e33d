"""Before a request is sent: its form, its preview with what is here, and what is said once it is out."""

from collections.abc import Sequence

from communitybot.commands.form import FORM
from communitybot.conversation import limits
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, Choice, Look, Select
from communitybot.conversation.forms import FieldKind, Form, FormField
from communitybot.conversation.limits import one_line
from communitybot.conversation.message import Block, Bullets, Controls, Message, message, paragraph, small
from communitybot.conversation.phrases import capital
from communitybot.conversation.text import Strong
from communitybot.people.cautions import cautions_in
from communitybot.resources.cards.asked import LINK, WORDS, view, wanted_words
from communitybot.resources.cards.preview import cautions_block
from communitybot.resources.cards.words import grades_in_words, line_of, title_of
from communitybot.resources.model.grades import Grade
from communitybot.resources.model.request import WORDS_MOST, Request, Stage
from communitybot.resources.model.resource import Kind
from communitybot.resources.request_views import AskPreview


def ask_form(
    *, words: str = "", grades: Sequence[Grade] = (), kind: Kind | None = None, login: bool | None = None
) -> Form:
    """Ask what the room is asked for; it is sent as `/resource ask` is."""
    return Form(
        title="Ask for a resource",
        action=Action(FORM, ("resource+ask",)),
        fields=(
            FormField(
                name="words",
                label="What do you look for?",
                kind=FieldKind.LONG_TEXT,
                required=True,
                hint="In a sentence, such as: a lab on density for grade 6, no log-in",
                value=words[:WORDS_MOST] or None,
            ),
            FormField(
                name="grade",
                label="For which grades",
                hint="Such as: 6-8. Leave it empty if any will do.",
                value=grades_in_words(grades) or None,
            ),
            FormField(
                name="kind",
                label="Type",
                kind=FieldKind.ONE_OF,
                choices=tuple(Choice(each.value, capital(each.value)) for each in Kind),
                value=kind.value if kind else None,
            ),
            FormField(
                name="login",
                label="May it need a log-in?",
                kind=FieldKind.YES_NO,
                value=None if login is None else ("yes" if login else "no"),
            ),
        ),
        submit="Preview",
        intro="You see a preview before anybody else does.",
    )


def preview_card(preview: AskPreview) -> Message:
    """A request before others see it, with what is here already and may be it."""
    request = preview.request
    blocks: list[Block] = [
        paragraph("This is how the room will read it. Nobody else has seen it yet."),
        paragraph(Strong(one_line(request.words, WORDS))),
    ]
    if told := wanted_words(request):
        blocks.append(paragraph(f"{capital(told)}."))
    blocks += cautions_block(cautions_in((("your request", request.words),)))
    if preview.here:
        blocks.append(paragraph("Before you ask, is it one of these?"))
        blocks.append(Bullets(tuple(line_of(each, most=200, longest=LINK) for each in preview.here)))
        options = tuple(
            Choice(each.id, one_line(title_of(each), limits.OPTION_LABEL)) for each in preview.here
        )
        blocks.append(Controls((Select("Look at one of them", Action("resource.view"), options),)))
    send = Action("request.send", (request.id, str(request.revision)))
    blocks.append(
        Controls(
            (
                Button("Ask the room", send, Look.EXPECTED),
                Button("Change it", Action("request.change", (request.id,))),
                Button("Discard", Action("request.discard", (request.id,)), Look.GRAVE),
            )
        )
    )
    where = f"It goes to #{one_line(preview.room, 60)}, with your name. " if preview.room else ""
    blocks.append(small(f"{where}It stays open for 30 days; you hear in private of each answer."))
    return message(*blocks)


def sent_card(request: Request) -> Message:
    """That the room is asked, and what happens next."""
    if request.stage is Stage.CLOSED:
        return message(paragraph("You asked this before; it is closed."), Controls((view(request.id),)))
    return message(
        paragraph("I have asked: ", Strong(one_line(request.words, 300)), "."),
        paragraph("You hear in private of each answer, outside your quiet hours."),
        Controls(
            (view(request.id), Button("Take it back", Action("request.close", (request.id,)), Look.GRAVE))
        ),
    )
