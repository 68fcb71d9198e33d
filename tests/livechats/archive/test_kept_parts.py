"""An archive that is made of what was kept of it is the one that is made of nothing, whatever changed."""

import pytest
from hypothesis import given

from communitybot.livechats.archive.building import build
from communitybot.livechats.archive.kept import Kept
from communitybot.livechats.archive.parts import Parts
from communitybot.livechats.archive.veiling import Names, Quotes
from tests.livechats.archive.changes import BEGINNING, LATER, TEXTS
from tests.livechats.archive.evening import ID, Evening


def built(evening, parts):
    """The page as the service has it built: lines are read again only if the chat has changed."""
    kept = parts.still(evening.frame()) or Kept(frame=evening.frame(), lines=tuple(evening.lines))
    return build(kept, parts)


@pytest.mark.promise("R39")
@given(BEGINNING, LATER)
def test_a_page_made_of_kept_parts_is_the_page_made_of_nothing(beginning, later):
    evening, parts = Evening(), Parts()
    for change in beginning:
        change(evening)
    built(evening, parts)
    for change in later:
        change(evening)
        assert built(evening, parts) == evening.page()


@pytest.fixture
def quoting():
    evening = Evening()
    evening.say("Lee Okafor", TEXTS[0], 1)
    evening.say("Jo Anders", TEXTS[1], 1)
    evening.say("Jo Anders", "As Lee Okafor says", 1)
    evening.show("lee", "name")
    return evening


@pytest.mark.parametrize("trusting", [Names, Quotes])
def test_parts_that_did_not_look_again_would_show_what_has_to_go(quoting, trusting, monkeypatch):
    monkeypatch.setattr(trusting, "same", lambda *_: True)
    parts = Parts()
    built(quoting, parts)
    quoting.show("lee", "left out")

    assert built(quoting, parts) != quoting.page()


def test_what_is_as_it_was_is_the_same_object(quoting):
    parts = Parts()
    before = built(quoting, parts)
    quoting.change(quoting.lines[1], text="Something else")
    after = built(quoting, parts)

    same = [now is then for now, then in zip(after.sections[0].said, before.sections[0].said, strict=True)]
    assert same == [True, False, True]


async def test_a_building_that_failed_leaves_nothing_to_the_next(quoting, monkeypatch):
    pages, proof = quoting.pages(), quoting.addresses.proof(ID)
    await pages.page(ID, proof)
    quoting.show("lee", "left out")
    with monkeypatch.context() as broken:
        broken.setattr(Quotes, "veiled", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            await pages.page(ID, proof)

    assert await pages.page(ID, proof) == quoting.page()


async def test_lines_are_read_again_only_when_one_has_changed(quoting):
    pages, proof = quoting.pages(), quoting.addresses.proof(ID)
    await pages.page(ID, proof)
    quoting.reactions[1] = 3
    assert await pages.page(ID, proof) == quoting.page()
    assert quoting.reads == 1
    quoting.change(quoting.lines[0], text="Another poem")
    assert await pages.page(ID, proof) == quoting.page()
    assert quoting.reads == 2
