"""`/idea reply`: keeps what somebody who decides answered."""

from communitybot.commands.declare import command, pressed
from communitybot.commands.form import form_for
from communitybot.commands.guard import Press
from communitybot.commands.signature import parameters_of
from communitybot.commands.spec import CommandSpec
from communitybot.commands.tags import tidy
from communitybot.conversation.actions import Action
from communitybot.conversation.forms import Form
from communitybot.conversation.inbound import Caller
from communitybot.conversation.limits import one_line
from communitybot.conversation.message import Message, message
from communitybot.conversation.replies import Answer, Ask, Reply
from communitybot.errors import AlreadyDone
from communitybot.ideas.brief_views import AnswerWish
from communitybot.ideas.cards.answering import nothing_card, recorded_card, which_brief_card
from communitybot.ideas.commands.brief_parameters import AnswerLink, AnswerWords, By, Kind, On, WhichBrief
from communitybot.ideas.commands.briefing import brief_meant
from communitybot.ideas.commands.choosing import Choosing, WhichIdea, idea_of
from communitybot.ideas.dates_read import read_past
from communitybot.ideas.model.brief import Brief
from communitybot.ideas.replies import Replies
from communitybot.ports import Clock


class ReplyCommands:
    """Asks what was answered, and keeps it."""

    def __init__(self, replies: Replies, choosing: Choosing, clock: Clock) -> None:
        self._replies = replies
        self._choosing = choosing
        self._clock = clock

    @command(
        "idea reply",
        "Record what somebody who decides answered to your brief",
        title="Record the answer",
        examples=("/idea reply", "/idea reply Mentor hours, answer: accepted, words: Yes, in August."),
    )
    async def reply(
        self,
        caller: Caller,
        *,
        idea: WhichIdea = None,
        answer: Kind = None,
        words: AnswerWords = None,
        by: By = None,
        on: On = None,
        link: AnswerLink = None,
        brief: WhichBrief = None,
    ) -> Reply:
        found = await self._choosing.one(caller, idea, Action("idea.reply"), own=True)
        if isinstance(found, Message):
            return Answer(found)
        meant = await self._meant(caller, found.id, brief)
        if isinstance(meant, Message):
            return Answer(meant)
        if answer is None:
            return Ask(
                self._form(meant, {"words": words or "", "by": by or "", "on": on or "", "link": link or ""})
            )
        typed = (on or "").strip()
        day = read_past(typed, now=self._clock.now(), zone=meant.zone, field="on") if typed else None
        wish = AnswerWish(
            kind=answer,
            by=" ".join((by or "").split()),
            on=day,
            words=tidy(words or ""),
            link=(link or "").strip(),
        )
        return Answer(recorded_card(await self._replies.record(caller, found.id, meant.id, wish)))

    @pressed("idea.reply", reads=True)
    async def open(self, caller: Caller, press: Press) -> Reply:
        brief = press.arguments[1] if len(press.arguments) > 1 else (press.value if press.arguments else None)
        meant = await self._meant(caller, idea_of(press), brief)
        return Answer(meant) if isinstance(meant, Message) else Ask(self._form(meant, {}))

    @pressed("idea.reply_none", reads=True)
    async def nothing(self, caller: Caller, press: Press) -> Reply:
        desk = await self._replies.waiting(caller, press.argument(0))
        brief = brief_meant(desk, press.argument(1))
        if told := desk.answers.get(brief.id):
            kind = told[-1].kind.value
            return Answer(message(f"Somebody of your team has recorded an answer meanwhile: {kind}."))
        return Answer(nothing_card(brief))

    @pressed("idea.reply_back")
    async def take_back(self, caller: Caller, press: Press) -> Reply:
        await self._replies.take_back(caller, press.argument(0), press.argument(1))
        return Answer(message("Taken back. The idea's threads are told that it was a mistake."))

    async def _meant(self, caller: Caller, idea: str, typed: str | None) -> Brief | Message:
        """The one brief that can have been answered, or the question which it was."""
        desk = await self._replies.waiting(caller, idea)
        shared = [each for each in desk.briefs if each.shared is not None]
        if not shared:
            raise AlreadyDone(
                "No brief of this idea is shared yet, so nobody can have answered one.", example="/idea brief"
            )
        if typed and typed.strip():
            return brief_meant(desk, typed)
        waiting = [each for each in shared if each.id not in desk.answers]
        fits = waiting or shared
        return fits[0] if len(fits) == 1 else which_brief_card(fits)

    def _form(self, brief: Brief, given: dict[str, str]) -> Form:
        parameters, _ = parameters_of(self.reply)
        spec = CommandSpec(name="idea reply", description="Record the answer", parameters=parameters)
        present = {"by": brief.to_name, "on": "today"} | {name: each for name, each in given.items() if each}
        who = one_line(f"{brief.to_name}, {brief.to_role}", 200)
        return form_for(
            spec,
            present,
            title="Record the answer",
            hidden={"idea": brief.idea, "brief": brief.id},
            only=["answer", "words", "by", "on", "link"],
            intro=f"To the brief for {who}. Whoever follows the idea is told.",
            submit="Record it",
        )
