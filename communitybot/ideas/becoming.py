"""Two held ideas become one, and are two again: what is kept, shown and told."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from communitybot.ideas.cards.words import author_of, title_of
from communitybot.ideas.delivery import merging, talking
from communitybot.ideas.delivery.telling import everybody, tell
from communitybot.ideas.delivery.threads import goes_on
from communitybot.ideas.gates import LARGEST_TEAM
from communitybot.ideas.merge_repository import MergesWork
from communitybot.ideas.model.idea import Author, Idea, Joining, Member, Role, Stage
from communitybot.ideas.model.merge import Merge, MergeState, own

Both = tuple[Idea, Idea]
"""The one that goes on in the other, and that other."""


async def become_one(work: MergesWork, merge: Merge, both: Both, now: datetime, by: str) -> Merge:
    """Let `one` go on in `other`, with all who stand behind it; both are held."""
    one, other = both
    joined = tuple(await work.merges.into(other.community, other.id))
    had = own(other, joined)
    after = replace(
        merge,
        state=MergeState.MERGED,
        done=now,
        ended_by=by,
        stage=one.stage,
        moved=one.moved,
        authors=tuple(sorted({author.person for author in one.authors} - had.authors)),
        tags=tuple(tag for tag in one.tags if tag not in had.tags),
        roles=tuple(role for role in one.roles if role not in had.roles),
        hidden=one.anonymous and not had.hidden,
    )
    await work.merges.save(after)
    await work.merges.join(after, await _team(work, one))
    gone = replace(one, stage=Stage.MERGED, into=other.id, moved=now, said=now, revision=one.revision + 1)
    kept = replace(
        other,
        authors=_authors((*other.authors, *one.authors)),
        tags=tuple(dict.fromkeys((*other.tags, *one.tags))),
        roles=tuple(dict.fromkeys((*other.roles, *one.roles))),
        anonymous=other.anonymous or one.anonymous,
        said=now,
        revision=other.revision + 1,
    )
    await _keep(work, gone, kept)
    kept = await work.ideas.get(kept.community, kept.id) or kept
    await _show_one(work, gone, kept, now, merge.id)
    words = _told(gone, kept)
    await tell(work, kept, now, f"merged:{merge.id}", words, but=[by])
    if merge.proposer not in await everybody(work, kept):  # a moderator, who thought of it
        await tell(work, kept, now, f"merged:{merge.id}:proposed", words, to=[merge.proposer], but=[by])
    await work.outbox.put([merging.of_settling(kept, after)])
    return after


async def go_apart(work: MergesWork, merge: Merge, both: Both, now: datetime, by: str) -> Merge:
    """Let both be as if they had never been one, but for what people did themselves since."""
    one, other = both
    joined = tuple(await work.merges.into(other.community, other.id))
    had = own(other, joined)
    still = tuple(each for each in joined if each.id != merge.id)
    authors = had.authors | {person for each in still for person in each.authors}
    tags = had.tags | {tag for each in still for tag in each.tags}
    roles = had.roles | {role for each in still for role in each.roles}
    await work.merges.part(merge, still)
    after = replace(merge, state=MergeState.UNDONE, undone=now, authors=())
    await work.merges.save(after)
    free = replace(
        one,
        stage=merge.stage or Stage.SEED,
        into=None,
        moved=merge.moved,
        said=now,
        revision=one.revision + 1,
    )
    left = replace(
        other,
        authors=tuple(author for author in other.authors if author.person in authors),
        tags=tuple(tag for tag in other.tags if tag in tags),
        roles=tuple(role for role in other.roles if role in roles),
        anonymous=had.hidden or any(each.hidden for each in still),
        said=now,
        revision=other.revision + 1,
    )
    await _keep(work, free, left)
    await _show_two(work, free, left, now, merge.id)
    words = f"“{title_of(free)}” and “{title_of(left)}” are two ideas again, each with its own people."
    of_one = await everybody(work, free)
    await tell(work, free, now, f"parted:{merge.id}", words, but=[by])
    await tell(work, left, now, f"parted:{merge.id}", words, but=[by, *of_one])
    return after


async def _keep(work: MergesWork, *both: Idea) -> None:
    for idea in sorted(both, key=lambda each: each.id):
        await work.ideas.save(idea)


async def _team(work: MergesWork, idea: Idea) -> Sequence[Member]:
    """Whoever works on an idea, its authors in any case."""
    members = list(await work.ideas.members(idea.community, idea.id, (Joining.MEMBER,)))
    there = {member.person for member in members}
    return [
        *members,
        *(
            Member(person=one.person, name=one.name, role=Role.TEACHER, at=idea.created)
            for one in idea.authors
            if one.person not in there
        ),
    ]


def _authors(all_of: Iterable[Author]) -> tuple[Author, ...]:
    """Each once, whoever wrote the kept idea first."""
    by_person: dict[str, Author] = {}
    for author in all_of:
        by_person.setdefault(author.person, author)
    return tuple(by_person.values())


async def _show_one(work: MergesWork, gone: Idea, kept: Idea, now: datetime, key: str) -> None:
    """The one's threads end with the way to the other, whose threads tell the way back."""
    last = f"This idea goes on in “{title_of(kept)}”. Please go on there: this thread is closed now."
    await talking.changed(work, gone, now)
    await merging.leads(work, (gone, kept), now, f"{key}:merged", last)
    await talking.closed(work, gone, now)
    of = "" if kept.anonymous else f", an idea by {author_of(gone)},"
    first = f"“{title_of(gone)}”{of} goes on in this one. {_team_words(kept)}"
    await talking.changed(work, kept, now)
    await merging.leads(work, (kept, gone), now, f"{key}:merged", first.strip())


async def _show_two(work: MergesWork, free: Idea, left: Idea, now: datetime, key: str) -> None:
    first = f"This idea is on its own again, and so is “{title_of(left)}”. Go on here."
    await talking.reopened(work, free, now)
    await merging.leads(work, (free, left), now, f"{key}:parted", first)
    await talking.changed(work, left, now)
    if goes_on(left):
        back = f"“{title_of(free)}” is an idea of its own again."
        await merging.leads(work, (left, free), now, f"{key}:parted", back)


def _told(gone: Idea, kept: Idea) -> str:
    said = f"“{title_of(gone)}” and “{title_of(kept)}” are one idea now, with both authors."
    more = "Whoever supported or followed either stands behind it, and its people are one team."
    return f"{said} {more} {_team_words(kept)}".strip()


def _team_words(kept: Idea) -> str:
    """What is said where a team has more people than one takes on."""
    if kept.team <= LARGEST_TEAM:
        return ""
    return f"All {kept.team} of its people stay; nobody else joins a team of {LARGEST_TEAM} or more."
