"""What a message links to or says becomes a draft of whoever saved it, with whoever said it named."""

from rooms import TICKETS, TILES, labels, said

from communitybot.resources.model.resource import Source, State


async def test_one_link_is_previewed_and_shared_with_one_press(school, ana):
    ben = school.member("Ben Okafor", "discord")
    shown = await ana.saves(f"Try this! {TICKETS}?utm_source=mail", by=ben)
    assert "Said by Ben Okafor." in said(shown.message)
    [draft] = await school.drafts(ana)
    assert (draft.address, draft.source, draft.state) == (TICKETS, Source.MESSAGE, State.DRAFT)
    assert await school.drafts(ben) == []

    await ana.saves(f"Try this! {TICKETS}", by=ben)  # chosen again, it is the same draft
    assert await school.drafts(ana) == [draft]
    await school.has(TICKETS)
    known = await ana.saves(TICKETS)
    assert "Already shared by Hana Ito" in said(known.message)


async def test_of_several_links_one_is_chosen_and_the_others_wait(school, ana):
    await school.has(TICKETS)
    videos = [f"https://video.example.org/watch/{number}" for number in range(3)]
    shown = await ana.saves(" and ".join([TICKETS, TILES, *videos]))
    assert "5 links. 1 of them is in the library already" in said(shown.message)
    assert "Choose a link" in labels(shown.message)
    drafts = await school.drafts(ana)
    assert len(drafts) == 4
    again = await ana.saves(" and ".join([TICKETS, TILES, *videos]))
    assert said(again.message) == said(shown.message)
    assert await school.drafts(ana) == drafts

    looked = await ana.chooses(shown.message, drafts[0].id)
    assert "how others will see it" in said(looked.message)
    ben = school.member("Ben Okafor", "discord")
    foreign = await ben.chooses(shown.message, drafts[0].id)
    assert "I know no such" in said(foreign.message)


async def test_words_alone_become_a_resource_of_words_and_nothing_gets_a_kind_word(school, ana):
    ben = school.member("Ben Okafor", "discord")
    shown = await ana.saves("Exit tickets work best on sticky notes.\nCollect them at the door.", by=ben)
    assert "please ask before you share" in said(shown.message)
    [draft] = await school.drafts(ana)
    assert draft.title == "Exit tickets work best on sticky notes."
    assert draft.text.endswith("Collect them at the door.\n\nSaid by Ben Okafor.")
    assert "please ask" not in said((await ana.saves("My own words, which I wrote.")).message)

    empty = await ana.saves("  ")
    assert "neither a link nor words" in said(empty.message)
    long = await ana.saves("word " * 4_000, by=ben)
    assert "how others will see it" in said(long.message)
    assert all(len(one.text) <= 2_500 for one in await school.drafts(ana))
