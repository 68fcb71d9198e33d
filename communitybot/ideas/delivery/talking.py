"""Saying something about an idea where it is discussed: threads open, cards follow, news is told."""

from datetime import datetime, timedelta

from communitybot.ideas.delivery.forgetting import of_forgetting
from communitybot.ideas.delivery.promises import entry
from communitybot.ideas.delivery.threads import CARD, CLOSE, CLOSED, IDEAS, NEWS, OPEN, REOPEN, URGENT
from communitybot.ideas.desk import community_of, rooms_of
from communitybot.ideas.model.idea import Idea
from communitybot.ideas.repository import IdeasWork
from communitybot.ids import new_id
from communitybot.threads import promises
from communitybot.threads.log import Thread

FORGOTTEN = timedelta(days=1)  # after its end: till then what people change there is followed

__all__ = ["CARD", "CLOSE", "NEWS", "OPEN", "URGENT", "changed", "closed", "news", "published", "reopened"]


async def published(work: IdeasWork, idea: Idea, now: datetime) -> None:
    """Promise a thread in each room for ideas, with the idea's card at its head; the idea is held."""
    rooms = rooms_of(await community_of(work, idea.community))
    threads = [Thread(talk=idea.id, community=idea.community, room=room) for room in rooms]
    await work.discussions.open_rooms(threads)
    await work.outbox.put(promises.of_opening(IDEAS.name, idea, rooms, now))


async def changed(work: IdeasWork, idea: Idea, now: datetime) -> None:
    """Promise that the cards at the heads of its threads show the idea as it is now; the idea is held.

    Changes close together are one redrawing. Does nothing for an idea that has no threads.
    """
    await work.outbox.put([entry(idea, CARD, f"card:{now.timestamp():.6f}", now)])


async def news(work: IdeasWork, idea: Idea, now: datetime, words: str) -> None:
    """Let the bot say one plain sentence in every thread of an idea, in order with what people say."""
    await work.outbox.put([entry(idea, NEWS, f"news:{new_id()}", now, words=words)])


async def closed(work: IdeasWork, idea: Idea, now: datetime) -> None:
    """Promise that its threads are closed once all has arrived there, and what people said is forgotten."""
    key = f"finish:{now.timestamp():.6f}"
    forgotten = of_forgetting(idea, f"{now.timestamp():.6f}", now + FORGOTTEN)
    await work.outbox.put([entry(idea, CLOSE, key, now + CLOSED, since=now.isoformat()), forgotten])


async def reopened(work: IdeasWork, idea: Idea, now: datetime) -> None:
    """Promise that closed threads are listened to and shown in again, and opened where a room has none."""
    await published(work, idea, now)
    await work.outbox.put([entry(idea, REOPEN, f"reopen:{now.timestamp():.6f}", now)])
    await changed(work, idea, now)
