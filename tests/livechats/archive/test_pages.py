"""Archives are found at their addresses only, and every change shows at once."""

import asyncio
from datetime import timedelta

import pytest

from communitybot.livechats.archive.addresses import ArchiveAddresses
from communitybot.livechats.archive.service import MOST_KEPT, ArchivePages
from communitybot.livechats.model.chat import Archiving, Stage
from tests.livechats.archive.evening import ID, KEY, Evening, Units


@pytest.fixture
def evening():
    evening = Evening()
    evening.say("Lee Okafor", "One poem", 1)
    return evening


async def test_members_read_by_their_link_and_everybody_once_it_is_published(evening):
    pages, proof = evening.pages(), evening.addresses.proof(ID)

    assert (await pages.page(ID, proof)).title == "Connected educators talk leadership"
    assert await pages.page(ID) is None
    evening.chat = Evening(published=True).chat
    assert await pages.page(ID) is not None
    assert await pages.page(ID, proof) is not None


@pytest.mark.promise("R37")
async def test_forged_and_foreign_addresses_lead_nowhere():
    ours, theirs = Evening(), Evening(id="1j8mzv3k5n7pqr", community="c2")
    pages = ArchivePages(Units(ours, theirs), ours.addresses)
    proof = ours.addresses.proof(ID)
    other_key = ArchiveAddresses("", b"another bot's").proof(ID)
    forged = (
        "",
        proof[:-1],
        f"{proof}A",
        proof.swapcase(),
        other_key,
        ours.addresses.proof(theirs.chat.id),
        "é",
    )

    assert [await pages.page(ID, each) for each in forged] == [None] * len(forged)
    assert await pages.page(theirs.chat.id, proof) is None
    assert await pages.page("nobody", ours.addresses.proof("nobody")) is None
    assert await pages.page(ID, proof) is not None


@pytest.mark.parametrize("published", [True, False])
@pytest.mark.parametrize(
    "changes",
    [
        {"stage": Stage.DRAFT},
        {"stage": Stage.COMING},
        {"stage": Stage.LIVE, "ended": None},
        {"stage": Stage.CANCELLED},
        {"archiving": Archiving.OFF},
        {"archiving": Archiving.WISHED},
    ],
)
async def test_what_is_not_over_and_archived_has_no_page(changes, published):
    evening = Evening(published=published, **changes)
    pages = evening.pages()

    assert await pages.page(ID, evening.addresses.proof(ID)) is None
    assert await pages.page(ID) is None
    assert await pages.index("cem") is None


async def test_an_address_takes_192_bits_to_guess(evening):
    address = evening.addresses.members(ID)

    assert address.startswith(f"https://bot.example.org/archives/{ID}/")
    assert len(address.rpartition("/")[2]) == 192 / 6
    assert evening.addresses.line(ID, 7) == f"{address}#line-7"
    assert KEY.decode() not in address


async def test_while_nothing_changes_the_same_page_is_given_again(evening):
    pages, proof = evening.pages(), evening.addresses.proof(ID)
    first, *others = await asyncio.gather(*(pages.page(ID, proof) for _ in range(5)))

    assert all(other is first for other in others)
    assert evening.reads == 1


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda evening: evening.show("lee", "name"), "Lee Okafor: One poem"),
        (lambda evening: evening.show("lee", "left out"), ""),
        (lambda evening: evening.change(evening.lines[0], text="Two poems"), "an educator: Two poems"),
        (lambda evening: evening.change(evening.lines[0], text="", removed=True), ""),
        (lambda evening: evening.change(evening.lines[0], question=2, moved=True), "an educator: One poem"),
        (lambda evening: evening.reactions.update({1: 2}), "an educator: One poem"),
        (lambda evening: evening.miss(evening.lines[0].thread, 6, 8), "an educator: One poem"),
        (lambda evening: evening.say("Jo", "More", 2), "an educator: One poem / an educator: More"),
    ],
)
async def test_every_change_shows_at_once(evening, change, told):
    pages, proof = evening.pages(), evening.addresses.proof(ID)
    before = await pages.page(ID, proof)
    change(evening)
    after = await pages.page(ID, proof)

    assert after != before
    said = [f"{said.author}: {said.text}" for section in after.sections for said in section.said]
    assert " / ".join(said) == told


async def test_an_archive_that_is_closed_again_is_gone_at_once(evening):
    evening.chat = Evening(published=True).chat
    pages = evening.pages()
    assert await pages.page(ID) is not None
    evening.chat = Evening(published=False).chat
    assert await pages.page(ID) is None


async def test_only_a_few_pages_are_kept():
    evenings = [Evening(id=f"{n}j8mzv3k5n7pqr", published=True) for n in range(MOST_KEPT + 1)]
    pages = ArchivePages(Units(*evenings), evenings[0].addresses)
    for each in (*evenings, evenings[0], evenings[-1]):
        await pages.page(each.chat.id)

    assert [each.reads for each in evenings] == [2, *([1] * MOST_KEPT)]


async def test_a_community_lists_what_it_has_published_and_search_engines_may_know():
    day = timedelta(days=1)
    old = Evening(id="0j8mzv3k5n7pq0", published=True, listed=True)
    new = Evening(id="0j8mzv3k5n7pq1", published=True, start=old.chat.start + day, end=old.chat.end + day)
    closed = Evening(id="0j8mzv3k5n7pq2")
    theirs = Evening(id="0j8mzv3k5n7pq3", published=True, community="c2")
    index = await ArchivePages(Units(new, old, closed, theirs), old.addresses).index("cem")

    assert [each.chat for each in index.archives] == [new.chat.id, old.chat.id]
    assert index.listed is False
    assert index.archives[1].questions == 3
    assert await ArchivePages(Units(old), old.addresses).index("nobody") is None
    assert (await ArchivePages(Units(old), old.addresses).index("cem")).listed is True
