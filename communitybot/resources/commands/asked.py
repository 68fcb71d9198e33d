"""The forms of a resource: one to share it, one to change it, one for a note, one before it is taken back."""

from collections.abc import Mapping
from dataclasses import replace

from communitybot.commands.form import action_for, form_for
from communitybot.commands.signature import parameters_of
from communitybot.commands.spec import CommandSpec
from communitybot.conversation.actions import Action, BadAction
from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.controls import Choice
from communitybot.conversation.forms import FieldKind, Form, FormField
from communitybot.conversation.inbound import Caller, Value
from communitybot.conversation.limits import one_line
from communitybot.resources.cards.words import title_of
from communitybot.resources.commands.parameters import (
    About,
    Attached,
    Author,
    Grades,
    HowUsed,
    Link,
    LogIn,
    MayUse,
    Subject,
    Tags,
    Title,
    What,
)
from communitybot.resources.commands.written import LAST, UNSAID, typed
from communitybot.resources.editing import REASON_MOST
from communitybot.resources.model.resource import NOTE_MOST, Resource, State

FORM = Action("command.form", ("resource+share",))
ORDER = ("title", "about", "grade", "subject", "tags", "note", "kind", "licence", "author", LAST)
TOLD = ("licence", "author")
"""What a page tells as a rule: the form to share asks for it only where it was typed."""


async def asked(
    caller: Caller,
    *,
    link: Link = None,
    title: Title = None,
    about: About = None,
    grade: Grades = None,
    subject: Subject = None,
    tags: Tags = None,
    note: HowUsed = None,
    kind: What = None,
    licence: MayUse = None,
    author: Author = None,
    login: LogIn = None,
    file: Attached = None,
) -> None:
    """What a form asks about a resource; its signature is read, it is never called."""


PARAMETERS, _ = parameters_of(asked)


def share_form(values: Mapping[str, Value] | None = None, room: PlaceAddress | None = None) -> Form:
    """Asks what is to be shared, with the `values` that were typed in their fields; `room` comes back.

    What pages tell can be said in the preview.
    """
    spec = CommandSpec(name="resource share", description="Share a resource", parameters=PARAMETERS)
    asks = [each.name for each in PARAMETERS if each.name not in TOLD or (values or {}).get(each.name)]
    form = form_for(spec, values, title="Share a resource", only=asks, submit="Show it to me")
    intro = "A link, a file, or words alone: what it is. You see a preview before anybody else."
    return replace(form, action=_shares(spec, room), intro=intro)


def _shares(spec: CommandSpec, room: PlaceAddress | None) -> Action:
    try:
        return FORM if room is None else action_for(spec, {"room": str(room)})
    except BadAction:  # no room there for its address; the preview says where the card goes
        return FORM


def edit_form(resource: Resource, note: str) -> Form:
    """Asks what is to be changed, filled with the resource as it is and its asker's own note."""
    spec = CommandSpec(name="resource edit", description="Change a resource", parameters=PARAMETERS)
    form = form_for(spec, typed(resource, note), title="Change a resource", only=ORDER, submit="Change it")
    fields = {field.name: field for field in form.fields}
    fields["title"] = replace(fields["title"], required=True)
    choices = (Choice("yes", "Yes"), Choice("no", "No"), Choice(UNSAID, "I do not know"))
    fields[LAST] = replace(
        fields[LAST],
        kind=FieldKind.ONE_OF,
        choices=choices,
        required=True,
        value=str(typed(resource).get(LAST)),
    )
    action = Action("resource.edited", (resource.id,))
    return replace(form, action=action, fields=tuple(fields[name] for name in ORDER))


def note_form(resource: Resource, note: str, draft: str = "") -> Form:
    """Asks how somebody used it, filled with what they wrote before."""
    field = FormField(
        name="note",
        label="How did you use it?",
        kind=FieldKind.LONG_TEXT,
        hint=f"Up to {NOTE_MOST} characters, no student named; empty takes your note away",
        value=note or None,
    )
    return Form(
        title="Your note",
        action=Action("resource.noted", (resource.id, draft) if draft else (resource.id,)),
        fields=(field,),
        submit="Keep my note",
        intro=f"“{title_of(resource)}”. Your note stands on its card, under your name.",
    )


def withdraw_form(resource: Resource, reason: str | None = None) -> Form:
    """Asks before a resource is taken back."""
    why = FormField(
        name="reason",
        label="Reason",
        hint="Why, if you like",
        value=one_line(reason or "", REASON_MOST) or None,
    )
    told = "Its card goes" if resource.state is State.SHARED else "Nobody finds it any more"
    return Form(
        title="Take it back?",
        action=Action("resource.withdrawn", (resource.id,)),
        fields=(why,),
        submit="Take it back",
        intro=f"“{title_of(resource)}”. {told}; whoever saved it keeps a line that says it was taken back.",
    )
