"""A logic model is written in forms on three platforms at once, and its picture stands in each thread."""

import pytest

from communitybot.ideas.model.idea import IdeaSettings, Member, Role
from tests.adapters.chats_on_both import broken_limits
from tests.stories.three_platforms import three_platforms

pytestmark = pytest.mark.slow

FILES = ["logic-model.png", "logic-model-narrow.png"]
ALT = "Logic model of “Peer hour”. Inputs: Two hours; A folder; A room. Activities: Visits. Outputs:"


async def at_once(house):
    """Let ideas be published without a moderator."""

    async def unit(work):
        [community] = await work.communities.every()
        await work.ideas.set(community.id, IdeaSettings(reviewed=False, prompts=False))

    await house.units.run(unit)


async def in_the_team(house, names):
    """Let people into the team of the one idea there is."""

    async def unit(work):
        [community] = await work.communities.every()
        [idea] = await work.ideas.named(community.id, "Peer", limit=2, person=None)
        for name in names:
            [person] = await work.people.named(community.id, name, 2)
            member = Member(person=person.id, name=name, role=Role.COACH, at=house.clock.now())
            await work.ideas.enrol(community.id, idea.id, member)

    await house.units.run(unit)


async def sent(hall, guest, form, **values):
    """Send a form on Slack; what stands before them alone once it has closed."""
    await (await guest.person.fill(form.raw, values)).ack()
    await hall.rests()
    return guest._shown(hall.slack.seen(guest.person, hall.channel)[-1])


async def test_three_write_at_once_and_share_what_became_of_it(tmp_path):
    async with three_platforms(tmp_path) as (hall, people):
        hall.talk = "Peer hour"
        omar, dana, maya = people.omar, people.dana, people.maya
        await at_once(hall.house)
        for one in (dana, maya):
            await one.asks("ideas")
        preview = await omar.asks("idea post", title="Peer hour", need="Teachers work alone.")
        await omar.presses(preview, "Send it")
        await hall.rests()
        await in_the_team(hall.house, ("Dana Whitfield", "Maya Torres"))

        # All three open the same form; one is the first, and the others are asked.
        cards = [await one.asks("idea model", idea="Peer hour") for one in (omar, dana, maya)]
        forms = [
            await one.presses(card, "Inputs, activities")
            for one, card in zip((omar, dana, maya), cards, strict=True)
        ]
        written = {"Inputs": "- Two hours\n- A folder", "Activities": "Visits"}
        assert "Inputs: Two hours; A folder" in await omar.fills(forms[0], **written)
        clash = await sent(hall, dana, forms[1], inputs="A room")
        assert "Omar Haddad wrote into this field while you did" in clash
        both = await dana.presses(clash, "Keep both")
        assert "Inputs: Two hours; A folder; A room" in both
        clash = await maya.fills(forms[2], Inputs="Vans")
        assert "Dana Whitfield wrote into this field" in clash
        left = await maya.presses(clash, "Leave theirs")
        assert "Inputs: Two hours; A folder; A room" in left

        # The gate tells the same everywhere; the picture stands in each thread, with its words.
        for one in (omar, dana, maya):
            gate = await one.asks("idea advance", idea="Peer hour")
            assert "Missing: The approach is not written yet." in gate
        assert "is in its thread now" in await dana.presses(both, "Share it")
        assert "is in its thread already" in await maya.presses(left, "Share it")
        await hall.rests()
        told = [each.files for each in omar.person.sees(omar.thread) if each.files]
        assert told == [tuple(FILES)]
        uploads = {each.name: each.alt_text for each in hall.slack.world.uploads.values()}
        assert list(uploads) == FILES
        assert uploads["logic-model.png"].startswith(ALT)
        told = [each.raw["files"] for each in maya.heard() if each.raw["files"]]
        assert [[file["name"] for file in files] for files in told] == [FILES]
        assert broken_limits(hall) == []
