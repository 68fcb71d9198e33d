"""The news of a week: what is new, what needs help, what was replied and what came of it; nothing twice."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from communitybot.ideas.cards.words import roles_words
from communitybot.ideas.meeting_repository import MeetingWork
from communitybot.ideas.model.idea import Idea
from communitybot.ideas.views import IdeaQuery, Sort

SHOWN = 4  # things of one kind in a message
HELP_SHOWN = 3
LOOKED_AT = 25

NEW, HELP, REPLY, OUTCOME = "new", "help", "reply", "outcome"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to tell of an idea: its kind, which (told once), and a word about it."""

    idea: str
    kind: str
    which: str
    about: str

    @property
    def key(self) -> tuple[str, str]:
        return self.idea, self.which


@dataclass(frozen=True, slots=True)
class Digest:
    """What there is to tell; `more` counts what did not fit, by kind."""

    items: tuple[Item, ...] = ()
    more: dict[str, int] = field(default_factory=dict)


async def gathered(work: MeetingWork, community: str, since: datetime, until: datetime) -> Digest:
    """The news of a time that no message told yet."""
    new = await work.meeting.new_ideas(community, since, until, limit=LOOKED_AT)
    replied = await work.meeting.answered(community, since, until, limit=LOOKED_AT)
    reported = await work.meeting.reported(community, since, until, limit=LOOKED_AT)
    query = IdeaQuery(sort=Sort.NEEDS_HELP, limit=LOOKED_AT)
    helped = (await work.ideas.listed(community, query)).ideas
    fresh = {idea.id for idea in new}
    found = [
        *(Item(idea.id, NEW, NEW, idea.stage.value) for idea in new),
        *(
            Item(idea.id, REPLY, f"{REPLY}:{answer.id}", f"{answer.by}: {answer.kind.value}")
            for idea, answer in replied
        ),
        *(Item(idea.id, OUTCOME, OUTCOME, outcome.changed) for idea, outcome in reported),
        *(Item(idea.id, HELP, HELP, needs(idea)) for idea in helped if idea.id not in fresh),
    ]
    known = await work.meeting.digested(community, list({item.idea for item in found}))
    return _few([item for item in found if item.key not in known])


def needs(idea: Idea) -> str:
    """What an idea looks for, in a few words."""
    return f"looks for {roles_words(idea.roles)}" if idea.roles else "looks for somebody to work with"


def _few(found: Sequence[Item]) -> Digest:
    items: list[Item] = []
    more: dict[str, int] = {}
    for kind, most in ((NEW, SHOWN), (REPLY, SHOWN), (OUTCOME, SHOWN), (HELP, HELP_SHOWN)):
        those = [item for item in found if item.kind == kind]
        items += those[:most]
        if len(those) > most and kind != HELP:  # those that need help longer come in their turn
            more[kind] = len(those) - most
    return Digest(tuple(items), more)
