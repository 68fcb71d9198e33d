"""What live chats ask of the store; every call demands the community, or a thread's own address."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from communitybot.communities.repository import CommunityRepository
from communitybot.livechats.model.chat import Chat, Showing, Stage
from communitybot.livechats.model.log import Presence, Reflection, Wondered
from communitybot.outbox.entry import Outbox
from communitybot.people.repository import PeopleRepository
from communitybot.threads.log import Line, Thread
from communitybot.threads.repository import Log


class Chats(Protocol):
    """The chats themselves."""

    async def add(self, chat: Chat) -> None: ...

    async def save(self, chat: Chat) -> None:
        """Store a chat as it is now, but for `lines`, which only `append` counts.

        Its `revision` never goes back: the higher one of what is kept and what is given stands.
        """
        ...

    async def delete(self, community: str, chat: str) -> None:
        """Forget a chat with all that hangs on it."""
        ...

    async def get(self, community: str, chat: str, *, hold: bool = False) -> Chat | None:
        """The chat; with `hold`, other units that hold it wait until this one has ended."""
        ...

    async def of_event(self, community: str, event: str) -> Sequence[Chat]:
        """The chats of an event, soonest first."""
        ...

    async def at_stage(
        self, community: str, stages: Sequence[Stage], *, limit: int, offset: int = 0
    ) -> Sequence[Chat]:
        """Chats at one of the stages: those to come soonest first, those over latest first."""
        ...

    async def named(self, community: str, text: str, *, limit: int) -> Sequence[Chat]:
        """Posted chats whose title or hashtag has a word that begins with the folded text, latest first."""
        ...


class ChatLog(Log, Protocol):
    """Lines, threads, and which lines stand where.

    After the end a line can be found at once. Whatever changes the log then, and every rewording, counts a
    revision of its chat: archive pages are drawn anew only then.
    """

    async def removals(self, community: str, chat: str) -> Sequence[Line]:
        """The records of who took words out of a chat, in order."""
        ...

    async def own(self, community: str, chat: str, person: str) -> Sequence[Line]:
        """What one person said, in order, removed lines left out."""
        ...

    async def hush(
        self, community: str, chat: str, person: str | None = None, *, before: datetime | None = None
    ) -> int:
        """Blank the words of a person, or of everybody, for good; returns how many lines had some.

        With `before`, only what was said before that moment. Their `text`, `shown` and `name` are empty
        from then on and they are `removed`, so that they never show as words; they keep their numbers, their
        author and where they were said. Lines that welcome newcomers lose the names as well. Questions of
        the audience (`unwonder`) and reflections (`unreflect`) stay.
        """
        ...

    async def listened(self, platform: str, since: datetime) -> Sequence[tuple[Thread, Chat]]:
        """The open threads of a platform whose chats are live, or took words (late ones too) after `since`.

        With `since` a day ago these are the live ones, those that take late answers, and those of a day.
        """
        ...


class Part(Protocol):
    """Who takes part, and how."""

    async def sign(
        self, community: str, chat: str, person: str, name: str, at: datetime, *, word: bool, answer: bool
    ) -> bool:
        """Note a sign of somebody, with a word or an answer; whether it was their first, or first word."""
        ...

    async def presences(self, community: str, chat: str) -> Sequence[Presence]:
        """By first sign."""
        ...

    async def record(self, community: str, chat: str, minutes: Mapping[str, int]) -> None:
        """Keep for how many minutes each person was there, once the chat is over."""
        ...

    async def welcomed(self, community: str, chat: str, people: Sequence[str]) -> None: ...

    async def react(
        self, community: str, chat: str, line: int, person: str, mark: str, *, on: bool, at: datetime
    ) -> None: ...

    async def answered(self, community: str, chat: str) -> Mapping[int, int]:
        """How many people's words stand under each question that somebody answered."""
        ...

    async def reactions(self, community: str, chat: str) -> Mapping[int, int]:
        """How many people reacted to each line that somebody reacted to; its author does not count."""
        ...

    async def show(self, community: str, chat: str, person: str, showing: Showing, at: datetime) -> None:
        """Keep how somebody wants to appear; `chat` empty is from now on, wherever they do not say.

        Counts a revision of each chat it may show in.
        """
        ...

    async def showings(
        self, community: str, chat: str, people: Sequence[str] | None = None
    ) -> Mapping[str, Showing]:
        """How people appear in a chat: as they said for it, else for all chats; others are not in it."""
        ...

    async def wonder(self, community: str, chat: str, wondered: Wondered) -> None: ...

    async def wondering(self, community: str, chat: str) -> Sequence[Wondered]:
        """What the audience wants to ask and has not been taken: most votes first, then oldest."""
        ...

    async def vote(self, community: str, chat: str, wondered: str, person: str, *, on: bool) -> int:
        """Keep whether somebody wants to hear an answer; returns how many do. Again changes nothing."""
        ...

    async def votes_of(self, community: str, chat: str, person: str) -> frozenset[str]: ...

    async def take(self, community: str, chat: str, wondered: str) -> Wondered | None:
        """Take a question off the list; None when it was taken already."""
        ...

    async def unwonder(
        self, community: str, chat: str, person: str | None = None, *, before: datetime | None = None
    ) -> Sequence[Wondered]:
        """Forget what a person, or anybody, wanted to ask, with its votes; returns it, for the last time.

        With `before`, only what was asked before that moment. What was taken is forgotten as well.
        """
        ...

    async def unreflect(self, community: str, chat: str, person: str) -> bool:
        """Forget somebody's reflection; whether there was one."""
        ...

    async def reflect(self, community: str, chat: str, reflection: Reflection) -> None:
        """Keep somebody's reflection, in place of their earlier one."""
        ...

    async def reflections(self, community: str, chat: str) -> Sequence[Reflection]: ...


class Archives(Protocol):
    """Finding words again."""

    async def addressed(self, chat: str) -> Chat | None:
        """The chat that an archive's web address names, whosoever's it is.

        The address carries no community: whoever asks checks first what the address entitles to.
        """
        ...

    async def index(self, community: str, chat: str) -> None:
        """Make what was said in a chat findable as it stands now, in place of what was."""
        ...

    async def find_words(
        self, community: str, words: Sequence[str], *, limit: int, offset: int = 0
    ) -> Sequence[tuple[Chat, Line]]:
        """Lines of archived chats that have a word beginning with each of the folded words, latest first.

        Those of people who are left out are not found.
        """
        ...


class ChatRepository(Chats, ChatLog, Part, Archives, Protocol):
    """Everything about live chats that is kept."""


class ChatsWork(Protocol):
    """The stores a unit of work offers to this package."""

    @property
    def chats(self) -> ChatRepository: ...

    @property
    def outbox(self) -> Outbox: ...

    @property
    def communities(self) -> CommunityRepository: ...

    @property
    def people(self) -> PeopleRepository: ...
