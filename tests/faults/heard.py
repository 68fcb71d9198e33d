"""What people do in Slack while the bot is killed: told until it is acknowledged, and sometimes again."""

import asyncio
import random
from dataclasses import dataclass, field
from typing import Any

from twins import loom
from twins.loom import payloads
from twins.loom.acks import Ack
from twins.loom.targets import find_button

Json = dict[str, Any]
ANSWERS = ("Going", "Maybe")  # pressed by everybody, in this order
GATHERINGS = 5  # events that are answered
TOLD_AGAIN = 0.05  # the share of acknowledgements that are lost on their way to Slack
PLANNED = "create {title}, when: in 3 days"


@dataclass(eq=False)
class Happening:
    """One command, press or event, and how often it was told; `after` must be acknowledged before it."""

    name: str
    kind: str
    payload: Json
    after: "Happening | None" = None
    tries: int = 0
    acknowledged: bool = False

    @property
    def ready(self) -> bool:
        return self.after is None or self.after.acknowledged


@dataclass
class Crowd:
    """People of one workspace, what they do, and what they see of it."""

    twin: loom.Twin
    room: loom.Room
    people: list[loom.Person]
    chance: random.Random
    pool: list[Happening] = field(default_factory=list)
    under_way: set[Happening] = field(default_factory=set)

    @classmethod
    def of(cls, twin: loom.Twin, people: int, seed: int) -> "Crowd":
        twin.limits.on = False  # a connection more than once a minute
        crowd = [twin.person(f"Teacher {number}", admin=number == 0) for number in range(people)]
        return cls(twin, twin.channel("events", members=crowd), crowd, random.Random(seed))

    async def gather(self) -> list[loom.Seen]:
        """Post what will be answered; gives the cards."""
        host, cards = self.people[0], []
        for number in range(GATHERINGS):
            title = f"Gathering {number}"
            await (await host.command(self.room, "/event", PLANNED.format(title=title))).ack()
            preview = await self._shown(title, "Post it")
            await (await host.press(preview, "Post it")).ack()
            cards.append(await self._shown(title, "Maybe"))
        return cards

    async def _shown(self, title: str, button: str) -> loom.Seen:
        """Wait for a message with this title and this button."""
        async with asyncio.timeout(20):
            while True:
                seen = self.twin.seen(self.people[0], self.room)
                for each in seen:
                    if title in each.text and button in each.buttons:
                        return each
                await asyncio.sleep(0.05)

    def doings(self, count: int, cards: list[loom.Seen]) -> list[Happening]:
        """So many things to do: a part of them commands, presses on cards, and looks at the App Home."""
        found: list[Happening] = []
        for number, person in enumerate(self.people):
            last: Happening | None = None
            for answer in ANSWERS:
                last = self._press(person, cards[number % len(cards)], answer, last)
                found.append(last)
            found.append(self._home(person))
        commands = count - len(found)
        assert commands > 0, "there are more people than things to do"
        return found + [self._command(number) for number in range(commands)]

    def _command(self, number: int) -> Happening:
        person, title = self.people[number % len(self.people)], f"Circle {number}"
        typed, reply, cause = PLANNED.format(title=title), self._address(person), f"command {number}"
        world = self.twin.world
        told = payloads.command(world, person.user, self.room.channel, "/event", typed, reply, cause)
        return Happening(title, "slash_commands", told)

    def _press(self, person: loom.Person, card: loom.Seen, answer: str, after: Happening | None) -> Happening:
        message = self.twin.world.message(card.channel, card.ts)
        assert message is not None
        block, element = find_button(message, answer)
        reply, cause = self._address(person), f"{person.user.name} {answer}"
        told = payloads.block_actions(
            self.twin.world, person.user, message, block, element, {}, reply=reply, cause=cause
        )
        return Happening(cause, "interactive", told, after)

    def _home(self, person: loom.Person) -> Happening:
        world, team = self.twin.world, person.user.team
        channel = world.direct(world.teams[team].bot_user, person.id)
        event = {"type": "app_home_opened", "user": person.id, "channel": channel.id, "tab": "home"}
        told = payloads.event_callback(world, team, event | {"event_ts": world.clock.stamp()})
        return Happening(f"{person.user.name} looks in", "events_api", told)

    def _address(self, person: loom.Person) -> str:
        return person._reply(person._doing(self.room.id), self.room.id, None).address

    # -- telling the bot

    async def talk(self, at_once: int) -> None:
        """Tell what is in the pool, in any order, until it is cancelled."""
        async with asyncio.TaskGroup() as tasks:
            for _ in range(at_once):
                tasks.create_task(self._one_after_another())

    async def _one_after_another(self) -> None:
        while True:
            ready = [each for each in self.pool if each.ready]
            if not ready:
                await asyncio.sleep(0.01)
                continue
            happening = self.chance.choice(ready)
            self.pool.remove(happening)
            self.under_way.add(happening)
            try:
                ack = await self._tell(happening)
            finally:
                self.under_way.discard(happening)
            again = ack.error is not None or (
                not happening.acknowledged and self.chance.random() < TOLD_AGAIN
            )
            happening.acknowledged |= ack.error is None
            if again:
                self.pool.append(happening)
            if ack.error is not None:
                await asyncio.sleep(0.02)

    async def _tell(self, happening: Happening) -> Ack:
        """Over a socket or over HTTP, as it happens; numbered, as Slack numbers what it repeats."""
        way = self.chance.choice((self.twin.sockets, self.twin.doors))
        retry = {"retry_attempt": happening.tries, "retry_reason": "http_error" if happening.tries else ""}
        happening.tries += 1
        return await way.deliver(happening.kind, happening.payload, retry=retry)

    @property
    def quiet(self) -> bool:
        return not self.pool and not self.under_way


@dataclass
class Kept:
    """What became of it: titles and answers as the database has them, homes as people see them."""

    titles: list[str]
    answers: dict[str, str]
    homes: set[str]

    def lost(self, doings: list[Happening]) -> set[str]:
        """What was acknowledged and has had no effect."""
        return {each.name for each in doings if each.acknowledged and not self._shows(each)}

    def twice(self) -> set[str]:
        """What took effect more than once."""
        return {title for title in self.titles if self.titles.count(title) > 1}

    def _shows(self, happening: Happening) -> bool:
        if happening.kind == "slash_commands":
            return happening.name in self.titles
        if happening.kind == "events_api":
            return happening.name.removesuffix(" looks in") in self.homes
        person, _, answer = happening.name.rpartition(" ")
        # the last answer stands: an earlier one that took effect again would have taken its place
        return answer != ANSWERS[-1] or self.answers.get(person) == answer.casefold()
