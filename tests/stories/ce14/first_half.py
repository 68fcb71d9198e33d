"""The first half: threads open everywhere, people introduce themselves, answer, and change their minds."""

import asyncio
import time

from tests.stories.ce14.invitation import FIVE, ONE, QUESTIONS, START

WITHIN = 2.0  # seconds until words said on one platform stand on the others


async def mirrored(hall, people, speaker, said, words=None):
    """Whatever was said stands on the two other platforms in time, with who said it and where; once."""
    began = time.monotonic()
    for reader in {guest.platform: guest for guest in vars(people).values()}.values():
        if reader.platform != speaker.platform:
            with hall.turns.waited_for():
                seen = await hall.sees(reader, words or said.words)
            took = time.monotonic() - began
            assert took <= WITHIN, f"{speaker.name}'s words took {took:.1f} s to {reader.platform}"
            assert speaker.name in seen
            assert speaker.platform in seen.words.lower()
    return said


async def opens(hall, people):
    """At seven a thread opens in each room, says how to take part, and that it is archived."""
    await hall.until(hall.began + START)
    for guest in (people.lucia, people.wei, people.maya):
        await hall.reads(guest, "Live chat: #ce14")
        welcome = await hall.sees(guest, "Welcome to #ce14")
        assert "introduce yourself" in welcome
        assert "This chat is archived" in welcome
        assert "Ask a question" in welcome.labels


async def introduces(hall, people):
    """Somebody of each platform says who they are; the others read it."""
    for guest, words in (
        (people.lucia, "Grade 4, Tucson."),
        (people.dana, "High school science, in Ohio."),
        (people.maya, "Second grade, and new to this."),
    ):
        await mirrored(hall, people, guest, await guest.says(words))


async def first_question(hall, people):
    """Answers with a label, without one, and by the Answer form; an edit follows."""
    await hall.until(hall.began + START + FIVE)
    for guest in (people.lucia, people.wei, people.maya):
        assert QUESTIONS[0] in await hall.sees(guest, "Q1 of 5")
    labelled = await people.dana.says("A1: I never plan alonne.")
    await mirrored(hall, people, people.dana, labelled, "I never plan alonne.")
    await mirrored(hall, people, people.maya, await people.maya.says("My door is open to the world."))
    form = await people.lucia.presses(people.lucia.opening(), "Answer")
    await people.lucia.fills(form, Answer="Colleagues I have never met.")
    for guest in (people.omar, people.wei, people.maya):
        await hall.sees(guest, "Colleagues I have never met.")
    await people.dana.rewords(labelled, "A1: I never plan alone.")
    for guest in (people.omar, people.maya):
        await hall.sees(guest, "I never plan alone.")
        assert not [said for said in guest.heard() if "alonne" in said]


async def second_question(hall, people):
    """A reply, a deletion that follows, and what the audience asks the guest, by vote."""
    await hall.until(hall.began + START + 3 * FIVE + ONE)
    await hall.sees(people.maya, "Q2 of 5")
    answer = await people.lucia.says("A2: They ask other classes, not only me.")
    await mirrored(hall, people, people.lucia, answer, "They ask other classes, not only me.")
    reply = await people.omar.says("Which classes?", to=answer)
    await mirrored(hall, people, people.omar, reply)
    for guest in (people.wei, people.nora):
        assert "in reply to Lucía Ortega" in await hall.sees(guest, "Which classes?")
    regret = await people.maya.says("A2: One of mine, Timmy, is hopeless.")
    await mirrored(hall, people, people.maya, regret, "Timmy")
    await people.maya.unsays(regret)
    await _gone(hall, people, "Timmy")

    for guest, question in (
        (people.nora, "Who pays for the devices?"),
        (people.wei, "What do you ask of principals?"),
    ):
        form = await guest.presses(guest.opening(), "Ask a question")
        await guest.fills(form, **{"Your question": question})
    for voter in (people.lucia, people.maya):
        now = await voter.presses(voter.opening(), "Where are we?")
        assert "Who pays for the devices?" in now
        voted = await voter.chooses(now, "Vote for a question", "What do you ask of principals?")
        assert "Your vote counts" in voted
    cockpit = await people.omar.presses(people.omar.opening(), "Host cockpit")
    audience = await people.omar.presses(cockpit, "Audience (2)")
    first, second = audience.words.index("principals"), audience.words.index("devices")
    assert first < second, "the most wanted question comes first"
    taken = await people.omar.chooses(audience, "Ask it next", "What do you ask of principals?")
    assert "It is asked next" in taken


async def _gone(hall, people, words):
    """Words that were taken back stand on no platform any more."""
    until = time.monotonic() + 10
    for guest in (people.omar, people.wei, people.grace):
        while [said for said in guest.heard() if words in said]:
            assert time.monotonic() < until, f"{guest.name} still sees {words!r}"
            await guest.look()
            await asyncio.sleep(0.02)


async def audience_question(hall, people):
    """The third question is the audience's; it says who asked it."""
    cockpit = await people.omar.presses(people.omar.opening(), "Host cockpit")
    await people.omar.presses(cockpit, "Next: Q3")
    for guest in (people.lucia, people.wei, people.maya):
        asked = await hall.sees(guest, "Q3 of 6")
        assert "What do you ask of principals?" in asked
        assert "Asked by Wei Chen" in asked
    await mirrored(hall, people, people.wei, await people.wei.says("I ask, so I do not answer."))
