"""Words in the thread under a card: mirrored, and those that begin A2 answer while they stand."""

from town import SCHOOL_DAY

from communitybot.conversation.addresses import MessageRef
from communitybot.conversation.inbound import Posted, Removed, Reworded

LABELLED = "A3: Breakfast at home."


async def says(somebody, text, *, at=None):
    """Speak in the thread of somebody's platform; returns the message."""
    town = somebody.town
    ref = MessageRef(town.hall.thread(somebody.platform), f"{next(town.hall.numbers)}")
    when = at or town.hall.clock.now()
    await town.bot.hear(Posted(who=somebody.who, ref=ref, text=text, at=when))
    return ref


async def said_by(town, somebody):
    one = await town.only()
    person = (await somebody.caller()).person
    mine = await town.units.read(lambda work: work.consultations.response("c1", one.id, person))
    return None if mine is None else dict(mine.said)


async def test_labelled_words_answer_and_all_words_stand_in_every_thread(town):
    hana = await town.opens()
    card = town.read("slack")[0]
    assert "words that begin A2 answer question 2" in card
    assert "“a member”, unless you choose otherwise" in card
    ana, ben = town.somebody("Ana Ruiz"), town.somebody("Ben Okri", "discord")
    await says(ana, LABELLED)
    await says(ana, "a1) Yes, since the buses come later")
    await says(ben, "A2 4, I think")
    await says(ben, "I agree with Ana.")  # talk, and no answer
    await town.later(hours=1)
    assert await said_by(town, ana) == {1: "1", 3: "Breakfast at home."}
    assert await said_by(town, ben) == {2: "4"}
    assert "Ana Ruiz (Slack) A3: Breakfast at home." in town.hall.read("discord")
    assert "I agree with Ana." in town.hall.read("slack")
    assert "2 people answered so far" in town.read("slack")[0]
    told = [each for each in ana.told if "as your answer to School day" in each]
    assert len(told) == 1
    assert "as “a member”, without your name" in told[0]

    await hana.types("/consult close")
    await hana.presses("Yes, close it now")
    await town.later(minutes=5)
    summary = town.read("slack")[-1]
    assert "Breakfast at home." in summary
    assert "a member" in summary
    assert "Ana Ruiz" not in summary
    assert [verb for verb, _ in town.hall.platforms["slack"].calls].count("close") == 1


async def test_an_answer_follows_what_becomes_of_its_words_also_after_the_close(town):
    hana = await town.opens()
    ana = town.somebody("Ana Ruiz")
    ref = await says(ana, LABELLED)
    await town.bot.hear(Reworded(ref=ref, text="A3 Lunch.", at=town.hall.clock.now()))
    assert await said_by(town, ana) == {3: "Lunch."}
    await town.bot.hear(Reworded(ref=ref, text="A1 no, not that", at=town.hall.clock.now()))
    assert await said_by(town, ana) == {1: "2"}
    await town.bot.hear(Reworded(ref=ref, text="Never mind.", at=town.hall.clock.now()))
    assert await said_by(town, ana) is None
    assert await town.people() == 0
    await town.bot.hear(Reworded(ref=ref, text="A3 Supper.", at=town.hall.clock.now()))

    ben = town.somebody("Ben Okri")
    chosen = await says(ben, "A1 yes")
    await hana.types("/consult close")
    await hana.presses("Yes, close it now")
    await town.later(seconds=10)
    assert "Supper." in town.read("slack")[-1]
    await town.bot.hear(Reworded(ref=ref, text="A3 Supper, late.", at=town.hall.clock.now()))
    await town.bot.hear(Reworded(ref=chosen, text="A1 no", at=town.hall.clock.now()))
    await town.later(seconds=10)
    assert "Supper, late." in town.read("slack")[-1]  # words may have been taken back
    assert await said_by(town, ben) == {1: "1"}  # a choice was counted
    await town.bot.hear(Removed(refs=(ref,)))
    await town.later(seconds=10)
    assert "Supper" not in "".join(town.read("slack") + town.hall.said("discord"))
    assert await town.people() == 1


async def test_the_form_and_the_thread_are_one_answer_and_the_last_word_stands(town):
    await town.opens()
    ana, card = town.somebody("Ana Ruiz"), town.cards("slack")[0]
    await ana.answers(card, q1="1", q3="By form.", showing="name")
    ref = await says(ana, "A3 By word.")
    assert await said_by(town, ana) == {1: "1", 3: "By word."}
    assert await town.people() == 1
    assert "with your name" in await ana.types("/consult view")  # as she chose before
    await ana.presses("Change my answers")
    await ana.sends(q3="By form again.")
    await town.bot.hear(Removed(refs=(ref,)))  # it is no answer of hers any more
    assert await said_by(town, ana) == {1: "1", 3: "By form again."}


async def test_what_cannot_be_counted_is_told_once_and_words_after_the_close_are_no_answer(town):
    await town.opens(SCHOOL_DAY.replace("in 14 days", "in 2 hours"))
    ana = town.somebody("Ana Ruiz")
    await says(ana, "A1 perhaps")
    await says(ana, "A1 who knows")
    await says(ana, "A2 eleven")
    await says(ana, "A7 there is no such question")
    await town.later(minutes=1)
    assert await said_by(town, ana) is None
    assert len([each for each in ana.told if "could not count what you wrote under A1" in each]) == 1
    assert len([each for each in ana.told if "under A2" in each]) == 1
    late = town.somebody("Ben Okri")
    before = town.hall.clock.now()
    await town.later(hours=2)
    await says(late, "A1 yes")
    assert await said_by(town, late) is None
    await says(late, "A1 no", at=before)  # said in time, heard later
    assert await said_by(town, late) == {1: "2"}


async def test_where_words_may_not_be_kept_the_card_says_so_and_none_are(town):
    town.hall.house.wordless.add("slack")
    await town.opens()
    assert "I keep no words of this thread" in town.read("discord")[0]
    ben = town.somebody("Ben Okri", "discord")
    await says(ben, LABELLED)
    await town.later(minutes=1)
    assert await said_by(town, ben) is None
    assert "Breakfast" not in town.hall.read("slack")
    assert "Thank you" in await ben.answers(town.cards("discord")[0], q3="By form.")
