"""Archives behind the one web server, and a full evening to look at."""

from contextlib import asynccontextmanager
from types import SimpleNamespace

from aiohttp.test_utils import TestClient, TestServer

from adapters.web.server import application
from communitybot.livechats.archive.service import ArchivePages
from communitybot.livechats.model.chat import Host, Question
from tests.livechats.archive.evening import CORD, LOOM, Evening, at

SETTINGS = SimpleNamespace(http_host="127.0.0.1", http_port=0, base_url="http://127.0.0.1:8080")


class NoOtherPages:
    async def feed(self, secret):  # noqa: ARG002 - the signature is the port's
        return None

    async def public(self, slug):  # noqa: ARG002 - the signature is the port's
        return False

    async def community(self, slug):
        return SimpleNamespace(name="Connected Educator Month", about="", days=[]) if slug == "cem" else None


class NoBriefs:
    async def page(self, brief, proof=None):  # noqa: ARG002 - the signature is the port's
        return None

    async def outcomes(self, slug, page=1):  # noqa: ARG002 - the signature is the port's
        return None


def door(units, addresses):
    async def health():
        return {"ok": True}

    archives = ArchivePages(units, addresses)
    pages = SimpleNamespace(
        events=NoOtherPages(), archives=archives, briefs=NoBriefs(), library=NoOtherPages()
    )
    return SimpleNamespace(pages=pages, health=health)


@asynccontextmanager
async def serving(units, addresses):
    """A client of a server that has these archives."""
    app = application([], SETTINGS, door(units, addresses))
    async with TestClient(TestServer(app)) as client:
        yield client


def ce14(**changes):
    """The hour this project began with: every kind of thing an archive can show."""
    asked = (
        "How do connected educators lead without a title?",
        "Which one conversation changed what you do in your room on Monday, and who was it with?",
        "What keeps colleagues from joining in?",
        "What will you try before we meet again?",
    )
    hosts = (Host("Dana Whitfield", "dana"), Host("Secretary Duncan"))
    questions = [Question(text=text, asked=at(6 + 12 * n)) for n, text in enumerate(asked)]
    questions[2] = Question(text=asked[2], asked=questions[2].asked, by="Priya Natarajan")
    evening = Evening(hosts=hosts, guest="Secretary Duncan", questions=tuple(questions), **changes)
    for person, showing in (("dana", "name"), ("jo", "name"), ("priya", "initials"), ("maría", "name")):
        evening.show(person, showing)
    evening.show("lee", "left out")
    evening.say(
        "Dana Whitfield", "Welcome! Say who you are, where you teach, and what is on your desk.", 0, 1
    )
    evening.say("Jo Anders", "Jo, fifth grade, Duluth. A half-built bridge of paper straws.", 0, 2)
    evening.say(
        "María José Núñez", "María José, bilingual kindergarten, El Paso \u2600\ufe0f", 0, 3, thread=LOOM
    )
    first = evening.say(
        "Jo Anders", "A1 By asking first. I open my door on Thursdays and say what failed.", 1, 8
    )
    evening.say("Sam Poe", "A1 We share one lesson a week: https://example.org/lessons/open-doors", 1, 9)
    reply = evening.say("Dana Whitfield", "What did the first visitor say?", 1, 10, answers=first.number)
    evening.say(
        "Jo Anders", "That she had failed at the same thing.", 1, 11, answers=reply.number, edited=at(12)
    )
    evening.say("Lee Okafor", "Somebody who is left out says something here", 1, 12)
    evening.say("Priya Natarajan", "Thank you for saying that.", 1, 13, answers=8)
    longer = (
        "A2 With our librarian.\n\nShe asked which books nobody borrows, and why. We moved one shelf, and "
    )
    evening.say("Priya Natarajan", f"{longer}{'three classes read poems in October. ' * 6}", 2, 20)
    evening.say("Sam Poe", "", 2, 21, shown=("picture: a shelf of poetry books under a window",))
    evening.say("نور الهدى", "A2 مع زميلتي في المدرسة المجاورة، كل يوم أحد", 2, 22, thread=LOOM)
    evening.say(
        "Jo Anders", "A2 In a car park: see https://example.org/a/very/long/address/" + "x" * 90, 2, 23
    )
    evening.say("Sam Poe", "A3 Time. And not knowing that they may.", 3, 32, moved=True)
    evening.say("Jo Anders", "A2 Much later, from the train", 2, 100, late=True, label=2)
    evening.say("Sam Poe", "Thank you all, reading this on Wednesday.", 4, 60 * 15, late=True)
    evening.reactions = {4: 5, 5: 1}
    evening.miss(CORD, 30.5, 33)
    return evening
