"""Publishing an idea, whoever decides it: its threads, what its author is told, what is looked at later."""

from dataclasses import replace
from datetime import datetime

from communitybot.ideas.delivery import reviewing, talking
from communitybot.ideas.delivery.planning import plan
from communitybot.ideas.delivery.promises import of_leading, of_looking
from communitybot.ideas.model.idea import Idea, Stage
from communitybot.ideas.repository import IdeasWork

AUTHOR = "author"
"""The leading role of whoever an idea is from."""


async def publish(work: IdeasWork, idea: Idea, now: datetime) -> Idea:
    """Let everybody read an idea that is held; returns it as it is then."""
    seed = replace(
        idea,
        stage=Stage.SEED,
        submitted=idea.submitted or now,
        published=now,
        moved=now,
        said=now,
        reason="",
        revision=idea.revision + 1,
    )
    await work.ideas.save(seed)
    await talking.published(work, seed, now)
    await plan(work, seed.community, now)
    await work.outbox.put([of_looking(seed, now)])
    await reviewing.tell_authors(work, seed, reviewing.PUBLISHED, now)
    await work.outbox.put([of_leading(seed, author.person, AUTHOR, now) for author in seed.authors])
    return seed
