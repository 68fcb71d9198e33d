"""What is said about an idea in one room is read in all of them, once each and in order."""

from datetime import timedelta

import pytest

from communitybot.conversation.addresses import MessageRef
from communitybot.conversation.inbound import Posted, Retold
from communitybot.ideas.delivery import talking
from communitybot.ideas.model.idea import Stage
from tests.gathering import PLATFORMS, away, back
from tests.ideas.threads.room import ID

WORDS = [f"Thought {number}." for number in range(1, 7)]


async def test_a_thread_opens_in_each_room_with_the_card_at_its_head_and_the_card_follows(school, ana):
    await school.posted(ana)

    for name in PLATFORMS:
        assert list(school.platforms[name].threads.values()) == ["Mentor hours"]
        words, buttons = school.opening(name)
        assert "Mentor hours" in words
        assert buttons == ["Support", "Join the team", "Follow", "View"]

    for number in range(5):
        await school.act(talking.changed, title=f"Mentor hours {number}")
    await school.later(seconds=5)
    for name in PLATFORMS:
        edits = [
            each.edits
            for each in school.platforms[name].posted
            if str(each.ref) in school.platforms[name].threads
        ]
        assert [len(each) for each in edits] == [1]  # changes close together are one
        assert "Mentor hours 4" in school.opening(name)[0]


async def test_words_are_read_in_every_other_room_once_and_in_order_with_the_news(school, ana, ben):
    await school.posted(ana)
    for speaker, words in zip([ana, ben] * 2, WORDS[:4], strict=True):
        await speaker.says(words)
        await school.later(seconds=2)
    await school.act(talking.news, "A team has formed.")
    await school.act(talking.news, "It wants a coach.")  # in the same moment
    await school.later(seconds=4)
    await ben.says(WORDS[4])
    await school.later(seconds=4)

    told = school.read("playground")
    places = [
        told.index(words) for words in (*WORDS[:4], "A team has formed.", "It wants a coach.", WORDS[4])
    ]
    assert places == sorted(places)
    assert [told.count(words) for words in WORDS[:5]] == [1] * 5
    assert [school.read("slack").count(words) for words in WORDS[:5]] == [0, 1, 0, 1, 1]
    assert [school.read("discord").count(words) for words in WORDS[:5]] == [1, 0, 1, 0, 0]
    assert "Ana Ruiz (Slack): Thought 1." in told
    assert (await school.idea()).said == (await school.lines(said=True))[-1].at


async def test_what_is_changed_or_taken_back_is_changed_or_taken_back_everywhere(school, ana, ben):
    await school.posted(ana)
    changed, gone = await ana.says("Two huors."), await ben.says("My pupil Max")
    await school.later(seconds=3)
    assert "My pupil Max" in school.read("slack")
    await ana.rewords(changed, "Two hours.")
    await ben.removes(gone)
    await school.later(seconds=4)

    assert "Two hours." in school.read("discord")
    for name in PLATFORMS:
        assert "Max" not in school.read(name)
        assert "huors" not in school.read(name)


async def test_a_room_that_was_away_has_an_up_to_date_card_and_misses_nothing(school, ana, ben):
    away(school, "discord")
    await school.posted(ana)
    await school.act(talking.changed, title="Mentor hours, counted")
    await ana.says("Hello?")
    await school.later(minutes=2)
    back(school, "discord")
    await school.later(minutes=1)

    assert "Mentor hours, counted" in school.opening("discord")[0]
    assert school.read("discord").count("Hello?") == 1
    assert ben.platform == "discord"


async def test_a_withdrawn_idea_is_closed_once_all_has_arrived_and_hears_nothing_more(school, ana, ben):
    await school.posted(ana)
    thread = school.thread("discord")
    before = await ben.says("Good luck!")
    await school.withdrawn()
    assert await school.bot.listens(thread)  # what was said before may be on its way
    await school.later(minutes=3)

    assert [one.closed for one in await school.threads()] == [True] * 3
    assert all(("close", str(school.thread(name))) in school.platforms[name].calls for name in PLATFORMS)
    assert "Good luck!" in school.read("slack")
    assert not await school.bot.listens(thread)
    await ben.says("Too late")
    assert [line.text for line in await school.lines(said=True)] == ["Good luck!"]
    await ben.removes(before)  # taking words back is never too late
    await school.later(seconds=4)
    assert "Good luck!" not in school.read("slack")


