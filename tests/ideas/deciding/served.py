"""Briefs and outcomes behind the one web server."""

from contextlib import asynccontextmanager
from types import SimpleNamespace

from aiohttp.test_utils import TestClient, TestServer

from adapters.web.server import application
from communitybot.ideas.papers.markdown import markdown
from communitybot.ideas.papers.page import Answered, BriefPage, Came, OutcomesPage, Quoted
from communitybot.ideas.papers.pdf import pdf
from communitybot.ideas.papers.service import BriefAddresses
from tests.ideas.deciding.sheets import ID, page
from tests.livechats.archive.hostile import MARKUP

ADDRESSES = BriefAddresses("https://bot.example.org", b"k" * 32)
PROOF = ADDRESSES.proof(ID)
SETTINGS = SimpleNamespace(http_host="127.0.0.1", http_port=0, base_url="http://127.0.0.1:8080")

ANSWERED = Answered(
    kind="partly accepted",
    by="Dr. Rosa Lind",
    on="Mon 8 Mar 2027",
    words="We begin with the six schools that ask for it.\nThe board decides on the others in June.",
    link="https://district.example.org/board/minutes/2027-03-08",
    late=True,
)
FULL = page(answers=(ANSWERED,), silence="No answer by Wed 3 Mar 2027. An answer came later.")
OUTCOME = Came(
    title="Mentor hours for first-year teachers",
    changed="Every first-year teacher has one paid hour a week with a mentor.",
    measured="We counted who stayed, in June 2026 and in June 2027.",
    again="They would do it again, with changes.",
    why="Begin in August, before the timetable is fixed.",
    number="Teachers who stayed: 71 % before, 84 % after.",
    when="Tue 15 Jun 2027",
    brief=f"/briefs/{ID}",
)
HOSTILE = page(
    title=MARKUP[0],
    to_name=MARKUP[5],
    need="\n".join(MARKUP[:18]),
    evidence=MARKUP[10],
    ask=MARKUP[16],
    voices=tuple(Quoted(each[:400], each[:80]) for each in MARKUP),
    answers=(Answered(kind="x", by=MARKUP[6], on="today", words=MARKUP[8], link="javascript:alert(1)"),),
)


class Briefs:
    """The one brief there is, as the bot gives it; `published` lets everybody read it."""

    def __init__(self, shown: BriefPage = FULL, *, published: bool = False) -> None:
        self.shown = shown
        self.published = published

    async def page(self, brief, proof=None):
        known = proof is not None and ADDRESSES.proves(brief, proof)
        return self.shown if brief == ID and (known or (self.published and proof is None)) else None

    async def file(self, shown, ending):
        return markdown(shown).encode() if ending == "md" else pdf(shown)

    async def outcomes(self, slug, page=1):
        if slug != "cem":
            return None
        return OutcomesPage(
            community="Oak Hills educators", slug=slug, outcomes=(OUTCOME,), page=page, more=page < 2
        )


class Others:
    """Whatever else the server asks of a bot: nothing, but a community that has a page."""

    async def feed(self, _secret):
        return None

    async def community(self, slug):
        return SimpleNamespace(name="Oak Hills", about="", days=[]) if slug in {"cem", "elm"} else None

    async def page(self, _chat, _proof=None):
        return None

    async def index(self, _slug):
        return None

    async def public(self, _slug):
        return False


@asynccontextmanager
async def serving(briefs):
    async def health():
        return {"ok": True}

    pages = SimpleNamespace(events=Others(), archives=Others(), briefs=briefs, library=Others())
    bot = SimpleNamespace(pages=pages, health=health)
    async with TestClient(TestServer(application([], SETTINGS, bot))) as client:
        yield client
