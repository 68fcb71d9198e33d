"""People of three platforms, who all do the same things: say, answer, press, fill in, and look."""

import re
from dataclasses import dataclass
from typing import Any

from twins import chord, loom

from tests.stories.visiting import Refused


@dataclass(frozen=True)
class Shown:
    """A message, a private answer or a form, as somebody sees it: its words, and what can be pressed."""

    words: str
    labels: tuple[str, ...]
    raw: Any = None

    def __contains__(self, words: str) -> bool:
        return words in self.words


def _typed(values: dict[str, Any]) -> str:
    """Values as they are typed where a command is one line."""
    spelled = {True: "yes", False: "no"}
    return ", ".join(
        f"{name}: {spelled[value] if isinstance(value, bool) else value}" for name, value in values.items()
    )


class OnDiscord:
    """Somebody on the Discord server."""

    platform = "discord"

    def __init__(self, hall: Any, person: chord.Person) -> None:
        self.hall, self.person, self.name = hall, person, person.name

    async def look(self) -> None:
        """What they see is read where it stands."""

    @property
    def thread(self) -> chord.Room:
        return chord.Room(self.person.core, self.person.core.world.channels[self.opening().raw.thread_id])

    def opening(self) -> Shown:
        heads = [each for each in self.person.sees(self.hall.server["events"]) if each.thread_id]
        return next(each for each in map(self._shown, heads) if _heads(each, self.hall.talk))

    def room(self) -> list[Shown]:
        return [self._shown(each) for each in self.person.sees(self.hall.server["events"])]

    def heard(self) -> list[Shown]:
        return [self._shown(each) for each in self.person.sees(self.thread) if not each.ephemeral]

    def told(self) -> list[Shown]:
        return [self._shown(each) for each in self.person.sees(self.person.direct)]

    async def says(self, words: str, *, to: Shown | None = None) -> Shown:
        return self._shown(await self.person.say(self.thread, words, reply_to=to.raw if to else None))

    async def rewords(self, said: Shown, words: str) -> None:
        await self.person.reword(said.raw, words)

    async def unsays(self, said: Shown) -> None:
        await self.person.unsay(said.raw)

    async def reacts(self, said: Shown) -> None:
        await self.person.react(said.raw, "\N{THUMBS UP SIGN}")

    async def asks(self, command: str, **values: Any) -> Shown:
        given = await self.person.command(self.hall.server["events"], command, values)
        return self._shown(await given.answer())

    async def presses(self, shown: Shown, label: str) -> Shown:
        given = await self.person.press(shown.raw, _whole(shown, label))
        await given.acknowledged()
        return self._shown(await given.answer())

    async def chooses(self, shown: Shown, label: str, option: str) -> Shown:
        control = shown.raw.control(_whole(shown, label))
        whole = next(name for name, _ in control.options if option in name)
        given = await self.person.choose(shown.raw, control.label, whole)
        return self._shown(await given.answer())

    async def fills(self, form: Shown, **values: str) -> Shown:
        given = await self.person.fill(form.raw, values)
        return self._shown(await given.answer())

    def _shown(self, seen: Any) -> Shown:
        if isinstance(seen, chord.Modal):
            return Shown(f"{seen.title}\n{seen.text}", tuple(seen.labels), seen)
        assert isinstance(seen, chord.Sight), f"{self.name} sees {seen}"
        return Shown(_read(seen.text), tuple(seen.labels), seen)


class OnSlack:
    """Somebody in the Slack workspace."""

    platform = "slack"

    def __init__(self, hall: Any, person: loom.Person) -> None:
        self.hall, self.person, self.name = hall, person, person.user.name

    async def look(self) -> None:
        """What they see is read where it stands."""

    @property
    def thread(self) -> str:
        return self.opening().raw.ts

    def opening(self) -> Shown:
        heads = (each for each in self.room() if not each.raw.ephemeral)
        return next(each for each in heads if _heads(each, self.hall.talk))

    def room(self) -> list[Shown]:
        seen = self.hall.slack.seen(self.person, self.hall.channel)
        return [self._shown(each) for each in seen if each.thread in {None, each.ts}]

    def heard(self) -> list[Shown]:
        thread, seen = self.thread, self.hall.slack.seen(self.person, self.hall.channel)
        return [
            self._shown(each)
            for each in seen
            if each.thread == thread and each.ts != thread and not each.ephemeral
        ]

    def told(self) -> list[Shown]:
        return [
            self._shown(each)
            for each in self.hall.slack.seen(self.person, self.hall.slack.direct(self.person))
        ]

    async def says(self, words: str, *, to: Shown | None = None) -> Shown:
        assert to is None, "in a thread nobody answers a message alone"
        await self.person.types(self.hall.channel, words, thread=self.thread)
        return self.heard()[-1]

    async def rewords(self, said: Shown, words: str) -> None:
        await self.person.rewords(said.raw, words)

    async def unsays(self, said: Shown) -> None:
        await self.person.deletes(said.raw)

    async def reacts(self, said: Shown) -> None:
        await self.person.reacts(said.raw, "thumbsup")

    async def asks(self, command: str, **values: Any) -> Shown:
        word, _, rest = command.partition(" ")
        typed = f"{rest} {_typed(values)}".strip()
        given = await self.person.command(self.hall.channel, f"/{word}", typed)
        answer = await given.answer()
        while answer.message is not None and not answer.message.ephemeral:  # said to the whole room
            answer = await given.answer()
        return self._shown(answer)

    async def presses(self, shown: Shown, label: str) -> Shown:
        return self._shown(await (await self.person.press(shown.raw, _whole(shown, label))).answer())

    async def chooses(self, shown: Shown, label: str, option: str) -> Shown:
        action, value = _choice(shown.raw.blocks, label, option)
        return self._shown(await (await self.person.choose(shown.raw, action, value)).answer())

    async def fills(self, form: Shown, **values: str) -> Shown:
        """The answer to a form may come to whatever asked for the form."""
        before = len(self._private())
        answer = await (await self.person.fill(form.raw, values)).answer()
        private = self._private()
        return private[-1] if len(private) > before else self._shown(answer)

    def _private(self) -> list[Shown]:
        seen = self.hall.slack.seen(self.person, self.hall.channel)
        return [self._shown(each) for each in seen if each.ephemeral]

    def _shown(self, seen: Any) -> Shown:
        if isinstance(seen, loom.Reaction):
            assert seen.kind != "failed", seen.words
            seen = seen.message or seen.modal or seen
        if isinstance(seen, loom.Reaction):
            return Shown(seen.text, (), seen)
        return Shown(seen.text, tuple(seen.buttons), seen)


