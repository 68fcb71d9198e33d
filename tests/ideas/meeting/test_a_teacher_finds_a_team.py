"""A teacher fills in a profile, is found, invited and joins; hosts change what is asked: in a whole bot."""

import pytest

from tests.ideas.discussing.keyboards import Somebody, delivered, opened, read
from tests.ideas.discussing.made import labels, words


@pytest.fixture
async def house(sqlite_url):
    made = await opened(sqlite_url)
    yield made
    await made.relay.stop()
    await made.close()


async def test_from_a_profile_to_a_team_and_from_a_list_to_a_weekly_question(house):
    ana, ben, cleo = (
        Somebody(house, "Ana Ruiz"),
        Somebody(house, "Ben Okri"),
        Somebody(house, "Cleo Diaz", administers=True),
    )
    await ana.posts("Mentor hours", need="New teachers leave.", roles="researcher", place="Austin, Texas")
    await delivered(house, minutes=5)

    # Ben writes his profile; it proposes an idea to him, and nobody finds him until he says so.
    card = await ben.types("/my profile level: middle, place: Austin, bring: mentoring, researcher")
    assert "Mentor hours: researcher, near Austin, knows mentoring" in read(card)
    assert "Mentor hours" in read(await ben.presses(card, "View Mentor hours"))
    assert "Nobody who may be found fits just now." in read(await ana.types("/idea match"))
    assert "Colleagues may find you." in read(await ben.presses(card, "Let colleagues find me"))

    # Ana finds and invites him from the idea's own card; he accepts with a role, and everybody hears it.
    view = await ana.types("/idea view Mentor hours")
    matches = await ana.presses(view, "Find colleagues")
    assert "- Ben Okri: researcher, near Austin, knows mentoring" in read(matches)
    assert "I ask Ben Okri whether" in read(await ana.presses(matches, "Invite Ben Okri"))
    assert "has not answered yet" in read(await ana.presses(matches, "Invite Ben Okri"))
    assert "Invited: Ben Okri." in read(await ana.types("/idea match Mentor"))
    await delivered(house, minutes=5)
    invitation = ben.told()[-1]
    assert "Ana Ruiz invites you to the team" in words(invitation)
    joined = await ben.sends(await ben.presses(invitation, "Accept"), role="coach or specialist")
    assert "You are in the team of “Mentor hours” now, as a coach or specialist." in read(joined)
    assert "You are in the team already" in read(await ben.types("/idea join Mentor"))
    assert "No invitation to this idea waits" in read(await ben.presses(invitation, "Not now"))
    never = await ben.presses(invitation, "Don't ask me again")
    assert "No team finds you any more." in read(never)
    assert "Colleagues cannot find you." in read(await ben.types("/my profile"))

    # Cleo, who administers, makes the list hers, and turns the questions on.
    assert "Only hosts and administrators" in read(await ana.types("/idea prompts"))
    prompts = await cleo.types("/idea prompts add: What would you change first?")
    assert "Added as number 21." in read(prompts)
    assert "21 (next): What would you change first?" in read(await cleo.types("/idea prompts next: 21"))
    assert "One change at a time" in read(await cleo.types("/idea prompts next: 3, out: 4"))
    changed = await cleo.chooses(prompts, "Change one", "2:")
    assert "2: Which decision, and why?" in read(await cleo.sends(changed, words="Which decision, and why?"))
    assert "Question 1 is out of the list." in read(await cleo.chooses(prompts, "Take one out", "1:"))
    assert "9: What would families say" in read(await cleo.presses(prompts, "More"))
    form = await cleo.presses(prompts, "Add a question")
    assert "as number 21" in read(await cleo.sends(form, words="What would you change first?"))
    await cleo.types("/idea settings prompts: yes, day: tuesday, hour: noon")
    await delivered(house, hours=3)  # it is Tuesday, ten in the morning
    asked = [each.shown for each in house.platforms["fake"].visible() if each.place.thread is None]
    weekly = next(each for each in asked if words(each).startswith("A question for this week"))
    assert "What would you change first?" in words(weekly)
    assert "New ideas\n- Mentor hours, by Ana Ruiz" in words(weekly)
    assert "Mentor hours" in read(await ben.presses(weekly, "Look at one of them", await _id(house)))

    # A month on nobody has touched it: Ben hears what is missing, and says that they are still on it.
    await delivered(house, days=31)
    reminder = ben.told()[-1]
    assert "Nobody has touched Mentor hours for 30 days." in words(reminder)
    assert "The approach is not written yet. /idea edit helps." in words(reminder)
    assert "Park it" not in labels(reminder)
    assert "Good to hear." in read(await ben.presses(reminder, "Still on it"))
    stopped = await ben.presses(reminder, "Stop these reminders")
    assert "I remind you of “Mentor hours” no more." in read(stopped)
    assert "I may remind you" in read(await ben.presses(stopped, "Remind me again"))


async def _id(house):
    found = await house.units.read(lambda work: work.ideas.named("c1", "Mentor", limit=1, person=None))
    return found[0].id
