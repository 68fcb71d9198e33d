"""What an author, or a moderator, is shown of an idea before others see it."""

from collections.abc import Sequence
from dataclasses import dataclass

from communitybot.ideas.model.idea import Idea, IdeaSettings, Role
from communitybot.ideas.waiting import Expected
from communitybot.people.cautions import Caution


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """An idea with all its author should know before sending it.

    `role` is what they bring to its team themselves. `notes` tell how what was typed was read, a sentence
    each. `moderators` is how many people would be told that it waits.
    """

    idea: Idea
    settings: IdeaSettings
    wait: Expected
    role: Role | None = None
    similar: Sequence[Idea] = ()
    cautions: Sequence[Caution] = ()
    hints: Sequence[str] = ()
    notes: Sequence[str] = ()
    moderators: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What came of sending an idea: `now` says that this press did it, and not an earlier one."""

    idea: Idea
    now: bool
    wait: Expected
    moderators: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """The idea a moderator looks at, among those that wait; None when none does.

    `place` counts from 1, the longest waiting first.
    """

    idea: Idea | None
    place: int = 0
    waiting: int = 0
    wait: Expected
    similar: Sequence[Idea] = ()
    cautions: Sequence[Caution] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What a moderator's press came to: `now` says that it was this press.

    `changed` says that nothing was done, since the idea had other words by then.
    """

    idea: Idea
    now: bool
    changed: bool = False
    left: int = 0  # ideas that wait still


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """An idea before and after a change of its words, and how what was typed was read."""

    before: Idea
    idea: Idea
    notes: Sequence[str] = ()
