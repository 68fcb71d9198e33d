"""The private prompt to reflect knows how its reader chose to appear."""

from communitybot.livechats.cards.archive import reflection_card
from communitybot.livechats.model.chat import Archiving, Showing
from tests.livechats.cards.made import live, words


def test_who_has_chosen_reads_their_choice():
    card = reflection_card(live(archiving=Archiving.ON), Showing.INITIALS)

    assert "In the archive you appear as your initials." in words(card)
    assert "Until you choose" not in words(card)


def test_who_has_not_chosen_reads_what_happens_until_then():
    assert "Until you choose" in words(reflection_card(live(archiving=Archiving.ON)))


def test_without_an_archive_nothing_is_said_of_appearing_in_it():
    card = reflection_card(live(archiving=Archiving.OFF), Showing.NAME)

    assert "This chat is not archived." in words(card)
