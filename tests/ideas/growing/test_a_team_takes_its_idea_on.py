"""A team takes its idea on, writes its logic model and shares the picture, as people do it in a whole bot."""

from datetime import timedelta

import pytest

from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.replies import Ask, Correct
from communitybot.ideas.cards.growing import HELPS
from communitybot.ideas.model.idea import Role
from communitybot.ports import TryLater
from tests.ideas.discussing.keyboards import Somebody, delivered, opened, read
from tests.ideas.discussing.made import ROOM, labels, member, words


@pytest.fixture
async def house(sqlite_url):
    made = await opened(sqlite_url)
    yield made
    await made.relay.stop()
    await made.close()


@pytest.fixture
async def people(house):
    """Ana, whose idea it is; Ben, who is in its team; Cleo, who follows it."""
    ana, ben, cleo = (Somebody(house, name) for name in ("Ana Ruiz", "Ben Okri", "Cleo Diaz"))
    for one in (ben, cleo):
        await one.types("/ideas")
    parts = {"need": "They leave.", "approach": "Two hours a week."}
    await ana.posts("Mentor hours", **parts, benefits="New teachers")
    idea = await the_idea(house)
    caller = await house.directory.caller(ben.who, ROOM)
    coach = member(caller.person, "Ben Okri", Role.COACH)
    await house.units.run(lambda work: work.ideas.enrol("c1", idea.id, coach))
    await cleo.types("/idea follow Mentor hours")
    return ana, ben, cleo


async def the_idea(house):
    from communitybot.ideas.views import IdeaQuery

    return (await house.units.read(lambda work: work.ideas.listed("c1", IdeaQuery()))).ideas[0]


async def test_from_a_seed_to_a_team_and_a_rest(house, people):
    ana, ben, cleo = people

    # Every button that a gate may show is answered.
    answered = house.bot._collected.presses
    assert {button("x").action.verb for button in HELPS.values()} <= set(answered)

    # Something is missing: the card says what, and the button beside it helps.
    gate = await ana.types("/idea advance")
    assert "Next comes developing" in read(gate)
    assert "Missing: The help wanted is not written yet. /idea edit helps." in read(gate)
    assert labels(gate.message) == ["Change", "Look again", "View"]
    await ana.types("/idea edit Mentor hours, helps: Somebody who counts hours")
    seen = await ana.presses(gate, "Look again")
    assert "Nothing is missing" in read(seen)

    # Somebody outside sees the same, without the button.
    outside = await cleo.types("/idea advance Mentor")
    assert "Done: The help wanted is written." in read(outside)
    assert "On to developing" not in labels(outside.message)

    # Two buttons are pressed, and it goes on once.
    other = await ben.types("/idea advance Mentor")
    assert "On to developing. Whoever follows it is told." in read(await ana.presses(seen, "On to"))
    assert "It came to developing already." in read(await ben.presses(other, "On to"))
    await delivered(house, minutes=5)
    assert "This idea has come to a new stage, developing" in words(cleo.told()[-1])

    # It rests with a reason, which a form asks for, and goes on where it was.
    form = await ana.types("/idea park")
    assert isinstance(form, Ask)
    assert isinstance(await ana.sends(form, reason=" "), Correct)
    assert "rests now" in read(await ana.sends(form, reason="After the exams"))
    assert "rests already" in read(await ana.sends(form, reason="After the exams"))
    resting = await ben.types("/idea advance Mentor")
    assert "Why it rests: After the exams" in read(resting)
    assert "It was at developing" in read(resting)
    assert "It goes on." in read(await ben.presses(resting, "Let it go on"))
    assert "It goes on already." in read(await ben.presses(resting, "Let it go on"))


async def test_two_write_a_logic_model_and_share_its_picture(house, people):
    ana, ben, cleo = people

    # Nothing is written: help for each field, and forms.
    shown = await ana.types("/idea model")
    assert "0 of 7 fields are written" in read(shown)
    assert "Not written yet. What goes in: people, hours" in read(shown)
    mine = await ana.presses(shown, "Inputs, activities")
    theirs = await ben.presses(shown, "Inputs, activities")
    assert [field.name for field in mine.form.fields] == ["inputs", "activities"]
    assert isinstance(await ana.sends(mine, inputs="x\n" * 9), Correct)
    kept = await ana.sends(mine, inputs="- Two hours\n- A folder")
    assert "Kept: Inputs." in read(kept)
    assert "Inputs: Two hours; A folder" in read(kept)

    # Ben wrote into the same field from an older form: he sees both, and keeps both.
    clash = await ben.sends(theirs, inputs="A room", activities="Visits")
    assert "Ana Ruiz wrote into this field while you did" in read(clash)
    assert "Your words for Inputs wait" in read(await ben.types("/idea model Mentor"))
    both = await ben.presses(clash, "Keep both")
    assert "Inputs: Two hours; A folder; A room" in read(both)
    assert "Activities: Visits" in read(both)
    assert "decided already" in read(await ben.presses(clash, "Use mine"))
    again = await ana.presses(both, "Inputs, activities")
    assert again.form.fields[0].value == "Two hours\nA folder\nA room"
    history = read(await ana.presses(both, "Who wrote what"))
    assert "Ben Okri, Tue 1 Dec. Inputs: Two hours; A folder; A room" in history

    # Cleo reads it, and cannot write.
    outside = await cleo.types("/idea model Mentor")
    assert labels(outside.message) == ["See the picture", "Next stage"]
    refused = await cleo.presses(both, "Outputs")
    assert "Only the team of this idea can do that." in read(refused)
    files = {file.name: file for file in (await cleo.presses(outside, "See the picture")).message.files}
    assert list(files) == ["logic-model.png", "logic-model-narrow.png", "logic-model.svg"]
    assert files["logic-model.png"].alt.startswith("Logic model of “Mentor hours”. Inputs: Two hours;")
    assert b"Two hours" in files["logic-model.svg"].content

    # Shared twice, the same picture stands in the thread once; a newer one is another.
    assert "no thread yet" in read(await ana.presses(both, "Share it"))
    await delivered(house, minutes=1)
    assert "is in its thread now" in read(await ana.presses(both, "Share it"))
    assert "is in its thread already" in read(await ben.presses(both, "Share it"))
    await delivered(house, minutes=1)
    assert [each.files[0].alt[:11] for each in pictures(house)] == ["Logic model"]
    assert "Its team shared it." in words(pictures(house)[0])
    await ana.sends(await ana.presses(both, "Outputs"), outputs="24 pairs")
    await ana.presses(both, "Share it")
    await delivered(house, minutes=1)
    assert len(pictures(house)) == 2

    # A picture that could not leave before its idea was taken back is never posted.
    await ana.sends(await ana.presses(both, "Outcomes"), short="They ask earlier")
    house.platforms["fake"].before = away
    await ana.presses(both, "Share it")
    await delivered(house, minutes=1)
    await ana.sends(await ana.types("/idea withdraw Mentor hours"))
    house.platforms["fake"].before = lambda _verb, _key: None
    await delivered(house, minutes=30)
    assert len(pictures(house)) == 2


def away(_verb, _key):
    raise TryLater(timedelta(seconds=5))


def pictures(house):
    """The messages with files in the thread of the idea."""
    posted = house.platforms["fake"].visible()
    head = next(each for each in posted if each.place == ROOM)
    thread = PlaceAddress(ROOM.platform, ROOM.space, ROOM.place, head.ref.message)
    return [each.shown for each in posted if each.place == thread and each.shown.files]
