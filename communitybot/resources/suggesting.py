"""New for you: what fits what somebody tells of themselves, saved, tried and follows, with reasons."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from communitybot.conversation.inbound import Caller
from communitybot.ports import Clock, Units
from communitybot.resources.cards.words import grades_in_words, title_of
from communitybot.resources.desk import find
from communitybot.resources.digest_repository import DigestWork
from communitybot.resources.model.digest import Leaning, Wanted
from communitybot.resources.model.grades import OF_LEVEL, Grade
from communitybot.resources.model.resource import Resource
from communitybot.resources.reading import subject_of
from communitybot.resources.views import ResourceQuery, Sort

SHOWN = 5
OF_ONE = 3  # at most of one tag or subject
LOOKED_BACK = 200  # resources somebody saved or tried last
TAGS, SUBJECTS = 5, 3  # asked for
AT_ONCE = 25  # resources of each
USED = 15  # shown to whoever tells nothing, less what they know
NEW = timedelta(days=7)
NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@dataclass(frozen=True, slots=True, kw_only=True)
class Taste:
    """What somebody can see themselves: their profile, what they saved and tried, and their digests' tags."""

    grades: frozenset[Grade] = frozenset()
    subjects: tuple[str, ...] = ()
    saved: Mapping[str, int] = field(default_factory=dict)  # by tag
    tried: Mapping[str, int] = field(default_factory=dict)
    followed: tuple[str, ...] = ()

    @property
    def tags(self) -> Mapping[str, float]:
        """How much each tag counts: a try more than a save."""
        weights: Counter[str] = Counter()
        for tag, number in self.saved.items():
            weights[tag] += min(number, 4)
        for tag, number in self.tried.items():
            weights[tag] += 2 * min(number, 4)
        for tag in self.followed:
            weights[tag] += 1
        return weights

    @property
    def empty(self) -> bool:
        return not (self.grades or self.subjects or self.saved or self.tried or self.followed)


@dataclass(frozen=True, slots=True)
class Suggested:
    """A resource, and why it is shown."""

    resource: Resource
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownSuggestions:
    """What is new for somebody; `popular` says that it is only what others use. `undo` takes a no back."""

    some: Sequence[Suggested]
    popular: bool
    profile: bool  # whether they tell anything of themselves
    said: str = ""
    undo: str | None = None


class Suggestions:
    """Each for themselves; what they wave away is theirs alone."""

    def __init__(self, units: Units[DigestWork], clock: Clock) -> None:
        self._units = units
        self._clock = clock

    async def show(self, caller: Caller) -> ShownSuggestions:
        return await self._units.read(lambda work: self._shown(work, caller))

    async def dismiss(self, caller: Caller, resource: str, *, on: bool) -> ShownSuggestions:
        """Show a resource to somebody no more, or again; the same once more changes nothing.

        Raises:
            NotFound: for none of this community.
        """
        now = self._clock.now()

        async def unit(work: DigestWork) -> ShownSuggestions:
            found = await find(work, caller, resource)
            await work.digests.dismiss(caller.community, caller.person, found.id, on=on, at=now)
            title = title_of(found, 60)
            said = f"“{title}” is not shown here again." if on else f"“{title}” may be shown again."
            return await self._shown(work, caller, said, found.id if on else None)

        return await self._units.run(unit)

    async def _shown(
        self, work: DigestWork, caller: Caller, said: str = "", undo: str | None = None
    ) -> ShownSuggestions:
        now = self._clock.now()
        leanings = await work.digests.leanings(caller.community, caller.person, limit=LOOKED_BACK)
        taste = await _taste(work, caller, leanings)
        known = {leaning.id for leaning in leanings}
        known |= await work.digests.dismissed(caller.community, caller.person)
        fits = [
            each
            for each in await _candidates(work, caller.community, taste)
            if each.id not in known and not each.by(caller.person)
        ]
        some = suggested(fits, taste, now)
        popular = not some
        if popular:
            used = await _listed(work, caller.community, ResourceQuery(sort=Sort.TRIED, limit=USED))
            if len(used) < USED:  # few were tried yet
                used += await _listed(work, caller.community, ResourceQuery(sort=Sort.NEW, limit=USED))
            some = [
                Suggested(each, _of_others(each, now) or ("shared here",))
                for each in {one.id: one for one in used}.values()
                if each.id not in known and not each.by(caller.person)
            ][:SHOWN]
        return ShownSuggestions(some, popular, bool(taste.grades or taste.subjects), said, undo)