async def test_an_idea_that_goes_on_again_is_talked_about_in_its_threads(school, ana, ben):
    await school.posted(ana)
    await school.withdrawn()
    await school.later(minutes=1)
    await school.act(talking.reopened, stage=Stage.SEED, moved=school.clock.now())
    await school.later(seconds=5)

    assert [one.closed for one in await school.threads()] == [False] * 3
    for name in PLATFORMS:
        calls = [verb for verb, about in school.platforms[name].calls if about == str(school.thread(name))]
        assert calls[-2:] == ["close", "reopen"]
        assert school.platforms[name].pinned == []  # there may be hundreds of ideas in a room
    await ben.says("Welcome back!")
    await school.later(seconds=3)
    assert "Welcome back!" in school.read("slack")
    await school.later(minutes=2)  # and the first end does not close them now
    assert [one.closed for one in await school.threads()] == [False] * 3


async def test_a_history_adds_what_was_missed_and_takes_away_what_is_gone(school, ana, ben):
    await school.posted(ana)
    kept, gone = await ben.says("Kept"), await ben.says("Gone")
    now, thread = school.clock.now(), school.thread("discord")
    [listening] = await school.bot.listening("discord")
    assert listening.thread == thread
    missed = Posted(who=ben.who, ref=MessageRef(thread, "9000000"), text="Missed", at=now)
    stands = Posted(who=ben.who, ref=kept, text="Kept, reworded", at=now)
    history = Retold(thread=thread, since=listening.since, until=now, posts=(stands, missed))
    for _ in range(2):
        await school.bot.retell(history)
    await school.later(seconds=4)

    assert [line.text for line in await school.lines(said=True)] == ["Kept, reworded", "Missed"]
    assert gone not in {line.ref for line in await school.lines(said=True)}
    assert [school.read("slack").count(words) for words in ("Kept, reworded", "Missed", "Gone")] == [1, 1, 0]


async def test_only_what_may_have_been_missed_is_read_again(school, ana, ben):
    """A discussion goes on for years: its history is read from a day before the last word that was heard."""
    one = await school.posted(ana)
    assert [each.since for each in await school.bot.listening("discord")] == [one.published]
    await school.later(days=30)
    [listening] = await school.bot.listening("discord")
    assert school.clock.now() - listening.since == timedelta(days=7)
    await ben.says("I am new here.")
    heard = school.clock.now()
    await school.later(days=3)
    [listening] = await school.bot.listening("discord")
    assert listening.since == heard - timedelta(days=1)
    thread, until = school.thread("discord"), school.clock.now()
    await school.bot.retell(Retold(thread=thread, since=heard, until=until, posts=()))
    [listening] = await school.bot.listening("discord")
    assert listening.since == until - timedelta(days=1)


@pytest.mark.promise("R16")
async def test_a_word_that_is_told_twice_is_one_line(school, ana):
    await school.posted(ana)
    thread = school.thread("slack")
    said = Posted(who=ana.who, ref=MessageRef(thread, "77"), text="Once", at=school.clock.now())
    for _ in range(3):
        await school.bot.hear(said)
    await school.later(seconds=4)

    assert [line.text for line in await school.lines(said=True)] == ["Once"]
    assert school.read("discord").count("Once") == 1


async def test_without_the_message_it_was_the_same_word_would_be_two(school, ana):
    """The control: it is the message that tells a repeated word from one that is said again."""
    await school.posted(ana)
    await ana.says("Once")
    await ana.says("Once")
    await school.later(seconds=4)

    assert len(await school.lines(said=True)) == 2
    assert school.read("discord").count("Once") == 2


async def test_whoever_stands_behind_an_idea_hears_once_a_day_that_people_talk_about_it(school, ana, ben):
    await school.posted(ana)
    cleo = await school.member("Cleo Diaz", "playground").caller()
    await school.units.run(
        lambda work: work.ideas.follow("c1", ID, cleo.person, on=True, at=school.clock.now())
    )
    for number in range(3):
        await ben.says(f"Word {number}")
        await school.later(minutes=20)
    await ana.says("Thank you!")
    await school.until(school.clock.now().replace(hour=22, minute=0))  # five in the afternoon

    [told] = school.told(ana)
    assert "There are 3 new messages in its discussion, from Ben Okri." in told
    [told] = school.told(school.member("Cleo Diaz", "playground"))
    assert "There are 4 new messages in its discussion, from Ben Okri and Ana Ruiz." in told
    assert school.told(ben) == []
    await school.later(days=1)
    assert len(school.told(ana)) == 1  # nothing new was said
    await ben.says("And another thing")
    await school.later(days=1)
    assert "There is 1 new message in its discussion, from Ben Okri." in school.told(ana)[-1]