class InPlayground:
    """Somebody in the playground, through its JSON interface."""

    platform = "playground"

    def __init__(self, hall: Any, person: str, name: str) -> None:
        self.hall, self.person, self.name = hall, person, name
        self.seen: dict[str, list[Shown]] = {}

    async def look(self) -> None:
        """Read every place anew; what is told of them afterwards is what stood there then."""
        state = await self.hall.get("api/state", person=self.person)
        self.places = state["places"]
        for place in self.places:
            found = await self.hall.get("api/messages", person=self.person, place=place["id"])
            self.seen["direct" if place["kind"] == "direct" else place["id"]] = [
                self._shown(each) for each in found
            ]

    @property
    def thread(self) -> str:
        head = self.opening().raw
        return f"{head['place']}/{head['id']}"

    def opening(self) -> Shown:
        heads = (each for each in self.room() if not each.raw["private"])
        return next(each for each in heads if _heads(each, self.hall.talk))

    def room(self) -> list[Shown]:
        return [*self.seen["events"], *self.seen["chats"], *self.seen["ideas"]]

    def heard(self) -> list[Shown]:
        return self.seen.get(self.thread, [])

    def told(self) -> list[Shown]:
        return self.seen["direct"]

    async def says(self, words: str, *, to: Shown | None = None) -> Shown:
        answers = {"reply_to": to.raw["id"]} if to else {}
        told = await self.hall.post("api/say", person=self.person, place=self.thread, text=words, **answers)
        return self._shown(told["messages"][-1])

    async def rewords(self, said: Shown, words: str) -> None:
        await self.hall.post("api/reword", person=self.person, message=said.raw["id"], text=words)

    async def unsays(self, said: Shown) -> None:
        await self.hall.post("api/remove", person=self.person, message=said.raw["id"])

    async def asks(self, command: str, **values: Any) -> Shown:
        text = f"/{command} {_typed(values)}".strip()
        return self._last(await self.hall.post("api/say", person=self.person, place="events", text=text))

    async def presses(self, shown: Shown, label: str) -> Shown:
        return await self._press(shown, label)

    async def chooses(self, shown: Shown, label: str, option: str) -> Shown:
        control = next(each for each in shown.raw["controls"] if each["label"] == _whole(shown, label))
        value = next(each["value"] for each in control["choices"] if option in each["label"])
        return await self._press(shown, label, value=value)

    async def fills(self, form: Shown, **values: str) -> Shown:
        labelled = {field["label"]: field["name"] for field in form.raw["fields"]}
        given = {labelled.get(name, name): value for name, value in values.items()}
        return self._last(
            await self.hall.post("api/submit", person=self.person, form=form.raw["id"], values=given)
        )

    async def _press(self, shown: Shown, label: str, **more: str) -> Shown:
        control = next(each for each in shown.raw["controls"] if each["label"] == _whole(shown, label))
        body = {"person": self.person, "message": shown.raw["id"], "control": control["id"], **more}
        return self._last(await self.hall.post("api/press", **body))

    def _last(self, told: Any) -> Shown:
        if told["form"] is not None:
            form = told["form"]
            return Shown(form["title"], tuple(each["label"] for each in form["fields"]), form)
        bots = [each for each in told["messages"] if each["author"]["bot"]]
        if not bots:
            raise Refused(200, f"nothing was answered: {told}")
        private = [each for each in bots if each["private"]]
        return self._shown((private or bots)[-1])

    def _shown(self, message: Any) -> Shown:
        return Shown(message["plain"], tuple(each["label"] for each in message["controls"]), message)


def _heads(shown: Shown, talk: str) -> bool:
    """Whether a message is the head of the thread in which a talk takes place, or took place."""
    return any(line.lstrip("#~ ").startswith(talk) for line in shown.words.splitlines()[:2])


def _read(marked: str) -> str:
    """What a reader sees of Discord's marks: no escapes, no stars, no angles about a web address."""
    bare = re.sub(r"<(https?://[^>]+)>", r"\1", marked)
    return re.sub(r"\\(\W)", r"\1", bare).replace("**", "")


def _whole(shown: Shown, label: str) -> str:
    """The label that begins so: some carry a number."""
    found = next((each for each in shown.labels if each.startswith(label)), None)
    assert found is not None, f"no {label!r} among {shown.labels} of {shown.words!r}"
    return found


def _choice(blocks: Any, label: str, option: str) -> tuple[str, str]:
    """The list of that label in a message, and the value of its option that has these words."""
    for block in blocks:
        for element in block.get("elements", []):
            if element.get("placeholder", {}).get("text") == label:
                found = [one["value"] for one in element["options"] if option in one["text"]["text"]]
                return element["action_id"], found[0]
    raise AssertionError(f"no list {label!r}")
