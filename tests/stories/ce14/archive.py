"""Afterwards: the archive at its page and in the rooms, found by its words, changed by whoever is in it."""

import html
import re
from datetime import timedelta

from tests.stories.ce14.invitation import QUESTIONS, START

WITHIN = timedelta(minutes=1)
ASKED = "What do you ask of principals?"


async def posted(hall, people):
    """Within a minute of the end every room is told where the archive stands."""
    await hall.until(hall.began + START + timedelta(hours=1) + WITHIN)
    for guest in (people.lucia, people.wei, people.maya):
        await hall.sees(guest, "The archive of #ce14 is ready")
        await hall.reads(guest, "It is over.")


async def read(hall, people):
    """The page: a heading a question with its answers, people as they chose, the links, who hosted."""
    page = await _page(hall, people)
    order = [page.index(f"{question}\nAsked") for question in (*QUESTIONS[:2], ASKED, *QUESTIONS[2:])]
    assert order == sorted(order)
    assert "Hosted by D. W. and an educator." in page
    assert "With Secretary Duncan." in page
    for question, answer in (
        (QUESTIONS[0], "D. W. host 7:05 PM edited\nI never plan alone."),
        (QUESTIONS[0], "an educator 7:05 PM\nMy door is open to the world."),
        (QUESTIONS[0], "Lucía Ortega 7:05 PM\nColleagues I have never met."),
        (QUESTIONS[1], "an educator 7:16 PM\nWhich classes?"),
        (ASKED, "Lucía Ortega 7:16 PM edited\nSomething for later."),
        (ASKED, "Trust, and a coffee."),
        (QUESTIONS[2], "Watching D. W. teach."),
        (QUESTIONS[3], "Observe a colleague online."),
    ):
        assert answer in _under(page, question), (question, answer)
    assert "tech.example.org/course\nshared by D. W. in Q4" in page
    for absent in ("Nora", "library card", "Timmy", "forget this", "Dana", "Omar", "Maya Torres", "late"):
        assert absent not in page.replace("Something for later", ""), absent


async def found(hall, people):
    """What was said is found by its words, on every platform, without those who are left out."""
    for guest in (people.omar, people.wei, people.grace):
        hits = await guest.asks("chat search", words="coffee")
        assert "Trust, and a coffee." in hits
        assert "D. W." in hits
        assert "library card" not in await guest.asks("chat search", words="library")
    listed = await people.nora.asks("chats")
    assert "#ce14" in listed


async def changes(hall, people):
    """Who thinks better of it changes the archive: left out afterwards, reworded, deleted."""
    card = await people.maya.presses(people.maya.opening(), "How I appear")
    assert "for good" in card
    await people.maya.presses(card, "Left out")
    answer = next(said for said in people.lucia.heard() if said.words.startswith("A2:"))
    await people.lucia.rewords(answer, "A2: They ask whole other schools.")
    regret = next(said for said in people.dana.heard() if "Trust, and a coffee." in said)
    await people.dana.unsays(regret)
    await hall.rests()
    page = await _page(hall, people)
    for gone in ("Observe a colleague online.", "My door is open", "Trust, and a coffee.", "other classes"):
        assert gone not in page, gone
    assert "They ask whole other schools." in _under(page, QUESTIONS[1])
    assert "Trust, and a coffee." not in await people.omar.asks("chat search", words="coffee")


async def late_answers(hall, people):
    """The next day answers are still taken, in the thread and by the form, and marked."""
    await hall.moves(hours=14)
    said = await people.wei.says("A6: A visit to the school next door.")
    await hall.sees(people.lucia, "A visit to the school next door.")
    form = await people.grace.presses(people.grace.opening(), "Answer")
    assert "Question" in form.labels
    await people.grace.fills(form, question="5", text="Office hours, and time for them.")
    await hall.rests()
    page = await _page(hall, people)
    assert re.search(r"late\b[^\n]*\nA visit to the school next door.", _under(page, QUESTIONS[4])), said
    assert re.search(r"late\b[^\n]*\nOffice hours, and time for them.", _under(page, QUESTIONS[3]))


async def _page(hall, people):
    """The archive as somebody reads it who asked the bot where it is: words, without marks."""
    told = await people.nora.asks("chat archive", chat="#ce14")
    (address,) = {link["url"] for link in told.raw["links"]}
    page = re.sub(r"<(style|script|nav)\b.*?</\1>", "", await hall.fetches(address), flags=re.DOTALL)
    words = html.unescape(re.sub(r"<[^>]+>", "", page))
    return re.sub(r"\n\s*\n*", "\n", re.sub(r"[ \t]+", " ", words))


def _under(page, question):
    """What stands under a question, until the next heading."""
    begin = page.index(f"{question}\nAsked")
    return re.split(r"\n(?:Q\d|Links)\n? ?", page[begin:], maxsplit=1)[0]
