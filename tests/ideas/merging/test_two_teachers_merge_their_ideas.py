"""Two teachers find that their ideas are one: proposed, agreed, merged, and undone, in a whole bot."""

import pytest

from tests.ideas.discussing.keyboards import Somebody, delivered, opened, read
from tests.ideas.discussing.made import labels, words


@pytest.fixture
async def house(sqlite_url):
    made = await opened(sqlite_url)
    yield made
    await made.relay.stop()
    await made.close()


def closed(house):
    """The threads that are closed, each by what was done last."""
    last = {place: verb for verb, place in house.platforms["fake"].calls if verb in {"close", "reopen"}}
    return {place for place, verb in last.items() if verb == "close"}


async def test_from_a_proposal_to_one_idea_and_back(house):
    ana, ben, dov = (Somebody(house, name) for name in ("Ana Ruiz", "Ben Okri", "Dov Katz"))
    await ana.posts("Mentor hours", need="New teachers leave within three years.", tags="#time")
    await dov.posts("Time to coach", need="New teachers leave; mentors have no hours.", tags="#mentors")
    await delivered(house, minutes=5)
    await ben.types("/idea support Time")
    await ben.types("/idea follow Time")
    threads = [ben.thread_of(title)[1] for title in ("Mentor hours", "Time to coach")]

    # Dov finds hers beside his, and asks.
    assert "Only whoever wrote this idea" in read(await ben.types("/idea merge Mentor"))
    like = await dov.presses(await dov.types("/idea view Time"), "Merge")
    pair = await dov.chooses(like, "Choose the idea it goes on in", "Mentor hours")
    assert "Whoever wrote the other one is asked first" in read(pair)
    assert read(pair) == read(await dov.types("/idea merge Time to coach, into: Mentor hours"))
    turned = await dov.presses(pair, "The other way round")
    assert read(turned).index("Mentor hours") < read(turned).index("Time to coach")
    assert await dov.offered("idea merge", "into", "ment") == ["Mentor hours, seed"]
    assert "I know no idea named “elm”" in read(await dov.types("/idea merge Time, into: elm"))
    assert "Asked in private" in read(await dov.presses(pair, "Ask its author"))
    assert "asked already" in read(await dov.presses(pair, "Ask its author"))
    await delivered(house, minutes=5)

    # Ana reads both titles side by side, and agrees; twice changes nothing.
    question = ana.told()[-1]
    asked = words(question)
    assert "Time to coach" in asked
    assert "Mentor hours" in asked
    assert labels(question)[:2] == ["Agree", "Keep them apart"]
    merged = await ana.presses(question, "Agree")
    assert "One idea now: Time to coach goes on in Mentor hours, with both authors." in read(merged)
    assert "They are one already" in read(await ana.presses(question, "Agree"))
    await delivered(house, minutes=5)

    # Everybody who stands behind either hears it once; the threads lead to each other.
    told = [[words(each) for each in one.told() if "are one idea now" in words(each)] for one in (ben, dov)]
    assert [len(each) for each in told] == [1, 1]
    assert "goes on in “Mentor hours”" in ben.said_in(threads[1])[-1]
    assert "“Time to coach”, an idea by Dov Katz, goes on in this one." in ben.said_in(threads[0])[-1]
    leads = [each.shown for each in house.platforms["fake"].visible() if each.place == threads[1]][-1]
    assert "An idea by Ana Ruiz and Dov Katz" in read(await ben.presses(leads, "View that idea"))
    assert closed(house) == {str(threads[1])}
    card, _ = ben.thread_of("Mentor hours")
    assert "1 person supports it" in words(card)
    gone = await ben.types("/idea view Time to coach")
    assert "It goes on in “Mentor hours”." in read(gone)
    assert labels(gone.message) == ["View the idea it joined"]
    assert "Time to coach" not in read(await ben.types("/ideas new"))
    assert "goes on in another one" in read(await ben.types("/idea join Time to coach"))

    # Dov thinks again: he is asked first, then both are as they were, and their threads go on.
    kept = await dov.types("/idea view Mentor hours")
    assert "“Time to coach” joined it." in read(kept)
    asks = await dov.presses(kept, "Undo the merge")
    assert "Two ideas again?" in read(asks)
    assert "Two ideas again: Time to coach and Mentor hours." in read(
        await dov.presses(asks, "Make them two again")
    )
    assert "on its own already" in read(await dov.presses(asks, "Make them two again"))
    await delivered(house, minutes=5)
    assert closed(house) == set()
    assert "on its own again" in ben.said_in(threads[1])[-1]
    card, _ = ben.thread_of("Mentor hours")
    assert "Nobody yet" in words(card)
    assert "An idea by Ana Ruiz, " in words(card)
    assert "1 person supports it" in words(ben.thread_of("Time to coach")[0])
    assert len([each for each in ben.told() if "are two ideas again" in words(each)]) == 1
