"""`/idea brief`: one page for somebody who decides; private first, then shared."""

from datetime import date

from communitybot.commands.declare import command, pressed
from communitybot.commands.form import form_for
from communitybot.commands.guard import Press
from communitybot.commands.signature import parameters_of
from communitybot.commands.spec import CommandSpec
from communitybot.commands.tags import emptied
from communitybot.communities.names import fold
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Choice
from communitybot.conversation.forms import FieldKind, Form, FormField
from communitybot.conversation.inbound import Caller
from communitybot.conversation.limits import one_line
from communitybot.conversation.message import Message
from communitybot.conversation.replies import Answer, Ask, Reply
from communitybot.errors import NotFound
from communitybot.ideas.brief_views import BriefWish, Desktop
from communitybot.ideas.brief_wording import blank
from communitybot.ideas.briefing import Briefing
from communitybot.ideas.cards.briefing import brief_card, desktop_card
from communitybot.ideas.cards.words import title_of
from communitybot.ideas.commands.brief_parameters import (
    Asked,
    Evidence,
    Need,
    ReplyBy,
    To,
    ToRole,
    WhichBrief,
)
from communitybot.ideas.commands.choosing import Choosing, WhichIdea, idea_of, stale
from communitybot.ideas.dates_read import read_coming
from communitybot.ideas.desk import demand_open
from communitybot.ideas.model.brief import Brief, Showing
from communitybot.ideas.papers.building import day_words
from communitybot.ports import Clock


