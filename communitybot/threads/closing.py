"""The end of threads: each is closed once all that was said has arrived there."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from communitybot.outbox.entry import Close, Done, Entry, Later, Outcome, Reopen
from communitybot.threads import promises
from communitybot.threads.repository import ThreadsWork
from communitybot.threads.standing import is_lost, revive
from communitybot.threads.talking import rouse
from communitybot.threads.talks import T, Talks, W

AGAIN = timedelta(seconds=2)
SELDOM = timedelta(minutes=1)  # how often it is asked whether a platform that is away has taken all


async def finish(
    talks: Talks[T, W], work: W, talk: T, last: datetime, now: datetime, *, key: str = promises.CLOSE
) -> Outcome:
    """Close each thread once all has arrived there; one whose platform is away holds up no other.

    `last` is since when nothing more is said, `key` names this closing among others of the same talk.
    """
    await revive(talks, work, talk)
    threads = await talks.log(work).threads(talk.community, talk.id)
    arrived = [thread for thread in threads if not thread.pending]
    for thread in arrived:
        await talks.log(work).save_thread(replace(thread, closed=True))
    opened = [thread for thread in arrived if thread.place is not None and not thread.closed]
    await work.outbox.put([promises.of_close(talks.name, talk, thread, key, now) for thread in opened])
    if any(thread.pending for thread in threads):
        wait = min(max(AGAIN, (now - last) / 20), SELDOM)
        return Later(now + wait, "something is still on its way there")
    return Done()


async def reopen(talks: Talks[T, W], work: W, talk: T, now: datetime, *, key: str) -> None:
    """Take the threads of a talk up again; what was said meanwhile arrives there.

    `key` names this opening among others of the same talk.
    """
    log = talks.log(work)
    entries = []
    for thread in await log.threads(talk.community, talk.id):
        if thread.place is not None and not await is_lost(work, thread):
            await log.save_thread(replace(thread, closed=False))
            entries.append(promises.of_again(talks.name, talk, thread, key, now))
    await work.outbox.put(entries)
    await revive(talks, work, talk)
    await rouse(talks, work, talk, now)


async def unfreeze(talks: Talks[T, W], work: W, talk: T) -> None:
    """Have the words that wait for a platform drawn as they are now: some of them are to be forgotten."""
    kinds = [promises.kind(talks.name, verb) for verb in (promises.POST, promises.REDRAW)]
    await work.outbox.redraw(talk.community, talk.subject, kinds=kinds, below=True)


async def again(entries: Sequence[Entry], work: ThreadsWork) -> Sequence[Outcome]:  # noqa: ARG001
    return [Reopen() for _ in entries]


async def closes(entries: Sequence[Entry], work: ThreadsWork) -> Sequence[Outcome]:  # noqa: ARG001
    return [Close() for _ in entries]
