"""What a person sees when they look in: their own events first, then what is coming up."""

from reading_cards import labels, said


async def look(somebody):
    return await somebody.bot.home(somebody.who)


async def test_an_empty_community_says_how_to_begin(ben):
    shown = said(await look(ben))

    assert "Nothing yet: answer an event and it shows here." in shown
    assert "Nothing is planned yet." in shown
    assert "/event create plans one" in shown


async def test_what_i_answered_stands_first_and_the_rest_is_coming_up(ana, ben):
    for title in ("Reading circle", "Maths lab"):
        await ana.types(f"/event create {title}, when: friday 5pm")
        await ana.presses("Post it")
    await ben.types("/event rsvp Maths lab, answer: going")

    shown = said(await look(ben))
    yours, coming = shown.split("Coming up")

    assert "Maths lab" in yours
    assert "Reading circle" not in yours
    assert "Reading circle" in coming


async def test_a_long_list_says_how_many_more_there_are(ana):
    for number in range(6):
        await ana.types(f"/event create Lab {number}, when: in {number + 1} days")
        await ana.presses("Post it")

    shown = await look(ana)

    assert "And 2 more: /events lists them." in said(shown)
    assert len(shown.controls) == 1
    assert len(shown.controls[0].options) == 4
    assert labels(shown)
