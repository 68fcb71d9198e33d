"""The second half: the host is gone, the co-host takes the chair, and the hour ends with thanks."""

from tests.stories.ce14.first_half import mirrored
from tests.stories.ce14.invitation import ONE, QUESTIONS, START


async def host_vanishes(hall, people):
    """After the fourth question nobody hears of Omar; Dana is offered the chair once, and takes it."""
    await hall.until(hall.began + START + 38 * ONE)
    await hall.sees(people.maya, "Q5 of 6")
    await mirrored(hall, people, people.maya, await people.maya.says("A5: Observe a colleague online."))
    assert not [told for told in people.dana.told() if "No host has been seen" in told]
    await hall.until(hall.began + START + 48 * ONE)
    for guest in (people.lucia, people.wei, people.maya):
        assert QUESTIONS[4] in await hall.sees(guest, "Q6 of 6")
    offer = await hall.is_told(people.dana, "No host has been seen for a while")
    await people.dana.presses(offer, "Take the chair")
    for guest in (people.lucia, people.wei, people.maya):
        await hall.sees(guest, "Dana Whitfield has the chair now")
    await hall.moves(minutes=3.5)
    assert not [said for said in people.maya.heard() if "quiet for a while" in said]


async def ends(hall, people):
    """At eight it is summed up, everybody is thanked, and told of the archive once more."""
    await hall.until(hall.began + START + 60 * ONE)
    for guest in (people.lucia, people.wei, people.maya):
        goodbye = await hall.sees(guest, "That was #ce14")
        assert "Thank you, Omar Haddad and Dana Whitfield, for hosting" in goodbye
        assert "Secretary Duncan for your answers" in goodbye
        assert "This chat is archived" in goodbye
        assert "Late answers are welcome" in goodbye


async def reflects(hall, people):
    """Who took part is asked in private what they take away; who only looked on is not."""
    await hall.moves(seconds=5)
    for guest in (people.lucia, people.dana, people.maya):
        prompt = await hall.is_told(guest, "What do you take away from it")
        chosen = {"Maya Torres": "Until you choose", "Dana Whitfield": "your initials"}
        assert chosen.get(guest.name, "yourself, by name") in prompt
    form = await people.maya.presses(prompt, "Reflect")
    kept = await people.maya.fills(form, Reflection="I will observe a colleague.")
    assert "Thank you" in kept
    assert not [told for told in people.grace.told() if "What do you take away" in told]
