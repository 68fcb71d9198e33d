"""`/event follow`: hear once of each new event by a host, on a topic or with a hashtag."""

from collections.abc import Sequence
from typing import Annotated

from communitybot.commands.declare import Param, command, pressed, suggests
from communitybot.commands.guard import Press
from communitybot.commands.hashtags import read_hashtag
from communitybot.communities.names import fold
from communitybot.conversation import limits
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Choice, Select
from communitybot.conversation.inbound import Caller
from communitybot.conversation.limits import one_line
from communitybot.conversation.message import Bullets, Controls, Message, message, paragraph, small
from communitybot.conversation.replies import Amend, Answer, Reply
from communitybot.conversation.text import Code, Strong, Text, Words, say
from communitybot.errors import Misread, Refusal
from communitybot.events.cards.words import counted
from communitybot.events.commands.buttons import chosen, stale
from communitybot.events.commands.parameters import WORDS_MOST
from communitybot.events.commands.rooms import Surroundings
from communitybot.events.model import Follow, FollowKind
from communitybot.events.service import Events
from communitybot.ports import Clock

LOOKED_THROUGH = 50  # coming events whose topics are suggested
FOLLOWED_WORDS = {
    FollowKind.HOST: "events hosted by ",
    FollowKind.TOPIC: "events about ",
    FollowKind.HASHTAG: "#",
}
VALUE_MOST = 80  # letters of a name or a topic
EXAMPLE = "/event follow #ce14"


class Following:
    """Keeps what a person wants to hear of, and lists it."""

    def __init__(self, events: Events, clock: Clock, around: Surroundings) -> None:
        self._events = events
        self._clock = clock
        self._around = around

    @command(
        "event follow",
        "Hear of each new event with a hashtag, on a topic or by a host",
        title="Follow",
        examples=("/event follow #ce14", "/event follow topic: reading", "/event follow"),
    )
    async def follow(
        self,
        caller: Caller,
        *,
        hashtag: Annotated[str, Param("A hashtag", most=WORDS_MOST, example="#ce14")] = "",
        topic: Annotated[str, Param("A topic", most=WORDS_MOST, suggests=True, example="reading")] = "",
        host: Annotated[
            str, Param("Somebody who hosts, by name", most=WORDS_MOST, suggests=True, example="Ana Ruiz")
        ] = "",
        stop: Annotated[bool, Param("Whether to stop following it", label="Stop following")] = False,
    ) -> Reply:
        asked = wanted(hashtag, topic, host)
        if not asked and stop:
            raise Misread(
                "I read that you want to stop, but not what.",
                example="/event follow #ce14, stop: yes",
            )
        if not stop:
            asked = [
                (kind, await self._host(caller, value) if kind is FollowKind.HOST else value)
                for kind, value in asked
            ]
        known = await self._events.follows(caller)
        if not asked:
            return Answer(_list(known))
        for kind, value in asked:
            if stop:
                await self._events.unfollow(caller, kind, value)
            else:
                await self._events.follow(caller, kind, value)
        return Answer(_stopped(asked, known) if stop else _followed(asked, known))

    @pressed("event.unfollow")
    async def unfollow(self, caller: Caller, press: Press) -> Reply:
        """Stop following what was chosen; a list that has changed since is noticed."""
        known = await self._events.follows(caller)
        found = next((each for each in known if _value(each) == chosen(press)), None)
        if found is None:
            raise stale()
        await self._events.unfollow(caller, found.kind, found.value)
        return Amend(_list([each for each in known if each != found], said=_say(found.kind, found.value)))

    @suggests("topic", "events", "event follow")
    async def topics(self, caller: Caller, text: str) -> Sequence[Choice]:
        return [Choice(topic, topic) for topic in await self._topics(caller, text)]

    @suggests("topics", "event create", "event edit")
    async def more_topics(self, caller: Caller, text: str) -> Sequence[Choice]:
        """Suggest one more topic behind those already typed."""
        kept, last = _typed_before(text)
        return _one_more(kept, await self._topics(caller, last))

    @suggests("host", "event follow")
    async def hosts(self, caller: Caller, text: str) -> Sequence[Choice]:
        return [Choice(name, name) for name in await self._names(caller, text)]

    @suggests("hosts", "event create", "event edit")
    async def more_hosts(self, caller: Caller, text: str) -> Sequence[Choice]:
        """Suggest one more member behind those already typed."""
        kept, last = _typed_before(text)
        return _one_more(kept, await self._names(caller, last))

    async def _names(self, caller: Caller, text: str) -> list[str]:
        names = await self._around.members(caller, text.strip().lstrip("@"), limits.SUGGESTIONS)
        return list(dict.fromkeys(one_line(name, limits.OPTION_LABEL) for name in names))

    async def _host(self, caller: Caller, name: str) -> str:
        """The whole name of whoever is meant: a member, or a guest who hosts something that is coming."""
        try:
            return (await self._around.member(caller, name, field="host")).name
        except Refusal as nobody:
            page = await self._events.coming(caller, since=self._clock.now(), limit=LOOKED_THROUGH)
            every = [host.name for listed in page.items for host in listed.occurrence.details.hosts]
            guest = next((host for host in every if fold(host) == fold(name)), None)
            if guest is None:
                raise nobody from None
            return guest

    async def _topics(self, caller: Caller, text: str) -> list[str]:
        page = await self._events.coming(caller, since=self._clock.now(), limit=LOOKED_THROUGH)
        every = [topic for listed in page.items for topic in listed.occurrence.details.topics]
        sought = text.strip().casefold()
        fits = (one_line(topic, limits.OPTION_LABEL) for topic in every if sought in topic.casefold())
        return list(dict.fromkeys(topic for topic in fits if topic))[: limits.SUGGESTIONS]


