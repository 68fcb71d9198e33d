"""A teacher finds an idea, supports and follows it, and joins its team: as people do it, in a whole bot."""

import pytest

from communitybot.conversation.replies import Ask
from tests.ideas.discussing.keyboards import Somebody, delivered, opened, read
from tests.ideas.discussing.made import labels, words


@pytest.fixture
async def house(sqlite_url):
    made = await opened(sqlite_url)
    yield made
    await made.relay.stop()
    await made.close()


async def test_from_an_empty_list_to_a_team_of_two(house):
    ana, ben, cleo = (Somebody(house, name) for name in ("Ana Ruiz", "Ben Okri", "Cleo Diaz"))

    # Nothing is there yet, and each list says what one can do about it.
    assert "No ideas yet. What would you change" in read(await ben.types("/ideas"))
    nothing = await ben.types("/ideas mine")
    assert "/idea post opens a form" in read(nothing)
    assert (await ben.presses(nothing, "Post an idea")).form.fields[0].name == "title"
    assert "You could post one" in read(await ben.types("/idea view"))

    # Ana posts two, and everybody finds them: by list, by tag, by place, by words of the title.
    await ana.posts("Mentor hours", need="New teachers leave.", roles="researcher", tags="#time", place="Ely")
    await ana.posts("Quiet Fridays", need="Nobody has time to plan.", approach="No meetings on Fridays.")
    await delivered(house, minutes=5)
    shown = await ben.types("/ideas new")
    assert "Quiet Fridays: seed, by Ana Ruiz" in read(shown)
    assert "looks for a researcher, Ely, #time" in read(shown)
    by_tag = read(await ben.types("/ideas tag: time"))
    assert "Mentor hours" in by_tag
    assert "Quiet Fridays" not in by_tag
    assert "No idea fits yet: about policy." in read(await ben.types("/ideas category: policy"))
    assert await ben.offered("ideas", "tag", "ti") == ["#time"]
    assert await ben.offered("idea view", "idea", "quiet") == ["Quiet Fridays, seed"]

    # "near me" asks where that is, once.
    asked = await ben.types("/ideas near me")
    assert "I do not know where you are." in read(asked)
    near = await ben.sends(await ben.presses(asked, "Say where"), near="Ely")
    assert "Near Ely." in read(near)
    assert "Mentor hours" in read(near)
    assert "Near Ely" in read(await ana.types("/ideas near me"))  # hers has a place

    # Ben looks at one: all of it, and what he can do with it.
    view = await ben.chooses(shown, "Look at one of them", "Mentor hours")
    assert "The need: New teachers leave." in read(view)
    assert labels(view.message)[:4] == ["Support", "Join the team", "Follow", "Team"]

    assert "Its threads: on Fake (https://fake.example/ideas/" in read(view)
    card, thread = ben.thread_of("Mentor hours")
    assert read(await ben.types("/idea view", place=thread)) == read(view)
    assert "The need: New teachers leave." in words(card)
    assert labels(card) == ["Support", "Join the team", "Follow", "View"]

    # He supports it twice, follows it, and asks to join.
    await ben.presses(view, "Support")
    assert "You support it already." in read(await ben.presses(view, "Support"))
    assert "You follow it now." in read(await ben.types("/idea follow Mentor"))
    assert "goes without saying" in read(await ana.types("/idea support Mentor"))
    form = await ben.presses(view, "Join the team")
    assert form.form.fields[0].value == "researcher"  # what the team looks for
    assert "Thank you, I ask for you." in read(await ben.sends(form, note="I count hours."))
    assert "Take my request back" in labels((await ben.types("/idea view Mentor")).message)
    await delivered(house, minutes=5)

    # Ana is asked in private, and accepts; a second press says so. Ben hears it, and so does the room.
    question = ana.told()[-1]
    assert words(question).startswith("Ben Okri would like to join the team of “Mentor hours”")
    assert "1 person would like to join" in read(await ana.types("/idea view Mentor"))
    assert "Ben Okri is in the team" in read(await ana.presses(question, "Accept"))
    assert "Ben Okri is in the team already." in read(await ana.presses(question, "Accept"))
    await delivered(house, minutes=5)
    assert "Welcome! You are in the team now, as a researcher." in words(ben.told()[-1])
    card, thread = ben.thread_of("Mentor hours")
    assert "Ana Ruiz (classroom teacher) and Ben Okri (researcher)" in words(card)
    assert "1 person supports it" in words(card)
    assert ben.said_in(thread)[-1] == "Ben Okri joins the team as a researcher. Welcome!"
    team = await ben.types("/idea team Mentor")
    assert "Ben Okri: researcher" in read(team)
    assert "“I count hours.”" in read(team)
    assert "“I count hours.”" not in read(await cleo.types("/idea team Mentor"))

    # Cleo is not let in now, and cannot ask again at once; Ben leaves after asking himself again.
    assert "I ask for you" in read(await cleo.types("/idea join Mentor hours, role: family"))
    asks = await ana.chooses(
        await ana.types("/idea team Mentor"), "Answer somebody who would like to join", "Cleo"
    )
    assert "takes nobody on" in read(await ana.presses(asks, "Not now"))
    assert "You can ask again from" in read(await cleo.types("/idea join Mentor"))
    leaving = await ben.presses(team, "Leave the team")
    assert "You have left the team" in read(await ben.presses(leaving, "Leave the team"))
    assert "You are not in the team" in read(await ben.presses(leaving, "Leave the team"))
    await delivered(house, minutes=5)
    assert "The team takes nobody on just now." in words(cleo.told()[-1])
    assert "Ben Okri has left the team" in words(ana.told()[-1])


async def test_an_author_changes_a_role_and_thanks_somebody(house):
    ana, ben = Somebody(house, "Ana Ruiz"), Somebody(house, "Ben Okri")
    await ana.posts("Mentor hours", need="New teachers leave.")
    await delivered(house, minutes=1)  # its thread opens, and she is told
    form = await ben.types("/idea join")
    assert isinstance(form, Ask)
    assert "you wrote this idea" in read(await ana.types("/idea join Mentor")).lower()
    await ben.sends(form, role="coach or specialist")
    await delivered(house, minutes=1)
    await ana.presses(ana.told()[-1], "Accept")

    team = await ana.types("/idea team")
    role = await ana.presses(team, "My role")
    assert "as a school leader" in read(await ana.sends(role, role="school leader"))
    assert "It still needs a classroom teacher." in read(await ana.types("/idea team"))
    thanks = await ana.chooses(team, "Thank somebody and let them go", "Ben Okri")
    assert "with thanks" in read(await ana.sends(thanks, note="You opened doors."))
    assert "not in the team any more" in read(await ana.sends(thanks, note="You opened doors."))
    await delivered(house, minutes=5)
    assert "You opened doors." in words(ben.told()[-1])
