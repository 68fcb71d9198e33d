"""A live chat as the #ce14 hour had it, and lines said in it, for tests of what is kept."""

from datetime import UTC, datetime, timedelta

from communitybot.conversation.addresses import MessageRef, PlaceAddress
from communitybot.livechats.model.chat import (
    Archiving,
    Chat,
    Form,
    Host,
    Pace,
    Phase,
    Question,
    Run,
    Stage,
)
from communitybot.livechats.model.log import Kind
from communitybot.threads.log import Line, Thread

START = datetime(2026, 10, 14, 23, tzinfo=UTC)
HOUR = timedelta(hours=1)
OAK, ELM = "oak00000000oak", "elm00000000elm"  # two communities
ROOM = PlaceAddress("slack", "T1", "C1")
PLACE = PlaceAddress("slack", "T1", "C1", "1413327600.000100")


def chat(name: str = "ce14", community: str = OAK, **more: object) -> Chat:
    usual = {
        "event": f"event-{name}",
        "original": datetime(2026, 10, 14, 19),  # noqa: DTZ001 - a wall-clock time
        "title": "Connected Educators",
        "zone": "America/New_York",
        "start": START,
        "end": START + HOUR,
        "created_at": START - timedelta(days=9, microseconds=7),
    }
    return Chat(id=name, community=community, **{**usual, **more})


def over(name: str = "ce14", community: str = OAK, **more: object) -> Chat:
    """A chat that is archived."""
    past = {"stage": Stage.OVER, "archiving": Archiving.ON, "ended": START + HOUR}
    return chat(name, community, **{**past, **more})


FULL = chat(
    hashtag="ce14",
    form=Form.SPARK,
    pace=Pace.AT_ONCE,
    hosts=(Host("Ada Lee", "ada"), Host("The Secretary")),
    questions=(
        Question(text="Wie öffnen wir Türen? 🚪", asked=START + timedelta(microseconds=1)),
        Question(text="What next?", minutes=7, by="Ben", left_out=True),
    ),
    ahead=True,
    introductions=timedelta(minutes=5, microseconds=3),
    late=timedelta(days=3, microseconds=5),
    guest="The Secretary",
    archiving=Archiving.WISHED,
    published=True,
    listed=True,
    stage=Stage.LIVE,
    run=Run(
        phase=Phase.QUESTION,
        question=1,
        since=START,
        until=START + timedelta(microseconds=11),
        left=timedelta(seconds=4, microseconds=13),
        step=9,
    ),
    chair="ada",
    seen=START + timedelta(microseconds=17),
    ended=START + timedelta(microseconds=19),
    revision=23,
    created_by="ada",
)


def said(text: str, person: str | None = "ada", **more: object) -> Line:
    """A line that has no number yet."""
    usual = {"talk": "ce14", "number": 0, "kind": Kind.SAID, "at": START, "text": text, "name": "Ada Lee"}
    return Line(person=person, **{**usual, **more})


def heard(number: int, **more: object) -> Line:
    """A message of a thread."""
    ref = MessageRef(PLACE, f"1413327{number:03d}.000100")
    return said(f"word{number}", ref=ref, thread=PLACE, platform="slack", **more)


def thread(of: Chat, room: PlaceAddress = ROOM, **more: object) -> Thread:
    return Thread(talk=of.id, community=of.community, room=room, **more)


async def keep(units, *chats: Chat) -> None:
    async def unit(work):
        for each in chats:
            await work.chats.add(each)

    await units.run(unit)


async def tell(units, *lines: Line, chat: str = "ce14", community: str = OAK):
    return await units.run(lambda work: work.chats.append(community, chat, lines))


async def log(units, chat: str = "ce14", community: str = OAK, **narrowed: object):
    return await units.read(lambda work: work.chats.lines(community, chat, **narrowed))
