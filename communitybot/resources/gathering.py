"""Chooses what a digest tells: what is new to it and fits, with one line of why; nothing twice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from communitybot.resources.cards.words import grades_in_words
from communitybot.resources.digest_repository import DigestWork
from communitybot.resources.model.digest import SHOWN, Digest, Fresh, Wanted

AT_ONCE = 500  # resources looked at in one read
LOOKED_AT = 20_000  # at most; an import may share very many in one week


@dataclass(frozen=True, slots=True)
class Item:
    """A resource to tell of, and why."""

    resource: str
    why: str


@dataclass(frozen=True, slots=True)
class Edition:
    """What a digest would tell now, newest first; `more` counts what does not fit."""

    items: Sequence[Item] = ()
    more: int = 0


async def gathered(work: DigestWork, digest: Digest, until: datetime) -> Edition:
    """What a digest did not tell yet; what its own person shared is no news to them."""
    found: list[Item] = []
    after = (digest.since, "")
    for _ in range(LOOKED_AT // AT_ONCE):
        some = await work.digests.fresh(digest.community, digest.id, after, until, limit=AT_ONCE)
        for _, fresh in some:
            why = why_of(digest.wanted, fresh)
            if why is not None and (digest.room is not None or fresh.person != digest.person):
                found.append(Item(fresh.id, why))
        if len(some) < AT_ONCE:
            break
        after = (some[-1][0], some[-1][1].id)
    return Edition(tuple(reversed(found[-SHOWN:])), max(len(found) - SHOWN, 0))


def why_of(wanted: Wanted, fresh: Fresh) -> str | None:
    """Why a digest holds a resource: "tag fractions, grade 5"; None when it does not."""
    tags = [tag for tag in wanted.tags if tag in fresh.tags]
    subjects = [subject for subject in wanted.subjects if subject in fresh.subjects]
    grades = [grade for grade in fresh.grades if grade in wanted.grades]
    kind = fresh.kind if fresh.kind in wanted.kinds else None
    asked = ((wanted.tags, tags), (wanted.subjects, subjects), (wanted.grades, grades), (wanted.kinds, kind))
    if any(want and not met for want, met in asked):
        return None
    told = [f"tag {tag}" for tag in tags[:1]] + [f"subject {subject}" for subject in subjects[:1]]
    told += [grades_in_words(grades)] if grades else []
    told += [kind.value] if kind is not None else []
    return ", ".join(told) or "new here"
