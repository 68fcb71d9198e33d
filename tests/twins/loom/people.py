"""A person at Slack: types, presses, chooses, fills in and looks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from twins.loom import payloads, speaking
from twins.loom.acks import Ack
from twins.loom.courier import Courier
from twins.loom.doing import Doing, Reaction
from twins.loom.inputs import asked, entered, find, missing, standing
from twins.loom.ledger import Seen, SeenView
from twins.loom.posting import edit, remove
from twins.loom.records import Channel, Json, Message, ReplyAddress, Upload, User, View
from twins.loom.refusals import Refused
from twins.loom.replies import answer_with
from twins.loom.shapes import view_json
from twins.loom.submitting import after_submission, close
from twins.loom.suggesting import asks, picked, suggestions
from twins.loom.targets import escaped, find_button, find_element
from twins.loom.world import World

Target = Seen | SeenView | Reaction


@dataclass(frozen=True, slots=True)
class Room:
    """A channel or DM, by name for the tests."""

    world: World
    id: str

    @property
    def channel(self) -> Channel:
        return self.world.channels[self.id]


@dataclass(frozen=True, slots=True)
class Person:
    world: World
    courier: Courier
    id: str

    @property
    def user(self) -> User:
        return self.world.users[self.id]

    @property
    def mention(self) -> str:
        return f"<@{self.id}>"

    async def command(self, room: Room, name: str, typed: str = "") -> Doing:
        """Type a slash command; mentions in it arrive as ids, as with `should_escape`."""
        doing = self._doing(room.id)
        known = self.world.commands is None or name in self.world.commands
        places = {self.user.team, room.channel.team}
        if not known or not any(self.world.teams[each].installed for each in places):
            words = f"{name} is not a valid command."
            self.world.tell("failed", self.id, channel=room.id, cause=doing.cause, words=words)
            return doing
        reply = self._reply(doing, room.id, None)
        words = escaped(typed.strip())
        told = payloads.command(self.world, self.user, room.channel, name, words, reply.address, doing.cause)

        def then(ack: Ack) -> None:
            if ack.error is not None:
                words = f'{name} failed with the error "{ack.error}"'
                self.world.tell("failed", self.id, channel=room.id, cause=doing.cause, words=words)
            elif ack.body.get("text") or ack.body.get("blocks"):
                self._show(reply.record, ack.body, doing)
            else:
                self.world.tell("silent", self.id, cause=doing.cause)

        return self._start(doing, "slash_commands", told, then)

    def _show(self, reply: ReplyAddress, body: Json, doing: Doing) -> None:
        try:
            answer_with(self.world, reply, body)
        except Refused as refused:
            self.world.refused.append(("command", refused.body))
            self.world.tell("failed", self.id, cause=doing.cause, words=refused.error)

    async def press(self, shown: Target, button: str) -> Doing:
        """Press a button, by its label or its action_id."""
        target = self._target(shown)
        block, element = find_button(target, button)
        return self._act(target, block, element, {})

    async def choose(self, shown: Target, action_id: str, value: object) -> Doing:
        """Choose from a list in a message, a modal or the Home tab."""
        target = self._target(shown)
        block, element = find_element(target, action_id)
        return self._act(target, block, element, entered(element, value))

    async def forges(self, shown: Target, action_id: str, value: str = "") -> Doing:
        """Send an action that no button there has: of another message, or made up."""
        target = self._target(shown)
        element = {"type": "button", "action_id": action_id, "value": value}
        return self._act(target, {"block_id": "forged"}, element, {})

    def _act(self, target: Message | View, block: Json, element: Json, chosen: Json) -> Doing:
        channel = target.channel if isinstance(target, Message) else None
        doing = self._doing(channel)
        reply = self._reply(doing, target.channel, target).address if isinstance(target, Message) else ""
        told = payloads.block_actions(
            self.world, self.user, target, block, element, chosen, reply=reply, cause=doing.cause
        )

        def then(ack: Ack) -> None:
            kind, words = ("silent", "") if ack.error is None else ("failed", "This app didn’t respond.")
            self.world.tell(kind, self.id, cause=doing.cause, words=words)

        return self._start(doing, "interactive", told, then)

    async def fill(self, shown: Target, values: dict[str, Any]) -> Doing:
        """Enter values by block_id or label, and submit; an external list is asked for what was typed."""
        view = self._view(shown)
        states = {each["block_id"]: standing(each["element"]) for each in asked(view)}
        for name, value in values.items():
            block = find(view, name)
            states[block["block_id"]] = await picked(self.world, self.courier, self.user, view, block, value)
        doing = self._doing(None)
        gaps = {each["block_id"]: missing(each, states[each["block_id"]]) for each in asked(view)}
        errors = {name: words for name, words in gaps.items() if words is not None}
        if errors:  # Slack's own client stops it
            view.errors = errors
            self.world.tell("errors", self.id, view=view, cause=doing.cause, errors=errors)
            return doing
        state = {
            each["block_id"]: {each["element"]["action_id"]: states[each["block_id"]]} for each in asked(view)
        }
        told = payloads.view_submission(self.world, self.user, view, state, doing.cause)
        view.errors = {}

        def then(ack: Ack) -> None:
            after_submission(self.world, view, ack, doing.cause)

        return self._start(doing, "interactive", told, then)

    async def suggest(self, shown: Target, action_id: str, typed: str) -> Doing:
        """Type in a list that loads from the app; the answer's options are what is offered."""
        target = self._target(shown)
        block, element = find_element(target, action_id)
        doing = self._doing(None)
        if not asks(element, typed):
            self.world.tell("options", self.id, cause=doing.cause, words="Keep typing")
            return doing

        async def go() -> Ack:
            ack, options, faults = await suggestions(
                self.world, self.courier, self.user, target, block, element, typed
            )
            if ack.error or faults:
                self.world.tell("failed", self.id, cause=doing.cause, words="No results")
            else:
                self.world.tell("options", self.id, cause=doing.cause, options=tuple(options))
            return ack

        doing.task = self.courier.start(go())
        return doing

    async def uses_shortcut(self, shown: Target, callback_id: str) -> Doing:
        """Pick a message shortcut from a message's menu."""
        message = self._target(shown)
        assert isinstance(message, Message), "a message shortcut is used on a message"
        doing = self._doing(message.channel)
        reply = self._reply(doing, message.channel, message)
        told = payloads.message_action(
            self.world, self.user, message, callback_id, reply=reply.address, cause=doing.cause
        )

        def then(ack: Ack) -> None:
            kind = "silent" if ack.error is None else "failed"
            self.world.tell(kind, self.id, cause=doing.cause, words=ack.error or "")

        return self._start(doing, "interactive", told, then)

    async def closes(self, shown: Target) -> None:
        """Close a modal by its cross; the app hears of it when it asked to."""
        view = self._view(shown)
        told = payloads.view_closed(self.world, self.user, view, cleared=False)
        close(self.world, view, cause=None)
        if view.drawn.get("notify_on_close"):
            await self.courier.interact("interactive", told)

    async def types(
        self,
        room: Room,
        text: str,
        *,
        thread: str | None = None,
        broadcast: bool = False,
        files: Sequence[Upload] = (),
    ) -> Doing:
        """Write a message in a channel, a thread or a DM; `broadcast` sends one of a thread there as well."""
        doing = self._doing(room.id)
        speaking.write(self.world, self.user, room.channel, text, thread=thread, also=broadcast, files=files)
        return doing

    def file(self, name: str, *, title: str = "", alt_text: str = "", kind: str = "") -> Upload:
        """Make a file to show with what one types."""
        return speaking.file(self.world, self.user, name, title=title, alt_text=alt_text, kind=kind)

    async def rewords(self, shown: Target, text: str) -> None:
        """Change what one wrote."""
        message = self._message(shown)
        assert message.author == self.id, "that message is somebody else's"
        edit(self.world, message, text=escaped(text), blocks=[])

    async def deletes(self, shown: Target) -> None:
        """Delete what one wrote; those who run the workspace may delete anybody's."""
        message = self._message(shown)
        assert self.id == message.author or self.user.admin or self.user.owner, "somebody else's"
        remove(self.world, message)

    async def reacts(self, shown: Target, emoji: str) -> None:
        """React to a message with an emoji, by its name."""
        speaking.react(self.world, self.user, self._message(shown), emoji)

    async def unreacts(self, shown: Target, emoji: str) -> None:
        """Take a reaction back."""
        speaking.unreact(self.world, self.user, self._message(shown), emoji)

    def _message(self, shown: Target) -> Message:
        message = self._target(shown)
        assert isinstance(message, Message), "there is no message"
        return message

    async def opens_home(self) -> Doing:
        """Open the app's Home tab."""
        doing = self._doing(None)
        team = self.world.teams[self.user.team]
        channel = self.world.direct(team.bot_user, self.id)
        event: Json = {"type": "app_home_opened", "user": self.id, "channel": channel.id, "tab": "home"}
        if self.id in self.world.homes:
            event["view"] = view_json(self.world, self.world.homes[self.id])
        self.world.event(team.id, event | {"event_ts": self.world.clock.stamp()})
        return doing

    def _doing(self, channel: str | None) -> Doing:
        return Doing(self.world, self.id, channel, self.world.secret("cause-"), len(self.world.news))

    def _start(self, doing: Doing, kind: str, told: Json, then: Callable[[Ack], None]) -> Doing:
        async def go() -> Ack:
            ack = await self.courier.interact(kind, told)
            then(ack)
            return ack

        doing.task = self.courier.start(go())
        return doing

    def _reply(self, doing: Doing, channel: str, message: Message | None) -> "_Reply":
        made = ReplyAddress(
            id=self.world.secret(""),
            team=self.user.team,
            person=self.id,
            channel=channel,
            message=message.ts if message else None,
            message_was_private=bool(message and message.only_for),
            thread_ts=message.thread_ts if message else None,
            made_at=self.world.clock.now(),
            cause=doing.cause,
        )
        self.world.replies[made.id] = made
        return _Reply(made, f"{self.world.base_url}/response/{made.id}")

    def _target(self, shown: Target) -> Message | View:
        if isinstance(shown, Reaction):
            found = shown.message or shown.modal
            assert found is not None, f"nothing to press in {shown}"
            shown = found
        if isinstance(shown, SeenView):
            return self._view(shown)
        message = self.world.message(shown.channel, shown.ts)
        assert message is not None, "there is no such message"
        assert not message.deleted, "that message is gone"
        assert message.only_for in {None, self.id}, "that message is somebody else's to see"
        return message

    def _view(self, shown: Target) -> View:
        named = shown.modal if isinstance(shown, Reaction) else shown
        assert isinstance(named, SeenView), f"no modal in {shown}"
        view = self.world.views.get(named.id) or self.world.homes.get(self.id)
        assert view is not None, "there is no such modal"
        assert view.person == self.id, "that modal is somebody else's"
        assert view.open, "that modal is closed"
        return view


@dataclass(frozen=True, slots=True)
class _Reply:
    record: ReplyAddress
    address: str
