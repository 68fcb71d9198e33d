"""From a host's words to what was done with the answers: one consultation as people live it."""

from town import FIRST, SCHOOL_DAY

FIVE = ("Ana Ruiz", "Ben Okri", "Cho Lee", "Dee Fox", "Eli Roth")


async def test_a_community_is_asked_reminded_and_told_what_it_came_to(town):
    hana = town.hana
    preview = await hana.types(SCHOOL_DAY)
    assert "Nobody else has seen it yet" in preview
    assert "1. Should the day start later? (yes / no / unsure)" in preview
    assert town.read("slack") == town.read("discord") == []  # it is private until she says so
    assert "is on its way to" in await hana.presses("Open it")
    await town.later(seconds=1)
    for platform in ("slack", "discord"):
        (card,) = town.read(platform)
        assert "Rosa Lind, superintendent, asks this community" in card
        assert "Be the first to answer" in card

    await _five_answer(town)
    await town.later(seconds=4)
    assert all("5 people answered so far" in town.read(each)[0] for each in ("slack", "discord"))
    progress = await hana.types("/consult view")
    assert "5 people answered; by question 1: 5, 2: 1, 3: 3" in progress
    assert "Sleep" not in progress

    await town.later(days=13, hours=23)
    reminders = [each for each in town.read("slack")[1:] if "closes" in each]
    assert len(reminders) == 2  # two days and three hours before
    await town.later(hours=2)
    assert "Closed on" in town.read("slack")[0]
    summary = town.read("slack")[-1]
    assert "5 people answered" in summary
    assert "yes 3 (60%), no 1 (20%), unsure 1 (20%)" in summary
    assert "2. How sure? Fewer than 5 people answered" in summary
    assert "Sleep." in summary
    assert "Ana Ruiz" in summary
    assert "a bus driver" in summary
    assert "Ben Okri" not in summary
    assert "Nobody reads this." not in summary
    assert any("closed. 5 people answered" in each for each in hana.told)

    await hana.types("/consult view")
    assert "From August on" not in town.read("slack")[-1]
    await hana.presses("Say what you did with it")
    assert "Everybody who answered is told now" in await hana.sends(
        words="From August on the day starts at 8:30."
    )
    await town.later(days=1)
    assert "From August on" in town.read("slack")[-1]
    ana, gus = town.somebody("Ana Ruiz"), town.somebody("Gus Hay")
    assert len([each for each in ana.told if "From August on" in each]) == 1
    assert gus.told == []
    await hana.types("/consult reply From September on.")
    await town.later(days=1)
    assert len(ana.told) == 1  # nobody is told twice
    assert "From September on." in town.read("discord")[-1]


async def _five_answer(town):
    card = town.cards("slack")[0]
    given = (
        {"q1": "1", "q2": "5", "q3": "Sleep."},
        {"q1": "yes", "showing": "With my role, without my name", "role": "a bus driver", "q3": "Buses."},
        {"q1": "2", "showing": "counted", "q3": "Nobody reads this."},
        {"q1": "1"},
        {"q1": "3"},
    )
    for name, values in zip(FIVE, given, strict=True):
        platform = "discord" if name.startswith("Eli") else "slack"
        assert "Thank you" in await town.somebody(name, platform).answers(card, **values)


async def test_answers_are_prefilled_changed_until_the_close_and_quoted_as_one_likes_after_it(town):
    hana = await town.opens()
    ana, card = town.somebody("Ana Ruiz"), town.cards("slack")[0]
    assert "You choose how you are quoted" in await ana.presses("How my answers are used", card)
    await ana.answers(card, q1="1", q3="Sleep.", showing="name")
    await ana.presses("Answer", card)
    held = {each.name: each.value for each in ana.reply.form.fields}
    assert (held["showing"], held["q1"], held["q2"], held["q3"]) == ("name", "1", "none", "Sleep.")
    assert "Changed" in await ana.sends(q1="none", q3="Much more sleep.")
    assert f"1. {FIRST} no answer of yours" in await ana.types("/consult view")
    await hana.types("/consult close")
    assert "1 person answered" in hana.words
    await hana.presses("Yes, close it now")
    await town.later(seconds=5)
    assert "Ana Ruiz" in town.read("slack")[-1]
    assert "It is closed" in await ana.presses("Answer", card)

    await ana.presses("How I am quoted", ana_view := (await _view(ana)))
    assert "as “a math teacher”" in await ana.sends(showing="role", role="a math teacher")
    await town.later(seconds=5)
    summary = town.read("slack")[-1]
    assert "a math teacher" in summary
    assert "Ana Ruiz" not in summary
    await ana.presses("Take my answers back", ana_view)
    assert "Your answers are gone" in await ana.presses("Yes, take them back")
    await town.later(seconds=5)
    assert "Much more sleep" not in "".join(town.read("slack") + town.read("discord"))
    assert await town.people() == 0
    assert "There are no answers of yours" in await ana.presses("Take my answers back", ana_view)


async def _view(somebody):
    await somebody.types("/consult view")
    return somebody.reply.message


async def test_a_member_who_asks_puts_quotes_first_and_replies_and_nobody_else_may(town):
    rosa = town.somebody("Rosa Lind")
    await rosa.caller()  # a member, and no host
    hana = await town.opens()
    card = town.cards("slack")[0]
    for number, name in enumerate(FIVE):
        await town.somebody(name).answers(card, q3=f"Reason {number}.")
        await town.later(minutes=1)
    await hana.types("/consult close")
    await hana.presses("Yes, close it now")
    await town.later(seconds=5)
    assert "Reason 0." not in town.read("slack")[-1]  # the newest three are there
    assert any("The summary is in its rooms" in each for each in rosa.told)
    assert "asked, and 5 people answered" in await rosa.types("/consult view")
    await rosa.presses("Choose quotes")
    offered = rosa.choices("Put one first, or take it back")
    oldest = next(value for value, label in offered if "Reason 0" in label)
    pick = next(each for each in rosa.reply.message.controls if not hasattr(each, "label")).action
    assert "First: 3. Reason 0." in await rosa.presses("Put one first, or take it back", value=oldest)
    await town.later(seconds=5)
    assert "Reason 0." in town.read("slack")[-1]

    await rosa.types("/consult reply")
    assert "Everybody who answered is told now" in await rosa.sends(words="Done.")
    ana = town.somebody("Ana Ruiz")
    assert "Only whoever asks, hosts and administrators" in await ana.acts(pick, oldest)
    assert "Only whoever asks" in await ana.types("/consult reply Done.")
    assert "Only hosts and administrators" in await ana.types(SCHOOL_DAY)
    await ana.types("/consult close School day")
    assert "Only hosts and administrators" in ana.words
