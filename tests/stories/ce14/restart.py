"""The bot is stopped at the third question and started again; it goes on there and has missed nothing."""

from tests.stories.ce14.first_half import mirrored
from tests.stories.ce14.invitation import QUESTIONS


async def stops_and_goes_on(hall, people):
    """While it is away people talk, edit and delete; then the others read it, once, at the same question."""
    thread, slack_thread = people.lucia.thread, people.dana.thread
    before = [said.words for said in people.wei.heard() if "Q3 of 6" in said]
    mistake = await people.lucia.says("A3 Soemthing for later.")
    await mirrored(hall, people, people.lucia, mistake, "Soemthing for later.")
    regret = await people.dana.says("A3 Please forget this.")
    await mirrored(hall, people, people.dana, regret, "Please forget this.")

    await hall.closes()
    await people.lucia.says("A3 Time to visit each other's lessons.")
    await people.lucia.rewords(mistake, "A3 Something for later.")
    await people.dana.says("A3 Trust, and a coffee.")
    await people.dana.unsays(regret)
    await hall.opens()

    for guest in (people.wei, people.maya):
        await hall.sees(guest, "Time to visit each other's lessons.")
        await hall.sees(guest, "Something for later.")
    for guest in (people.omar, people.maya):
        await hall.sees(guest, "Trust, and a coffee.")
    await hall.rests()
    assert (people.lucia.thread.id, people.dana.thread) == (thread.id, slack_thread)
    for guest in hall.guests:
        heard = "\n".join(said.words for said in guest.heard())
        for words in ("Time to visit each other's lessons.", "Something for later.", "Trust, and a coffee."):
            assert heard.count(words) == 1, (guest.name, words, heard)
        assert "Soemthing" not in heard
        assert "Please forget this." not in heard
        assert "Q4" not in heard
    assert [said.words for said in people.wei.heard() if "Q3 of 6" in said][: len(before)] == before
    await mirrored(hall, people, people.maya, await people.maya.says("Still here, still Q3."))


async def latecomer(hall, people):
    """Grace comes late, and asks where we are; nobody else sees her ask."""
    now = await people.grace.presses(people.grace.opening(), "Where are we?")
    assert "We are at Q3 of 6" in now
    assert "What do you ask of principals?" in now
    assert "Before that:" in now
    assert "Q1 What does connected learning mean to you?: 3 answers" in now
    await hall.moves(minutes=1)
    for guest in hall.guests:
        assert not [said for said in guest.heard() if "Grace" in said], guest.name


async def fourth_question(hall, people):
    """Some choose how they appear: by name, by initials, not at all."""
    await hall.moves(minutes=10)
    for guest in (people.lucia, people.wei, people.maya):
        assert QUESTIONS[2] in await hall.sees(guest, "Q4 of 6")
    for guest, choice, told in (
        (people.lucia, "My name", "yourself, by name"),
        (people.dana, "My initials", "your initials"),
        (people.nora, "Left out", "nobody: you are left out"),
    ):
        card = await guest.presses(guest.opening(), "How I appear")
        assert "You have not chosen yet" in card
        assert told in await guest.presses(card, choice)
    for guest, words in (
        (people.nora, "A4: A library card and a patient colleague."),
        (people.dana, "A4: A course I could stop and begin again: https://tech.example.org/course"),
        (people.omar, "A4: Watching Dana Whitfield teach."),
    ):
        await mirrored(hall, people, guest, await guest.says(words), words.removeprefix("A4: "))
