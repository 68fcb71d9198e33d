"""What somebody does in the playground, handed to the bot, and what came of it."""

import asyncio
import secrets
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import assert_never

from adapters.playground.cast import Member
from adapters.playground.chosen import chosen
from adapters.playground.controls import by_id
from adapters.playground.doors import Door
from adapters.playground.forms import keep, restore
from adapters.playground.outcome import Outcome
from adapters.playground.places import Place, Places, is_private, sees
from adapters.playground.platform import PlaygroundPlatform, reference
from adapters.playground.reading import Refused
from adapters.playground.records import OpenForm, Said
from adapters.playground.store import Store
from adapters.playground.talking import Talking
from communitybot.commands.form import FORM
from communitybot.commands.spec import CommandSpec
from communitybot.conversation import limits
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, LinkButton, Select
from communitybot.conversation.forms import FieldKind, Form, FormField
from communitybot.conversation.frozen import thaw
from communitybot.conversation.inbound import Invoked, Pressed, Submitted, Value
from communitybot.conversation.replies import Amend, Answer, Ask, Correct, Quiet, Reply

SETTLE = 2.0  # seconds; ours: how long an answer waits for what the handler put up for delivery at once


@dataclass(frozen=True, slots=True, kw_only=True)
class _Where:
    """Who did something, where, and from which message or open form; `public` says who sees the answer."""

    member: Member
    place: Place
    message: Said | None = None
    form: OpenForm | None = None
    public: bool = False


