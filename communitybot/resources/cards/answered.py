"""Answering a request: the form, what others will see, and what those are told who wait for it."""

from collections.abc import Sequence

from communitybot.conversation import limits
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, Choice, Control, Look, Select
from communitybot.conversation.forms import FieldKind, Form, FormField
from communitybot.conversation.limits import one_line
from communitybot.conversation.message import Controls, Message, message, paragraph, small
from communitybot.conversation.phrases import name_words
from communitybot.conversation.text import Strong, Words
from communitybot.resources.cards import actions
from communitybot.resources.cards.asked import view
from communitybot.resources.cards.card import card_blocks
from communitybot.resources.cards.preview import cautions_block
from communitybot.resources.cards.words import linked_title, sharer_of
from communitybot.resources.model.request import Request, Stage
from communitybot.resources.model.resource import TITLE_MOST, Resource
from communitybot.resources.request_views import Answer
from communitybot.resources.wording import cautions_of

ASKED = 200  # weight of what was asked, said again


def answer_form(request: Request, *, link: str = "", title: str = "", untitled: bool = False) -> Form:
    """Ask for a link, or for words of a resource that is here; `untitled`: its page told no title."""
    hint = "Its page did not tell me one" if untitled else "Only for a new link; else I look at its page"
    return Form(
        title="I have one",
        action=Action("request.answers", (request.id,)),
        fields=(
            FormField(
                name="resource",
                label="Its link, or words of its title here",
                required=True,
                hint="A link nobody shared yet becomes a resource of yours",
                value=link[: limits.FORM_TEXT] or None,
            ),
            FormField(
                name="title",
                label="What it is called",
                required=untitled,
                hint=hint,
                value=title[:TITLE_MOST] or None,
            ),
            FormField(
                name="about",
                label="What it is, in a sentence",
                kind=FieldKind.LONG_TEXT,
                hint="Only for a new link",
            ),
        ),
        submit="Preview" if untitled else "Continue",
        intro=f"Asked for: {one_line(request.words, 600)}",
    )


def answer_preview(request: Request, draft: Resource) -> Message:
    """A new resource as others will see it, before it is shared as an answer."""
    share = Action("request.share", (request.id, draft.id))
    return message(
        paragraph("This is what others will see. Nobody else has seen it yet."),
        *card_blocks(draft),
        *cautions_block(cautions_of(draft)),
        Controls(
            (
                Button("Share it as my answer", share, Look.EXPECTED),
                actions.edit(draft.id),
                actions.discard(draft.id),
            )
        ),
        small("It answers: ", one_line(request.words, ASKED)),
    )


def which_request(found: Sequence[Request], verb: str) -> Message:
    """Ask which request is meant; the choice comes as the value of `verb`."""
    options = tuple(
        Choice(each.id, one_line(each.words, limits.OPTION_LABEL) or "A request")
        for each in found[: limits.OPTIONS]
    )
    return message(
        paragraph("Which request do you mean?"),
        Controls((Select("Choose a request", Action(verb), options),)),
    )


def answered_card(request: Request, answer: Answer, *, to: str) -> Message:
    """That somebody has answered, for whoever asked or needs it too."""
    resource = answer.resource
    asked = "You asked for" if request.by(to) else "You need it too:"
    row: list[Control] = [actions.view(resource.id, "Look at it", Look.EXPECTED)]
    if request.by(to) and request.stage is Stage.OPEN:
        row.append(Button("That helped", Action("request.helped", (request.id, resource.id))))
    return message(
        paragraph(
            Strong(name_words(answer.reply.by.name)), " has an answer for you: ", linked_title(resource), "."
        ),
        paragraph(f"{asked} “{one_line(request.words, ASKED)}”."),
        Controls((*row, view(request.id))),
    )


def offered_card(request: Request, resource: Resource) -> Message:
    """That something was shared which may be what somebody asked for."""
    shared: tuple[Words, ...] = (Strong(sharer_of(resource)), " has shared ", linked_title(resource), ".")
    return message(
        paragraph(*shared),
        paragraph(f"It may be what you asked for: “{one_line(request.words, ASKED)}”."),
        Controls(
            (
                actions.view(resource.id, "Look at it", Look.EXPECTED),
                Button("That helped", Action("request.helped", (request.id, resource.id))),
                view(request.id),
            )
        ),
    )
