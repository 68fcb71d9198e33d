"""However long and odd what a file holds, what is said of it fits a message of every platform."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from communitybot.conversation.limits import MESSAGE_TEXT
from communitybot.resources.keeping.cards import (
    begun_card,
    change_form,
    ended_card,
    preview_card,
    undo_question,
)
from communitybot.resources.model.importing import Filing, Folder, Import, ImportState, Problem
from communitybot.resources.model.resource import Kind, Sharer

ODD = "<*_@everyone \U0001f600"
FULL = Import(
    id="0" * 14,
    community="c1",
    by=Sharer("grace", ODD * 10),
    file=ODD * 20,
    tags=("\U0001f600" * 30, "a" * 30, "b" * 30, "c" * 30),
    kind=Kind.RECORDING,
    rows=20_000,
    known=9_000,
    secluded=9_999,
    unread=20_000,
    left=20_000,
    twice=20_000,
    more=True,
    problems=tuple(Problem(line=99_999, why=ODD * 20) for _ in range(40)),
    folders=tuple(Folder(name=f"{n}{ODD * 6}", count=9_999, subject=n % 2 == 0) for n in range(40)),
    examples=(ODD * 20,) * 3,
    parts=44,
    at=datetime(2026, 12, 1, tzinfo=UTC),
)


@pytest.mark.parametrize("filing", Filing)
@pytest.mark.parametrize("private", [True, False])
@pytest.mark.parametrize("state", ImportState)
def test_what_is_said_of_an_import_fits(filing, private, state):
    made = replace(FULL, filing=filing, private=private, state=state, kept=10_000, gone=9_000, stayed=999)
    for card in (preview_card(made), begun_card(made), undo_question(made)):
        assert card.weight <= MESSAGE_TEXT
    assert ended_card(made).weight < 1_000
    assert len(change_form(made).fields) == 4


def test_a_preview_without_anything_new_offers_only_to_leave_it():
    nothing = replace(FULL, known=20_000, secluded=0)
    assert [control.label for control in preview_card(nothing).controls] == ["Leave it"]
    alone = replace(FULL, known=10_001, secluded=9_999)
    assert [control.label for control in preview_card(alone).controls] == ["Change", "Leave it"]