def suggested(some: Sequence[Resource], taste: Taste, now: datetime) -> Sequence[Suggested]:
    """Those that fit best, each with why; no more than a few on one thing, and none without a reason."""
    tags = taste.tags
    ranked = sorted(
        ((_score(each, taste, tags, now), each) for each in {one.id: one for one in some}.values()),
        key=lambda pair: (-pair[0], pair[1].id),
    )
    chosen: list[Suggested] = []
    of: Counter[str] = Counter()
    for score, each in ranked:
        own = _own(each, taste, tags)
        if score <= 0 or not own or len(chosen) == SHOWN or of[own[0]] >= OF_ONE:
            continue
        of[own[0]] += 1
        chosen.append(Suggested(each, (*own, *_of_others(each, now))[:3]))
    return chosen


def _score(resource: Resource, taste: Taste, tags: Mapping[str, float], now: datetime) -> float:
    score = sum(min(tags.get(tag, 0), 8) for tag in resource.tags)
    score += 4 * sum(subject in taste.subjects for subject in resource.subjects)
    if taste.grades and resource.grades:
        score += 2 if taste.grades & set(resource.grades) else -6
    score += min(resource.again, 5) * 0.6 + min(resource.tries, 5) * 0.2
    age = max((now - (resource.shared or now)) / timedelta(days=30), 0.0)
    return score + 2 * 0.5**age if score > 0 else score


def _own(resource: Resource, taste: Taste, tags: Mapping[str, float]) -> tuple[str, ...]:
    """What of somebody's own it fits: "grade 5 science", "you saved two on argumentation"."""
    grades = [grade for grade in resource.grades if grade in taste.grades]
    subject = next((one for one in resource.subjects if one in taste.subjects), "")
    whole = grades_in_words(grades) if len(grades) <= 6 else ""
    told = [" ".join(part for part in (whole, subject) if part)]
    tag = max(resource.tags, key=lambda one: tags.get(one, 0), default="")
    if tried := taste.tried.get(tag):
        told.append(f"you tried {_number(tried)} on {tag}")
    elif saved := taste.saved.get(tag):
        told.append(f"you saved {_number(saved)} on {tag}")
    elif tag in taste.followed:
        told.append(f"your digest follows {tag}")
    return tuple(part for part in told if part)


def _of_others(resource: Resource, now: datetime) -> tuple[str, ...]:
    told = []
    if resource.tries:
        again = f", {resource.again} would again" if resource.again else ""
        told.append(f"tried by {resource.tries}{again}")
    if resource.shared is not None and now - resource.shared < NEW:
        told.append("new this week")
    return tuple(told)


def _number(number: int) -> str:
    return NUMBERS[number] if number < len(NUMBERS) else str(number)


async def _taste(work: DigestWork, caller: Caller, leanings: Sequence[Leaning]) -> Taste:
    profile = await work.profiles.get(caller.community, caller.person)
    digests = await work.digests.of_person(caller.community, caller.person)
    saved: Counter[str] = Counter()
    tried: Counter[str] = Counter()
    for leaning in leanings:
        (tried if leaning.tried else saved).update(leaning.tags)
    followed = [tag for each in digests if each.begun is not None for tag in each.wanted.tags]
    return Taste(
        grades=frozenset(grade for level in profile.levels for grade in OF_LEVEL[level])
        if profile is not None
        else frozenset(),
        subjects=tuple(subject_of(one) for one in profile.subjects) if profile is not None else (),
        saved=saved,
        tried=tried,
        followed=tuple(dict.fromkeys(followed)),
    )


async def _candidates(work: DigestWork, community: str, taste: Taste) -> Sequence[Resource]:
    """What has a tag or a subject of theirs, newest of each first; by grade alone where they tell no more."""
    tags = sorted(taste.tags.items(), key=lambda pair: (-pair[1], pair[0]))[:TAGS]
    wanted = Wanted(tags=tuple(tag for tag, _ in tags), subjects=taste.subjects[:SUBJECTS])
    if wanted == Wanted():
        wanted = Wanted(grades=tuple(grade for grade in Grade if grade in taste.grades))
    return await work.digests.near(community, wanted, each=AT_ONCE)


async def _listed(work: DigestWork, community: str, query: ResourceQuery) -> list[Resource]:
    return [hit.resource for hit in (await work.resources.sought(community, query)).hits]
