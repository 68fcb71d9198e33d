"""An idea and a live chat in the same rooms: each word stands in the log and the threads of its own."""

import sys
from pathlib import Path

from communitybot.conversation.addresses import MessageRef, PlaceAddress
from communitybot.conversation.inbound import Posted
from tests.ideas.threads.room import ID, IdeaRoom

sys.path.insert(0, str(Path(__file__).parents[2] / "livechats"))
sys.path.insert(0, str(Path(__file__).parents[2] / "events"))  # reading_cards

WORDS = {"#ce14": "About what connects us", "Mentor hours": "About mentors"}


def threads_of(school, name):
    """By its title, the thread on a platform."""
    there = school.platforms[name]
    openings = {title: MessageRef.parse(ref) for ref, title in there.threads.items()}
    return {
        title.split(":")[0]: PlaceAddress(name, "school", ref.place.place, ref.message)
        for title, ref in openings.items()
    }


async def test_words_go_where_they_were_said(sqlite_url):
    from hall import START, Hall

    from tests import gathering

    class Both(Hall, IdeaRoom):
        """A gathering with both."""

    both = await gathering.opened(sqlite_url, kind=Both)
    hana = both.member("Hana Ito", "discord", administers=True)
    chat = await both.planned(hana)
    await both.until(START)
    await both.posted(hana)
    ana = both.member("Ana Ruiz", "slack")
    places = threads_of(both, "slack")
    for title, words in WORDS.items():
        ref = MessageRef(places[title], str(900 + len(words)))
        said = Posted(who=ana.who, ref=ref, text=words, at=both.clock.now())
        await both.bot.hear(said)
    await both.later(seconds=4)

    read = await both.units.read(lambda work: work.chats.lines("c1", chat.id, said=True))
    assert [line.text for line in read] == ["About what connects us"]
    read = await both.units.read(lambda work: work.discussions.lines("c1", ID, said=True))
    assert [line.text for line in read] == ["About mentors"]
    for title, place in threads_of(both, "discord").items():
        there = [each for each in both.platforms["discord"].visible() if each.place == place]
        shown = "\n".join(gathering.said(each.shown) for each in there)
        assert [words in shown for words in WORDS.values()] == [title == each for each in WORDS]
    await both.house.relay.stop()
    await both.house.close()
