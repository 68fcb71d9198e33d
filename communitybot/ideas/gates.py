"""What stands between an idea and its next stage: each thing that is done or missing, and what helps."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from communitybot.ideas.model.idea import GROWING, Idea, Member, Role, Stage
from communitybot.ideas.model.progress import Progress

SMALLEST_TEAM = 2
LARGEST_TEAM = 5
FRIENDS = 2


@dataclass(frozen=True, slots=True)
class Step:
    """One thing a stage asks for: what is so when it is `done`, else what is missing, and what helps."""

    done: bool
    words: str
    helps: str = ""


@dataclass(frozen=True, slots=True)
class Gate:
    """What leads from one stage `to` the next; at the last stage there is no next and nothing to do."""

    at: Stage
    to: Stage | None
    steps: tuple[Step, ...] = ()

    @property
    def missing(self) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if not step.done)

    @property
    def done(self) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if step.done)

    @property
    def open(self) -> bool:
        """Whether the idea may go on now."""
        return self.to is not None and not self.missing


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything a gate looks at."""

    idea: Idea
    members: Sequence[Member]
    progress: Progress
    now: datetime


def gate(idea: Idea, members: Sequence[Member], progress: Progress, now: datetime) -> Gate:
    """The gate an idea stands before; one that does not grow (parked, merged, not yet out) has none."""
    if idea.stage not in ASKED:
        return Gate(idea.stage, None)
    to = GROWING[GROWING.index(idea.stage) + 1]
    return Gate(idea.stage, to, ASKED[idea.stage](Standing(idea, members, progress, now)))


def missing(idea: Idea, members: Sequence[Member], progress: Progress, now: datetime) -> tuple[str, ...]:
    """What stands in the way of the next stage, a sentence each, with the command that helps."""
    found = gate(idea, members, progress, now).missing
    return tuple(f"{step.words} {step.helps} helps." if step.helps else step.words for step in found)


def _words(standing: Standing) -> tuple[Step, ...]:
    parts = (
        ("The need", standing.idea.need),
        ("The approach", standing.idea.approach),
        ("Who benefits", standing.idea.benefits),
        ("The help wanted", standing.idea.helps),
    )
    return tuple(_written(name, written=bool(text.strip())) for name, text in parts)


def _written(name: str, *, written: bool) -> Step:
    return Step(written, f"{name} is written." if written else f"{name} is not written yet.", "/idea edit")


def _team(standing: Standing) -> tuple[Step, ...]:
    size = len({member.person for member in standing.members})
    merged = len(standing.idea.authors) > 1  # all of both teams stay
    most = max(size, LARGEST_TEAM) if merged else LARGEST_TEAM
    taught = any(member.role is Role.TEACHER for member in standing.members)
    return (
        Step(SMALLEST_TEAM <= size <= most, _sized(size, most), "/idea team"),
        Step(
            taught,
            "A classroom teacher is in the team." if taught else "No classroom teacher is in the team yet.",
            "/idea team",
        ),
    )


def _sized(size: int, most: int) -> str:
    people = f"{size} {'person' if size == 1 else 'people'}"
    if size < SMALLEST_TEAM:
        return f"The team has {people}; it needs at least {SMALLEST_TEAM}."
    if size > most:
        return f"The team has {people}; at most {LARGEST_TEAM} carry an idea."
    return f"The team has {people}."


def _friends(standing: Standing) -> tuple[Step, ...]:
    agreed = standing.progress.friends_agreed
    said = f"{_of(agreed, FRIENDS)} critical friends agreed to read it."
    return (Step(agreed >= FRIENDS, said, "/idea friends"),)


def _model(standing: Standing) -> tuple[Step, ...]:
    empty = standing.progress.model_missing
    written = f"The logic model still lacks {_listed(empty)}." if empty else "The logic model is written."
    notes = f"{_of(standing.progress.notes, FRIENDS)} critical friends left their notes."
    return (
        Step(standing.progress.notes >= FRIENDS, notes, "/idea notes"),
        Step(not empty, written, "/idea model"),
    )


def _lab(standing: Standing) -> tuple[Step, ...]:
    dated, invited = standing.progress.lab is not None, standing.progress.stakeholders
    return (
        Step(dated, "The local lab has a date." if dated else "The local lab has no date yet.", "/idea lab"),
        Step(
            invited > 0,
            f"{invited} {'stakeholder is' if invited == 1 else 'stakeholders are'} named for the lab."
            if invited
            else "No stakeholder is named for the lab yet.",
            "/idea lab",
        ),
    )


def _commitments(standing: Standing) -> tuple[Step, ...]:
    held = standing.progress.lab is not None and standing.progress.lab <= standing.now
    made = standing.progress.commitments
    return (
        Step(
            held,
            "The local lab took place." if held else "The local lab has not taken place yet.",
            "/idea lab",
        ),
        Step(
            made > 0,
            f"{made} {'commitment has' if made == 1 else 'commitments have'} an owner and a date."
            if made
            else "No commitment has an owner and a date yet.",
            "/idea commit",
        ),
    )


def _outcome(standing: Standing) -> tuple[Step, ...]:
    told = standing.progress.reported
    return (
        Step(told, "The outcome is written." if told else "The outcome is not written yet.", "/idea outcome"),
    )


def _of(count: int, wanted: int) -> str:
    """How many of the wanted there are; more than wanted is told as it is."""
    return f"{count} of {wanted}" if count < wanted else str(count)


def _listed(names: Sequence[str]) -> str:
    lowered = [name.lower() for name in names]
    return lowered[0] if len(lowered) == 1 else f"{', '.join(lowered[:-1])} and {lowered[-1]}"


ASKED: Mapping[Stage, Callable[[Standing], tuple[Step, ...]]] = {
    Stage.SEED: _words,
    Stage.DEVELOPING: _team,
    Stage.TEAM: _friends,
    Stage.REVIEW: _model,
    Stage.MODEL: _lab,
    Stage.LAB: _commitments,
    Stage.IMPLEMENTING: _outcome,
}
