"""What is done once it is known who asks: a command bound and called, a button answered, a form opened."""

from collections.abc import Awaitable, Callable, Mapping

from communitybot.commands.bind import Missing, Ready, Resolve, Wrong, bind
from communitybot.commands.collect import BoundCommand, Collected
from communitybot.commands.examples import working
from communitybot.commands.form import sent
from communitybot.commands.guard import Press, gone, guarded, refusal_card
from communitybot.commands.help import HELP, topic
from communitybot.commands.mistakes import ask, correct, every_mistake, refused, reopened, wrong
from communitybot.commands.replying import of_kind
from communitybot.commands.spec import CommandSpec
from communitybot.commands.words import unmarked
from communitybot.conversation.actions import Action
from communitybot.conversation.inbound import Caller, Value
from communitybot.conversation.message import Message
from communitybot.conversation.replies import Answer, Correct, Quiet, Refused, Reply
from communitybot.errors import Refusal
from communitybot.once import Once
from communitybot.ports import Clock


class Carrying:
    """Carries out what callers ask for; what one of them did has one effect, however often it is told.

    `under` is a private answer with what its reader has to be told under it.
    """

    def __init__(
        self,
        *,
        collected: Collected,
        once: Once,
        clock: Clock,
        resolve: Resolve,
        under: Callable[[Caller, Message], Awaitable[Message]] | None,
    ) -> None:
        self._collected = collected
        self._once = once
        self._clock = clock
        self._resolve = resolve
        self._under = under

    async def command(
        self,
        name: str,
        values: Mapping[str, Value],
        caller: Caller,
        happening: str,
        *,
        shown: list[str] | None = None,
    ) -> Reply:
        """Bind and call a command; `shown` are the fields of the form the values come from, if they do."""
        command = self._bound(name)
        spec = command.spec
        match await bind(command, values, caller=caller, now=self._clock.now(), resolve=self._resolve):
            case Missing(missing):
                return ask(spec, values, missing) if shown is None else correct({}, missing, shown)
            case Wrong(read, missing):
                mistakes = await every_mistake(command, values, read, caller)
                if shown is not None:
                    return correct(mistakes, missing, shown)
                here = await working(command, caller)
                lacking = [each for each in here.parameters if each.name in {one.name for one in missing}]
                return wrong(here, values, mistakes, lacking)
            case Ready(arguments):

                async def call() -> Reply:
                    if spec.reads:
                        return await self._whole(caller, spec, await command.call(caller, arguments))
                    done = await self._once.act(caller, happening, lambda: command.call(caller, arguments))
                    return Quiet() if done is None else await self._whole(caller, spec, done)

                async def why_not(refusal: Refusal) -> Reply:
                    if shown is not None and refusal.field in shown:
                        also = await every_mistake(command, values, {refusal.field: refusal}, caller)
                        return correct(also, (), shown)
                    return await refused(command, values, refusal, caller)

                return await guarded(spec.name, call, refused=why_not)

    async def press(self, press: Press, caller: Caller, happening: str) -> Reply:
        """Answer a button, a select or a form of a feature's own."""
        handler = self._collected.presses.get(press.verb)
        if handler is None:
            return gone()

        async def call() -> Reply:
            if handler.reads:
                return await handler.method(caller, press)
            return await self._once.act(caller, happening, lambda: handler.method(caller, press)) or Quiet()

        async def why_not(refusal: Refusal) -> Reply:
            if refusal.field is not None and refusal.field in press.values:
                return Correct({refusal.field: unmarked(str(refusal))})
            return Refused(refusal_card(refusal))

        return await guarded(press.verb, call, refused=why_not)

    async def open(self, action: Action, caller: Caller) -> Reply:
        """Open the form a button stands for, filled with what is known."""
        form = sent(action)
        command = self._collected.command(form.command)
        if command is None:
            return gone()
        return await reopened(
            command, form.values, caller=caller, now=self._clock.now(), resolve=self._resolve
        )

    async def list_group(self, caller: Caller, group: str) -> Reply:
        """Say what a group of commands can do."""
        help_ = self._collected.command(HELP)
        if help_ is None:
            return Answer(topic(self._collected.group(group), group))
        return await help_.call(caller, {"about": group})

    def _bound(self, name: str) -> BoundCommand:
        command = self._collected.command(name)
        if command is None:
            raise LookupError("a spec without its command")
        return command

    async def _whole(self, caller: Caller, spec: CommandSpec, reply: Reply) -> Reply:
        reply = of_kind(spec, reply)
        if self._under is None or not spec.private or not isinstance(reply, Answer):
            return reply
        return Answer(await self._under(caller, reply.message))
