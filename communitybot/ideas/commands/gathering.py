"""`/idea lab`: one day on one idea, as an event."""

from datetime import datetime
from typing import Annotated

from communitybot.commands.declare import Param, command, pressed
from communitybot.commands.form import form_for
from communitybot.commands.guard import Press
from communitybot.commands.kinds import text_of
from communitybot.commands.signature import parameters_of
from communitybot.commands.spec import CommandSpec
from communitybot.conversation.actions import Action
from communitybot.conversation.forms import FieldKind, Form, FormField
from communitybot.conversation.inbound import Caller
from communitybot.conversation.message import Message
from communitybot.conversation.replies import Answer, Ask, Reply
from communitybot.errors import AlreadyDone, NotAllowed
from communitybot.ideas.cards.lab import lab_card
from communitybot.ideas.cards.words import title_of
from communitybot.ideas.commands.choosing import Choosing, WhichIdea, idea_of
from communitybot.ideas.lab_views import LabSeen, LabWish
from communitybot.ideas.labs import EXAMPLE, REASON, LabsDesk
from communitybot.ideas.model.lab import Lab
from communitybot.ideas.naming import EMPTIED, read_stakeholders, stakeholders_typed
from communitybot.moments import Reading
from communitybot.moments.wall import zone_info
from communitybot.moments.words import typed_clock

UNCHANGED = "Nothing was to be changed."


class Gathering:
    """Plans, moves and cancels the lab of an idea."""

    def __init__(self, labs: LabsDesk, choosing: Choosing) -> None:
        self._labs = labs
        self._choosing = choosing

    @command(
        "idea lab",
        "Plan a local lab: a day with the people your idea needs",
        title="Local lab",
        examples=("/idea lab", "/idea lab when: next saturday 9am-3pm, place: Lincoln School"),
    )
    async def lab(
        self,
        caller: Caller,
        *,
        idea: WhichIdea = None,
        when: Annotated[
            Reading | None, Param("Day and hours as you would say them", example="24 october 9am-3pm")
        ] = None,
        place: Annotated[str | None, Param("Where", most=200, example="Lincoln School, library")] = None,
        stakeholders: Annotated[
            str | None,
            Param(
                "Whom it needs, one a line: name, role",
                kind=FieldKind.LONG_TEXT,
                most=2_000,
                example="Dr. Kim, superintendent",
            ),
        ] = None,
        decides: Annotated[
            str | None,
            Param(
                "What shall be decided", kind=FieldKind.LONG_TEXT, most=600, example="Two shared hours a week"
            ),
        ] = None,
    ) -> Reply:
        found = await self._choosing.one(caller, idea, Action("idea.lab"))
        if isinstance(found, Message):
            return Answer(found)
        seen = await self._labs.look(caller, found.id)
        wish = _wish(seen.lab, when, place, stakeholders, decides)
        if wish == LabWish():
            asked = any(given is not None for given in (when, place, stakeholders, decides))
            return Answer(lab_card(seen, said=UNCHANGED if asked else None))
        anew = seen.lab is None or seen.lab.cancelled
        after = await self._labs.plan(caller, found.id, wish)
        said = "Planned, and its event is posted." if anew else "Changed."
        return Answer(lab_card(after, said=said if after.lab != seen.lab else UNCHANGED))

    @pressed("idea.lab", reads=True)
    async def look(self, caller: Caller, press: Press) -> Reply:
        return Answer(lab_card(await self._labs.look(caller, idea_of(press))))

    @pressed("idea.lab_change", reads=True)
    async def open(self, caller: Caller, press: Press) -> Reply:
        """Open the form of `/idea lab`, filled with how the lab is now."""
        return Ask(self._form(caller, _of_team(await self._labs.look(caller, idea_of(press)))))

    @pressed("idea.lab_cancel", reads=True)
    async def ask_to_cancel(self, caller: Caller, press: Press) -> Reply:
        seen = _of_team(await self._labs.look(caller, idea_of(press)))
        if seen.lab is None or seen.lab.cancelled:
            raise AlreadyDone("No lab is planned for this idea.", example=EXAMPLE)
        why = FormField(name="reason", label="Reason", hint="Why; people see it")
        return Ask(
            Form(
                title="Cancel the lab?",
                action=Action("idea.lab_cancelled", (seen.idea.id,)),
                fields=(why,),
                submit="Cancel the lab",
                intro=f"The lab of “{title_of(seen.idea)}” will not take place; its event goes too.",
            )
        )

    @pressed("idea.lab_cancelled")
    async def cancelled(self, caller: Caller, press: Press) -> Reply:
        reason = text_of(press.values.get("reason")).strip()[:REASON]
        return Answer(lab_card(await self._labs.cancel(caller, idea_of(press), reason)))

    def _form(self, caller: Caller, seen: LabSeen) -> Form:
        parameters, _ = parameters_of(self.lab)
        spec = CommandSpec(name="idea lab", description="Local lab", parameters=parameters)
        here = seen.lab if seen.lab is not None and not seen.lab.cancelled else None
        return form_for(
            spec,
            {} if here is None else _typed(here, caller.zone),
            title="Plan a lab" if here is None else "Change the lab",
            hidden={"idea": seen.idea.id},
            intro="It becomes an event that everybody sees, with you as its host." if here is None else None,
            submit="Plan it" if here is None else "Change it",
        )


def _of_team(seen: LabSeen) -> LabSeen:
    if not seen.team:
        raise NotAllowed("Only the team of this idea can do that.", example="/ideas")
    return seen


def _wish(
    lab: Lab | None, when: Reading | None, place: str | None, stakeholders: str | None, decides: str | None
) -> LabWish:
    """What is wished for; a form sends back what is as it was, and that is no wish."""
    here = lab if lab is not None and not lab.cancelled else None
    named = read_stakeholders(stakeholders)
    where, what = _emptied(place), _emptied(decides)
    same_time = here is not None and when is not None and _same(here, when)
    return LabWish(
        starts=None if when is None or same_time else when.start.replace(tzinfo=None, fold=0),
        zone=None if when is None or same_time else when.zone,
        length=None if when is None or same_time or when.end is None else when.end - when.start,
        place=None if here is not None and where == here.place else where,
        stakeholders=None if here is not None and named == here.stakeholders else named,
        decides=None if here is not None and what == here.decides else what,
    )


def _same(lab: Lab, when: Reading) -> bool:
    """Whether these hours are the lab's; a length that was not said stays."""
    return lab.start == when.start and (when.end is None or lab.end == when.end)


def _typed(lab: Lab, zone: str) -> dict[str, str]:
    """The lab as one would type it."""
    start, end = (moment.astimezone(zone_info(zone)) for moment in (lab.start, lab.end))
    return {
        "when": _hours(start, end),
        "place": lab.place,
        "stakeholders": stakeholders_typed(lab.stakeholders),
        "decides": lab.decides,
    }


def _hours(start: datetime, end: datetime) -> str:
    until = f"-{typed_clock(end)}" if end.date() == start.date() else ""
    return f"{start:%Y-%m-%d} {typed_clock(start)}{until}"


def _emptied(text: str | None) -> str | None:
    """Read "none" as the wish to empty something; nothing typed is no wish."""
    if text is None or not text.strip():
        return None
    return "" if text.strip().casefold() in EMPTIED else text.strip()
