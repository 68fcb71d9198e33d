"""Colleagues try, save, collect and report what a teacher shared, at the keyboards of a whole bot."""

from tests.resources.sharing.school import PAGE
from tests.resources.sharing.test_a_teacher_shares_a_video import (
    LINK,
    Somebody,
    cards,
    delivered,
    house,
    read,
)

__all__ = ["house"]


def told(bot, key):
    """What somebody was told in private, as words."""
    from tests.events.reading_cards import said

    posted = bot.platforms["fake"].visible()
    return [said(each.shown) for each in posted if each.place.place == f"dm-{key}"]


def card_of(bot):
    """The card in the lounge, as it stands."""
    from tests.resources.sharing.school import LOUNGE

    return [each.shown for each in bot.platforms["fake"].visible() if each.place == LOUNGE][-1]


async def test_from_a_card_to_a_collection_a_report_and_a_check(house):
    ana, ben, cleo = (Somebody(house, name) for name in ("Ana Ruiz", "Ben Ito", "Cleo Diaz"))
    grace = Somebody(house, "Grace Lind", administers=True)
    await ana.presses(await ana.types(f"/resource share {LINK}, grade: 3-5"), "Share it")
    await delivered(house)
    card = card_of(house)

    # I tried it: a form, and the card sums it up.
    form = await ben.presses(card, "I tried it")
    thanks = await ben.sends(form, again="with changes", grade="4", happened="They compared by folding.")
    assert "Thank you!" in read(thanks)
    await delivered(house)
    assert "1 person tried it, 1 would again, in grade 4" in cards(house)[0]
    view = await cleo.presses(card_of(house), "More")
    assert "Ben Ito: grade 4; would use it again, with changes. They compared by folding." in read(view)
    assert "Ben Ito" in read(await cleo.presses(view, "Who tried it"))
    house.clock.advance(24 * 3_600)
    await delivered(house)
    assert len([words for words in told(house, "ana") if "was used in a classroom" in words]) == 1

    # Saved by one press, put in a collection, which others work on and everybody sees as a card.
    saved = await cleo.presses(card_of(house), "Save")
    assert "Only you see what you saved" in read(saved)
    made = await cleo.sends(await cleo.presses(saved, "New collection"), name="Fractions")
    assert "is in “Fractions”" in read(made)
    assert "already" in read(await cleo.types("/resource save Fraction strips, collection: fractions"))
    people = await cleo.types("/collection people Fractions, person: Ben Ito, right: edit")
    assert "Ben Ito can put resources in, order them" in read(people)
    await delivered(house)
    assert any("lets you work on the collection Fractions" in words for words in told(house, "ben"))
    seen = await cleo.presses(made, "Open it")
    posted = await cleo.presses(await cleo.presses(seen, "Post as a card"), "Post it")
    assert "is posted in #lounge" in read(posted)
    await delivered(house)
    assert "By Cleo Diaz with Ben Ito" in cards(house)[-1]
    await ben.types("/collection settings Fractions, name: Fractions to fold")
    await delivered(house)
    assert "Fractions to fold" in cards(house)[-1]
    assert "Fractions to fold" in read(await ana.types("/collections"))

    await ana.types("/resource edit Fraction strips, title: Paper strips")
    await delivered(house)
    assert "Paper strips" in cards(house)[-1]

    # Reported in private: it goes until an administrator has looked.
    report = await ben.presses(view, "Report")
    assert "Nobody learns that it was you" in read(
        await ben.sends(report, why="student data", words="A name")
    )
    await delivered(house)
    assert not any(PAGE.description in words or "Paper strips" in words for words in cards(house))
    assert any("something may be wrong" in words and "Ben" not in words for words in told(house, "ana"))
    queue = await grace.types("/resource check")
    assert "1 person reported it: it tells who a student is (1)" in read(queue)
    assert "Ben" not in read(queue).replace("Ben Ito can", "")
    assert "Its page now: Fraction strips" in read(queue)
    assert "is fine" in read(await grace.presses(queue, "Still fine"))
    assert "has checked" in read(await grace.presses(queue, "Still fine"))  # pressed again
    assert "Only hosts and administrators" in read(await ben.types("/resource check"))
    await delivered(house)
    assert any(PAGE.description in words for words in cards(house))
    assert any("Paper strips" in words and "By Cleo Diaz" in words for words in cards(house))
    assert any("Thank you for looking out" in words for words in told(house, "ben"))
    assert "Every link answers" in read(await grace.types("/resource links"))

    # One colleague's words go, asked first; the resource and its card stay.
    shown = await grace.presses(await grace.types("/resource view Paper strips"), "Notes and tries")
    assert any("1 person tried it" in words for words in cards(house))
    (mark,) = [option.value for each in shown.message.controls for option in getattr(each, "options", ())]
    asked = await grace.presses(shown, "Take one away", mark)
    assert "the “I tried it” of Ben Ito" in asked.form.intro
    assert "Taken away" in read(await grace.sends(asked, reason="It names a student."))
    assert "gone already" in read(await grace.presses(shown, "Take one away", mark))
    await delivered(house)
    assert any("Why: It names a student." in words for words in told(house, "ben"))
    assert not any("1 person tried it" in words for words in cards(house))
    assert "Only hosts and administrators" in read(await ben.presses(shown, "Take one away", mark))