def wanted(hashtag: str = "", topic: str = "", host: str = "") -> list[tuple[FollowKind, str]]:
    """What somebody wants to follow; `Misread` for words that are none of these."""
    found: list[tuple[FollowKind, str]] = []
    if hashtag.strip():
        if " " in hashtag.strip():
            short = one_line(hashtag, 40)
            raise Misread(
                f"I read “{short}” as a hashtag, but a hashtag is one word. Is it a topic?",
                understood=short,
                example=f"/event follow topic: {short}",
            )
        found.append((FollowKind.HASHTAG, read_hashtag(hashtag)))
    for kind, text in ((FollowKind.TOPIC, topic), (FollowKind.HOST, host)):
        value = one_line(text, 10_000).lstrip("@#")
        if len(value) > VALUE_MOST:
            raise Misread(
                f"I read “{one_line(value, 40)}” as a {kind}, but it is longer than {VALUE_MOST} letters.",
                understood=one_line(value, 40),
                example="reading",
                field=kind.value,
            )
        if value:
            found.append((kind, value))
    return [(kind, value) for kind, value in found if value]


def _followed(wanted: Sequence[tuple[FollowKind, str]], known: Sequence[Follow]) -> Message:
    old = {(each.kind, each.value) for each in known}
    every = all((kind, value.casefold()) in old for kind, value in wanted)
    start = "You follow already: " if every else "You now follow "
    return message(
        paragraph(start, *_joined(wanted), "."),
        small("I tell you once of each new event, in private. ", Code("/event follow"), " lists and stops."),
    )


def _stopped(wanted: Sequence[tuple[FollowKind, str]], known: Sequence[Follow]) -> Message:
    old = {(each.kind, each.value) for each in known}
    if not any((kind, value.casefold()) in old for kind, value in wanted):
        return message(
            paragraph("You did not follow ", *_joined(wanted), "."),
            small(Code("/event follow"), " lists what you follow."),
        )
    return message(paragraph("You no longer follow ", *_joined(wanted), "."))


def _list(known: Sequence[Follow], *, said: Text | None = None) -> Message:
    opening = (paragraph("You no longer follow ", said, "."),) if said is not None else ()
    if not known:
        return message(
            *opening,
            "You follow nothing. Follow a hashtag, a topic or a host, and I tell you once of each new event.",
            say("For example ", Code(EXAMPLE), " or ", Code("/event follow topic: reading"), "."),
        )
    shown = known[: limits.OPTIONS]
    options = tuple(Choice(_value(each), _label(each)) for each in shown)
    return message(
        *opening,
        paragraph(f"You follow {counted(len(known), 'thing')}:"),
        Bullets(tuple(_say(each.kind, each.value) for each in shown)),
        Controls((Select("Stop following one of them", Action("event.unfollow"), options),)),
    )


def _joined(wanted: Sequence[tuple[FollowKind, str]]) -> list[Words]:
    words: list[Words] = []
    for index, (kind, value) in enumerate(wanted):
        words += [" and " if index else "", _say(kind, value)]
    return words


def _say(kind: FollowKind, value: str) -> Text:
    shown = one_line(value, 60)
    if kind is FollowKind.HASHTAG:
        return say(Strong(f"#{shown}"))
    return say(FOLLOWED_WORDS[kind], Strong(shown))


def _label(follow: Follow) -> str:
    return f"{follow.kind.value}: {one_line(follow.value, limits.OPTION_LABEL - 10)}"


def _value(follow: Follow) -> str:
    """What stands for a followed thing in a list; long ones are cut, and two alike stay apart by kind."""
    return f"{follow.kind.value}:{follow.value}"[: limits.OPTION_VALUE]


def _typed_before(text: str) -> tuple[str, str]:
    """Of words with commas between them: what stands before the last, and the last."""
    before, comma, last = text.rpartition(",")
    return (f"{before}{comma} " if comma else ""), last


def _one_more(kept: str, found: Sequence[str]) -> list[Choice]:
    lines = [f"{kept}{one}" for one in found]
    return [Choice(line, line) for line in lines if limits.weight(line) <= limits.OPTION_LABEL]
