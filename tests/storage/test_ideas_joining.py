"""When two communities become one, nothing of either is shown to the web that was for its members alone."""

import pytest
from sqlalchemy import delete, insert

from communitybot.ideas.model.brief import Again, Outcome
from communitybot.ideas.model.idea import IdeaSettings
from communitybot.storage.tables.communities import communities
from communitybot.storage.tables.ideas import idea_settings
from tests.storage.rows import row
from tests.storage.stored_ideas import AT, ELM, OAK, idea

PUBLIC, PRIVATE = IdeaSettings(outcomes_public=True), IdeaSettings(outcomes_public=False)


@pytest.mark.parametrize(
    ("theirs", "ours", "public", "listed"),
    [
        (PRIVATE, PUBLIC, True, {"ours"}),  # each of theirs can be shown by whoever wrote it
        (None, PUBLIC, True, {"ours"}),
        (PUBLIC, PUBLIC, True, {"ours", "theirs"}),
        (PUBLIC, None, False, {"ours", "theirs"}),  # nobody here has decided anything
    ],
)
async def test_what_came_of_ideas_is_public_only_as_its_community_wanted(
    sqlite_units, theirs, ours, public, listed
):
    async def unit(work):
        for community in (OAK, ELM):
            await work.connection.execute(insert(communities), row(communities, community))
        for community, name, settings in ((OAK, "theirs", theirs), (ELM, "ours", ours)):
            await work.ideas.add(idea(name, community=community))
            told = Outcome(idea=name, changed="More", measured="By ear", again=Again.YES, by="ada", at=AT)
            await work.briefs.report(community, told)
            await _decide(work, community, settings)
        await work.links.join(OAK, ELM)
        shown = await work.briefs.outcomes(ELM, limit=9, listed=True)
        return (await work.ideas.settings(ELM)).outcomes_public, {one.idea for one in shown}

    now_public, shown = await sqlite_units.run(unit)
    assert (now_public, shown) == (public, listed)


async def _decide(work, community, settings):
    await work.connection.execute(delete(idea_settings).where(idea_settings.c.community == community))
    if settings is not None:
        await work.ideas.set(community, settings)
