"""A link is shared, changed, noted and taken back with both platforms' own libraries."""

import pytest

from tests.adapters.chats_on_both import broken_limits
from tests.resources.sharing.school import PAGE, Door
from tests.stories.three_platforms import three_platforms

pytestmark = pytest.mark.slow

LINK = "https://videos.example.org/strips"
OTHER = "https://videos.example.org/tiles"
BUTTONS = ("Save", "I tried it", "Report", "More")


def cards(guest, title):
    """The cards of a resource in the room of somebody's platform."""
    private = (each for each in guest.room() if not each.raw.ephemeral)
    return [each for each in private if title in each.words and set(BUTTONS) <= set(each.labels)]


async def changed_in_steps(guest, preview):
    """Change a draft on Discord, where a form of nine fields has two steps."""
    first = await guest.presses(preview, "Change it")
    between = await guest.fills(first, Grades="3-5", Tags="#games")
    second = await guest.presses(between, "Continue")
    return await guest.fills(second, **{"Your note": "We <b>cut</b> them."})


async def changed_at_once(guest, preview):
    form = await guest.presses(preview, "Change it")
    return await guest.fills(form, grade="3-5", tags="#games", note="We <b>cut</b> them.")


async def test_shared_on_one_noted_on_the_other_changed_and_taken_back(tmp_path):
    async with three_platforms(tmp_path) as (hall, people):
        lucia, wei = people.lucia, people.wei
        hall.house.looking.door = Door({LINK: PAGE})

        # Each shares one where they are; what is not typed its page tells, or it is asked for.
        preview = await lucia.asks("resource share", link=LINK)
        assert "This is how others will see it" in preview
        assert "Its page told the title" in preview
        assert cards(lucia, "Fraction strips") == []
        preview = await changed_in_steps(lucia, preview)
        assert "Grades 3 to 5" in preview
        assert "Thank you! Shared" in await lucia.presses(preview, "Share it")
        untitled = await wei.asks("resource share", link=OTHER)
        assert "Share it" not in untitled.labels
        form = await wei.presses(untitled, "Give it a title")
        titled = await wei.fills(form, title="@everyone Paper <!channel> tiles", grade="K")
        assert "Thank you! Shared" in await wei.presses(await changed_at_once(wei, titled), "Share it")
        await hall.moves(minutes=1)
        for guest, title in ((lucia, "Fraction strips"), (wei, "Paper")):
            (card,) = cards(guest, title)
            for words in ("Grades 3 to 5", "#games", "We <b>cut</b> them.", f"Shared by {guest.name}"):
                assert words in card, card.words

        # The same link on the other platform asks for a note, which stands on the card.
        known = await wei.asks("resource share", link=f"{LINK}?utm_source=mail", note="Mine folded them.")
        assert f"Already shared by {lucia.name}" in known
        assert "Your note stands" in await wei.fills(await wei.presses(known, "Add your note"))
        await hall.moves(minutes=1)
        (card,) = cards(lucia, "Fraction strips")
        assert "Mine folded them." in card

        # Everybody sees all of it in private; whoever shared it takes it back, and its card goes.
        for guest, title in ((lucia, "Fraction strips"), (wei, "Paper")):
            (card,) = cards(guest, title)
            view = await guest.presses(card, "More")
            assert "Only you see this view" in view
            gone = await guest.fills(await guest.presses(view, "Take it back"))
            assert "Taken back" in gone
        await hall.moves(minutes=1)
        assert cards(lucia, "Fraction strips") == cards(wei, "Paper") == []
        assert broken_limits(hall) == []
