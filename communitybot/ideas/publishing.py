"""Publishing an idea, whoever decides it: its threads are promised, its author is told, its role is noted."""

from dataclasses import replace
from datetime import datetime

from communitybot.ideas.delivery import reviewing, talking
from communitybot.ideas.delivery.promises import of_leading
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
    await reviewing.tell_authors(work, seed, reviewing.PUBLISHED, now)
    await work.outbox.put([of_leading(seed, author.person, AUTHOR, now) for author in seed.authors])
    return seed