class BriefCommands:
    """Writes, shows, shares and publishes briefs."""

    def __init__(self, briefing: Briefing, choosing: Choosing, clock: Clock) -> None:
        self._briefing = briefing
        self._choosing = choosing
        self._clock = clock

    @command(
        "idea brief",
        "Bring an idea to somebody who decides, on one page",
        title="A policy brief",
        examples=(
            "/idea brief",
            "/idea brief Mentor hours, to: Dr. Rosa Lind, role: superintendent, reply by: in 3 weeks",
        ),
    )
    async def brief(
        self,
        caller: Caller,
        *,
        idea: WhichIdea = None,
        to: To = None,
        role: ToRole = None,
        reply_by: ReplyBy = None,
        need: Need = None,
        evidence: Evidence = None,
        ask: Asked = None,
        brief: WhichBrief = None,
    ) -> Reply:
        found = await self._choosing.one(caller, idea, Action("idea.brief"))
        if isinstance(found, Message):
            return Answer(found)
        desk = await self._briefing.desktop(caller, found.id)
        meant = brief_meant(desk, brief) if brief is not None and brief.strip() else None
        wish = BriefWish(
            to=_line(to),
            role=_line(role),
            reply_by=self._read_date(desk, meant, reply_by),
            need=emptied(need) if need is not None else None,
            evidence=emptied(evidence) if evidence is not None else None,
            ask=emptied(ask) if ask is not None else None,
        )
        if meant is not None:
            if wish == BriefWish():
                return await self._look(caller, found.id, meant.id)
            changed = await self._briefing.change(caller, found.id, meant.id, wish)
            return Answer(brief_card(changed, said="Changed. Its page shows it at once."))
        if wish == BriefWish():
            if desk.teams and not desk.briefs and desk.idea.stage.open:
                return Ask(self._form(caller, desk))
            return Answer(desktop_card(desk))
        if wish.to is None and wish.ask is None and wish.need is None and desk.teams:
            return Ask(self._form(caller, desk, wish))
        written = await self._briefing.write(caller, found.id, wish)
        return Answer(brief_card(written, said="This is how it would look. Nobody else has seen it yet."))

    @pressed("idea.brief", reads=True)
    async def open(self, caller: Caller, press: Press) -> Reply:
        return Answer(desktop_card(await self._briefing.desktop(caller, idea_of(press))))

    @pressed("idea.brief_new", reads=True)
    async def new(self, caller: Caller, press: Press) -> Reply:
        desk = await self._briefing.desktop(caller, press.argument(0))
        demand_open(desk.idea)
        return Ask(self._form(caller, desk))

    @pressed("idea.brief_view", reads=True)
    async def view(self, caller: Caller, press: Press) -> Reply:
        brief = press.arguments[1] if len(press.arguments) > 1 else press.value
        return await self._look(caller, press.argument(0), brief or "")

    @pressed("idea.brief_change", reads=True)
    async def change(self, caller: Caller, press: Press) -> Reply:
        seen = await self._briefing.look(caller, press.argument(0), press.argument(1))
        return Ask(self._change_form(seen.brief))

    @pressed("idea.brief_share")
    async def share(self, caller: Caller, press: Press) -> Reply:
        seen = await self._briefing.share(caller, press.argument(0), press.argument(1))
        said = (
            "Shared. It is news in the idea's threads, and whoever follows it is told. Send the page or "
            "the PDF to whom it is for: I write to nobody outside."
        )
        return Answer(brief_card(seen, said=said))

    @pressed("idea.brief_discard")
    async def discard(self, caller: Caller, press: Press) -> Reply:
        await self._briefing.discard(caller, press.argument(0), press.argument(1))
        desk = await self._briefing.desktop(caller, press.argument(0))
        return Answer(desktop_card(desk, said="The draft is gone. Nobody else saw it."))

    @pressed("idea.brief_publish")
    async def publish(self, caller: Caller, press: Press) -> Reply:
        on = press.argument(2) == "on"
        seen = await self._briefing.publish(caller, press.argument(0), press.argument(1), on=on)
        said = (
            "Everybody on the web can read it now." if on else "Only whoever has its address can read it now."
        )
        return Answer(brief_card(seen, said=said))

    @pressed("idea.brief_sign", reads=True)
    async def sign(self, caller: Caller, press: Press) -> Reply:
        seen = await self._briefing.look(caller, press.argument(0), press.argument(1))
        return Ask(_sign_form(seen.brief, seen.showing))

    @pressed("idea.brief_signed")
    async def signed(self, caller: Caller, press: Press) -> Reply:
        try:
            showing = Showing(str(press.values.get("showing") or ""))
        except ValueError:
            raise stale() from None
        await self._briefing.sign(caller, press.argument(0), showing)
        seen = await self._briefing.look(caller, press.argument(0), press.argument(1))
        return Answer(brief_card(seen, said="Kept. Every brief of this idea follows at once."))

    async def _look(self, caller: Caller, idea: str, brief: str) -> Answer:
        return Answer(brief_card(await self._briefing.look(caller, idea, brief)))

    def _read_date(self, desk: Desktop, meant: Brief | None, text: str | None) -> date | None:
        """The date that is wished; None where it is the one there is, which a form sends back."""
        if text is None or not text.strip():
            return None
        if meant is not None and text.strip() == day_words(meant.reply_by):
            return None
        return read_coming(text, now=self._clock.now(), zone=desk.zone, field="reply_by")

    def _form(self, caller: Caller, desk: Desktop, wish: BriefWish | None = None) -> Form:
        """A new brief, as far as the idea has it."""
        idea = desk.idea
        empty = blank(idea, caller, self._clock.now(), desk.zone)
        present = {
            "to": (wish.to if wish else None) or "",
            "role": (wish.role if wish else None) or "",
            "reply_by": day_words((wish.reply_by if wish else None) or empty.reply_by),
            "need": empty.need,
            "evidence": (wish.evidence if wish else None) or empty.evidence,
            "ask": empty.ask,
        }
        return self._asked(present, {"idea": idea.id}, f"For the idea “{title_of(idea)}”. You see it first.")

    def _change_form(self, brief: Brief) -> Form:
        present = {
            "to": brief.to_name,
            "role": brief.to_role,
            "reply_by": day_words(brief.reply_by),
            "need": brief.need,
            "evidence": brief.evidence,
            "ask": brief.ask,
        }
        intro = "Its page follows at once; write “none” to empty a field."
        return self._asked(present, {"idea": brief.idea, "brief": brief.id}, intro)

    def _asked(self, present: dict[str, str], hidden: dict[str, str], intro: str) -> Form:
        parameters, _ = parameters_of(self.brief)
        spec = CommandSpec(name="idea brief", description="A policy brief", parameters=parameters)
        return form_for(
            spec,
            {name: value for name, value in present.items() if value},
            title="A policy brief",
            hidden=hidden,
            only=list(present),
            intro=intro,
            submit="Show it to me",
        )


def brief_meant(desk: Desktop, typed: str) -> Brief:
    """The brief an id or a name means."""
    wanted = fold(typed)
    same = [each for each in desk.briefs if each.id == typed.strip() or fold(each.to_name) == wanted]
    found = same or [
        each for each in desk.briefs if wanted and wanted in fold(f"{each.to_name} {each.to_role}")
    ]
    if found:
        return found[-1]
    known = "; ".join(one_line(each.to_name, 60) for each in desk.briefs[-3:])
    told = f"There are: {known}." if known else "There is none yet."
    raise NotFound(
        f"I find no brief of this idea for “{one_line(typed, 60)}”. {told}",
        example="/idea brief",
        field="brief",
    )


def _line(text: str | None) -> str | None:
    return None if text is None else " ".join(text.split())


def _sign_form(brief: Brief, showing: Showing | None) -> Form:
    choice = FormField(
        name="showing",
        label="How you stand on the briefs of this idea",
        kind=FieldKind.ONE_OF,
        required=True,
        choices=tuple(Choice(each.value, each.value) for each in Showing),
        value=(showing or Showing.ROLE).value,
        hint="Role is your role in the team. You can change it at any time.",
    )
    return Form(
        title="How I am shown",
        action=Action("idea.brief_signed", (brief.idea, brief.id)),
        fields=(choice,),
        submit="Keep it",
        intro="Members and whoever decides read briefs, and everybody on the web once an author publishes "
        "one.",
    )
