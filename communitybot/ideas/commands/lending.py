"""`/idea voice`: a sentence or two of one's own, seen as it will appear before anybody else does."""

from communitybot.commands.declare import command, pressed
from communitybot.commands.form import form_for
from communitybot.commands.guard import Press
from communitybot.commands.signature import parameters_of
from communitybot.commands.spec import CommandSpec
from communitybot.conversation.actions import Action
from communitybot.conversation.forms import Form
from communitybot.conversation.inbound import Caller
from communitybot.conversation.message import Message, message
from communitybot.conversation.replies import Answer, Ask, Reply
from communitybot.conversation.visible import one_line
from communitybot.ideas.brief_views import Lent
from communitybot.ideas.cards.voices import voice_card, voices_card
from communitybot.ideas.cards.words import title_of
from communitybot.ideas.commands.brief_parameters import OwnPlace, OwnRole, Shown, VoiceWords
from communitybot.ideas.commands.choosing import Choosing, WhichIdea, idea_of
from communitybot.ideas.model.brief import Showing
from communitybot.ideas.voices import VoiceDesk


class VoiceCommands:
    """Takes words in, shows how they will appear, and takes them back."""

    def __init__(self, voices: VoiceDesk, choosing: Choosing) -> None:
        self._voices = voices
        self._choosing = choosing

    @command(
        "idea voice",
        "Lend an idea a sentence of your own; you decide how you are shown",
        title="Lend my voice",
        examples=("/idea voice", "/idea voice Mentor hours, words: Somebody had an hour for me."),
    )
    async def voice(
        self,
        caller: Caller,
        *,
        idea: WhichIdea = None,
        words: VoiceWords = None,
        shown: Shown = None,
        role: OwnRole = None,
        place: OwnPlace = None,
    ) -> Reply:
        found = await self._choosing.one(caller, idea, Action("idea.voice"))
        if isinstance(found, Message):
            return Answer(found)
        if words is None and shown is None:
            return await self._standing(caller, found.id)
        lent = await self._voices.lend(
            caller,
            found.id,
            one_line(words or ""),
            shown or Showing.NOTHING,
            role=_line(role),
            place=_line(place),
        )
        return Answer(voice_card(lent))

    @pressed("idea.voice", reads=True)
    async def open(self, caller: Caller, press: Press) -> Reply:
        return await self._standing(caller, idea_of(press))

    @pressed("idea.voice_write", reads=True)
    async def write(self, caller: Caller, press: Press) -> Reply:
        return Ask(self._form(await self._voices.mine(caller, press.argument(0))))

    @pressed("idea.voice_agree")
    async def agree(self, caller: Caller, press: Press) -> Reply:
        lent = await self._voices.agree(caller, press.argument(0), press.argument(1))
        return Answer(voice_card(lent, said="Thank you. Your voice stands."))

    @pressed("idea.voice_back")
    async def take_back(self, caller: Caller, press: Press) -> Reply:
        stood = await self._voices.take_back(caller, press.argument(0))
        if stood:
            return Answer(message("Taken back. No page and no file of mine shows your words any more."))
        return Answer(message("You lend nothing to this idea now."))

    @pressed("idea.voices", reads=True)
    async def all_of(self, caller: Caller, press: Press) -> Reply:
        idea, voices = await self._voices.all_of(caller, press.argument(0))
        return Answer(voices_card(idea, voices, _page(press, 1)))

    @pressed("idea.voice_show")
    async def leave_out(self, caller: Caller, press: Press) -> Reply:
        out = press.argument(2) == "off"
        idea, voices = await self._voices.leave_out(caller, press.argument(0), press.argument(1), on=out)
        return Answer(voices_card(idea, voices, _page(press, 3)))

    async def _standing(self, caller: Caller, idea: str) -> Reply:
        lent = await self._voices.mine(caller, idea)
        return Answer(voice_card(lent)) if lent.stands else Ask(self._form(lent))

    def _form(self, lent: Lent) -> Form:
        parameters, _ = parameters_of(self.voice)
        spec = CommandSpec(name="idea voice", description="Lend my voice", parameters=parameters)
        now = lent.stands
        present = {
            "words": now.words if now else "",
            "shown": (now.showing if now else Showing.ROLE).value,
            "role": now.role if now else "",
            "place": now.place if now else "",
        }
        return form_for(
            spec,
            {name: value for name, value in present.items() if value},
            title="Lend my voice",
            hidden={"idea": lent.idea.id},
            only=list(present),
            intro=f"For “{title_of(lent.idea)}”. You see exactly how it will appear before anybody else "
            "does. Please name no student.",
            submit="Show it to me",
        )


def _page(press: Press, index: int) -> int:
    typed = press.arguments[index] if len(press.arguments) > index else "1"
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 6 else 1


def _line(text: str | None) -> str:
    return one_line(text or "")
