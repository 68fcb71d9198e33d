"""The idea comes before somebody who decides, who answers; and what came of it can be read."""

import re

from tests.stories.teach_to_lead.beginning import TITLE
from tests.stories.teach_to_lead.growing import advances
from tests.stories.teach_to_lead.reading import tells
from tests.stories.three_platforms import PUBLIC

VOICE = "I stayed because somebody had an hour for me."
ANSWER = "Two shared hours a month, from January."


async def lent(hall, people):
    """Maya lends a sentence, sees exactly how it will appear, and agrees."""
    card = await people.maya.asks("idea voice", idea=TITLE, words=VOICE, shown="with my name")
    tells(card, "Nobody sees it until you agree", VOICE, "Maya Torres")
    tells(await people.maya.presses(card, "Show it like this"), "Your voice stands")


async def briefed(hall, people):
    """One page for the superintendent: a draft first, then news with its address, then a page and a PDF."""
    draft = await people.lucia.asks(
        "idea brief",
        idea=TITLE,
        to="Dr. Rosa Lind",
        role="superintendent",
        reply_by="in 3 weeks",
        ask="Two shared hours a month for each new teacher.",
    )
    tells(draft, "Nobody else has seen it yet", "Dr. Rosa Lind")
    await hall.rests()
    assert not [said for said in people.wei.heard() if "Rosa Lind" in said]
    tells(await people.lucia.presses(draft, "Share with the community"), "Shared")
    await hall.moves(minutes=1)
    for guest in (people.omar, people.wei, people.maya):
        news = await hall.sees(guest, "The team has written a policy brief to Dr. Rosa Lind")
    page = await hall.fetches(_address(news))
    for words in (TITLE, "Dr. Rosa Lind", "Two shared hours a month for each new teacher.", VOICE):
        assert words in page, (words, page)
    for role, name in (("classroom teacher", "Lucía Ortega"), ("school leader", "Dana Whitfield")):
        assert role in page, page
        assert name not in page, f"{name} has not chosen to stand on it by name"
    async with hall.web.get(_address(news).removeprefix(PUBLIC) + ".pdf") as answer:
        assert (await answer.read()).startswith(b"%PDF-")


async def answered(hall, people):
    """She answers; Dana keeps it, and whoever follows the idea hears of it."""
    await hall.moves(hours=8 * 24)
    recorded = await people.dana.asks("idea reply", idea=TITLE, answer="accepted", words=ANSWER)
    tells(recorded, "Recorded", "accepted")
    await hall.moves(hours=12)
    tells(await hall.is_told(people.maya, "accepted"), TITLE, "Rosa Lind")
    for guest in (people.omar, people.wei, people.maya):
        news = tells(await hall.sees(guest, "accepted"), "Rosa Lind")
    brief = await hall.sees(people.maya, "written a policy brief")
    assert ANSWER in await hall.fetches(_address(brief)), news


async def told(hall, people):
    """What changed, how it was measured, and a number; it stands in `/outcomes` and on the open page."""
    await people.omar.asks("idea settings", outcomes=True)
    form = await people.nora.asks("idea outcome", idea=TITLE)
    outcome = await people.nora.fills(
        form,
        changed="Twelve new teachers watched a colleague each month.",
        measured="We counted visits, and asked who stays.",
        again="yes",
        number="Teachers who stay",
        before="71 %",
        after="84 %",
    )
    tells(outcome, "Written down")
    await hall.moves(minutes=1)
    await advances(hall, people.nora, "outcome reported")
    for guest in (people.omar, people.wei, people.grace):
        listed = tells(await guest.asks("outcomes"), TITLE, "84 %")
    page = await hall.fetches(_address(listed))
    for words in (TITLE, "Twelve new teachers watched a colleague each month.", "84 %"):
        assert words in page, (words, page)
    assert "Lucía" not in page


def _address(shown):
    """The first page of the bot's own that something shown leads to."""
    found = re.search(rf"{re.escape(PUBLIC)}[\w/.-]+", f"{shown.words} {shown.raw!r}")
    assert found is not None, shown
    return found[0].rstrip(".")