class Exchange:
    """Says, presses and submits for one person at a time, in the order they did it."""

    def __init__(self, bot: Door, store: Store, platform: PlaygroundPlatform, talking: Talking) -> None:
        self._bot = bot
        self._store = store
        self._platform = platform
        self._talking = talking
        self._places = Places(store)
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def say(self, member: Member, place: Place, text: str, reply_to: Said | None = None) -> Outcome:
        """Say a text; one that begins with a slash is a command, and private when its answer is."""
        async with self._turns[member.id]:
            mark = self._store.latest()
            if not text.startswith("/"):
                await self._talking.say(member, place, text, reply_to)
                return self._outcome(member, mark)
            spec = self.spec_of(text[1:])
            public = spec is not None and not spec.private
            self._talking.command(member, place, text, only_for=None if public else member.id)
            name, typed = [*text[1:].split(maxsplit=1), "", ""][:2]
            reply = await self._bot.invoke(
                Invoked(
                    id=_happening(),
                    who=member.who,
                    place=place.address,
                    command=name,
                    typed=typed.strip(),
                )
            )
            return await self._answered(mark, reply, _Where(member=member, place=place, public=public))

    async def press(
        self, member: Member, said: Said, control: str, value: str | None, *, in_thread: bool = False
    ) -> Outcome:
        """Press a button or choose from a list; 409 when it no longer stands there.

        `in_thread`: the opening of a thread was pressed as it stands above the thread's words.
        """
        async with self._turns[member.id]:
            said = self._store.message(said.id) or said  # it may have changed while this waited its turn
            found = self._control(said, control, value)
            place = self._place(said.thread if in_thread and said.thread else said.place)
            mark = self._store.latest()
            reply = await self._bot.press(
                Pressed(
                    id=_happening(),
                    who=member.who,
                    place=place.address,
                    action=found.action,
                    message=reference(said),
                    value=value if isinstance(found, Select) else None,
                )
            )
            return await self._answered(mark, reply, _Where(member=member, place=place, message=said))

    async def choose(self, member: Member, said: Said, command: str, *, in_thread: bool = False) -> Outcome:
        """Give a command from the menu of a message; `in_thread` as in `press`."""
        async with self._turns[member.id]:
            spec = next((each for each in self._bot.commands if each.name == command), None)
            if spec is None or spec.chosen_on is None:
                raise Refused(404, "There is no such command in the menu of a message.")
            if is_private(said):
                raise Refused(409, "Only you can see this message; choose one that everybody sees.")
            place = self._place(said.thread if in_thread and said.thread else said.place)
            mark = self._store.latest()
            reply = await self._bot.invoke(
                Invoked(
                    id=_happening(),
                    who=member.who,
                    place=place.address,
                    command=command,
                    values={spec.chosen_on.name: chosen(said)},
                )
            )
            where = _Where(member=member, place=place, public=not spec.private)
            return await self._answered(mark, reply, where)

    async def submit(self, member: Member, form: OpenForm, values: Mapping[str, Value]) -> Outcome:
        """Send a form; it stays open until nothing in it needs another look."""
        async with self._turns[member.id]:
            form = self._store.form(form.id) or form
            if not form.is_open:
                raise Refused(409, "This form was sent already. Open it again to send another.")
            asked = restore(form.form)
            said = self._store.message(form.message) if form.message is not None else None
            place = self._place(form.place)
            mark = self._store.latest()
            reply = await self._bot.submit(
                Submitted(
                    id=_happening(),
                    who=member.who,
                    place=place.address,
                    action=asked.action,
                    values={field.name: values[field.name] for field in asked.fields if field.name in values},
                    message=reference(said) if said is not None else None,
                )
            )
            if isinstance(reply, Correct):
                shown = (form.id, _filled(asked, values))
                return replace(self._outcome(member, mark), form=shown, errors=dict(reply.reasons))
            self._store.take(form.id)
            spec = command_of(asked.action, self._bot.commands)
            public = spec is not None and not spec.private
            where = _Where(member=member, place=place, message=said, public=public)
            return await self._answered(mark, reply, where)

    def spec_of(self, typed: str) -> CommandSpec | None:
        """The command whose name a text begins with; the longest wins."""
        words = typed.casefold().replace(",", " ").split()
        fitting = [s for s in self._bot.commands if s.name.split() == words[: len(s.name.split())]]
        return max(fitting, key=lambda spec: len(spec.name), default=None)

    def _control(self, said: Said, control: str, value: str | None) -> Button | Select:
        controls = by_id(thaw(said.body)) if said.body is not None and not said.removed else {}
        found = controls.get(control)
        match found:
            case None if self._store.was_shown(said.id, control):
                raise Refused(409, "This message has changed since; that control is no longer there.")
            case None:
                raise Refused(404, "There is no such control under this message.")
            case LinkButton():
                raise Refused(400, "This control is a link: open its address instead.")
            case Select(options=options) if value not in {option.value for option in options}:
                raise Refused(400, "`value` must be one of the choices of this list.")
            case _:
                return found

    async def _answered(self, mark: int, reply: Reply, where: _Where) -> Outcome:
        form: tuple[str, Form] | None = None
        errors: Mapping[str, str] | None = None
        only_for = None if where.public else where.member.id
        match reply:
            case Answer(message):
                self._platform.put(where.place, message, only_for=only_for)
            case Amend(message):
                if where.message is not None and not where.message.removed:
                    self._platform.change(where.message, message)
                else:
                    self._platform.put(where.place, message, only_for=only_for)
            case Ask(asked):
                kept = self._store.ask(
                    person=where.member.id,
                    place=where.place.id,
                    message=where.message.id if where.message is not None else None,
                    form=keep(asked),
                )
                form = (kept.id, asked)
            case Correct(reasons):
                errors = dict(reasons)
            case Quiet():
                pass
            case _ as never:
                assert_never(never)
        await self._settled()
        return replace(self._outcome(where.member, mark), form=form, errors=errors)

    async def _settled(self) -> None:
        try:
            async with asyncio.timeout(SETTLE):
                await self._bot.settle()
        except TimeoutError:
            return  # what is still on its way reaches the page by itself

    def _outcome(self, member: Member, mark: int) -> Outcome:
        """What the bot and this person posted or changed since; not what others said meanwhile."""
        news = self._store.since(mark)
        return Outcome(
            messages=tuple(
                said
                for said in news
                if not said.removed and sees(member, said) and said.author in {None, member.id}
            )
        )

    def _place(self, place: str) -> Place:
        found = self._places.find(place)
        if found is None:
            raise Refused(409, "The place this was in is gone.")
        return found


def command_of(action: Action, commands: tuple[CommandSpec, ...]) -> CommandSpec | None:
    """The command a form fills in; None for a form of another kind."""
    if action.verb != FORM or not action.arguments:
        return None
    name = action.arguments[0].replace("+", " ")
    return next((spec for spec in commands if spec.name == name), None)


def _filled(form: Form, values: Mapping[str, Value]) -> Form:
    """The form with what was typed into it; files must be chosen again."""
    return replace(form, fields=tuple(_with_value(field, values.get(field.name)) for field in form.fields))


def _with_value(field: FormField, given: Value) -> FormField:
    if isinstance(given, bool):
        return replace(field, value=str(given).lower())
    fits = isinstance(given, str) and field.kind is not FieldKind.FILE and len(given) <= limits.FORM_TEXT
    return replace(field, value=given) if fits and isinstance(given, str) else field


def _happening() -> str:
    return f"playground:{secrets.token_hex(12)}"
