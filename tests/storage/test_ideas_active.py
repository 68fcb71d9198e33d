"""The open ideas about which anybody did or said something last, of one community."""

from datetime import timedelta

from stored_ideas import AT, ELM, OAK, idea, keep

from communitybot.ideas.model.idea import Stage


async def test_what_was_said_last_comes_first_and_only_open_ideas_of_the_community_are_there(units):
    others = [idea(stage.name.lower(), stage=stage) for stage in Stage if not stage.open]
    await keep(
        units,
        *others,
        idea("older", said=AT + timedelta(hours=1)),
        idea("quiet"),
        idea("latest", said=AT + timedelta(hours=2)),
        idea("elsewhere", community=ELM, said=AT + timedelta(hours=3)),
    )

    async def unit(work):
        found = [each.id for each in await work.ideas.active(OAK, limit=9)]
        assert found == ["latest", "older", "quiet"]
        assert [each.id for each in await work.ideas.active(OAK, limit=2)] == found[:2]

    await units.run(unit)
