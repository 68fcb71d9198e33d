"""How people appear in an archive: by name, by initials, as "an educator", or not at all."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from communitybot.communities.names import clean
from communitybot.livechats.archive.page import EDUCATOR
from communitybot.livechats.model.chat import Chat, Host, Showing

MOST_INITIALS = 3  # of a longer name, the first ones
LEFT_OUT = "someone who is left out"


class Appearing:
    """What each person is called in one archive. Whoever has not chosen appears without a name.

    `names` are what people were called, in order: the last one counts, since it is what they want now.
    """

    def __init__(self, showings: Mapping[str, Showing], names: Iterable[tuple[str, str]]) -> None:
        self._showings = showings
        self._known: defaultdict[str, dict[str, None]] = defaultdict(dict)
        last: dict[str, str] = {}
        for person, name in names:
            if name and last.get(person) != name:
                self._known[person][name] = None
                last[person] = name
        self._called = {person: self._call(person, name) for person, name in last.items()}

    @property
    def known(self) -> Iterable[tuple[str, Iterable[str]]]:
        """Everybody with every name they were called by."""
        return ((person, tuple(names)) for person, names in self._known.items())

    def left_out(self, person: str | None) -> bool:
        return person is not None and self._showings.get(person) is Showing.LEFT_OUT

    def veiled(self, person: str) -> bool:
        """Whether their name may not be seen."""
        return self._showings.get(person) is not Showing.NAME

    def recognisable(self, person: str | None) -> bool:
        """Whether a reader may know that two lines are of the same person."""
        return person is not None and self._showings.get(person) in {Showing.NAME, Showing.INITIALS}

    def called(self, person: str | None) -> str:
        """What somebody is called."""
        return EDUCATOR if person is None else self._called.get(person) or self._call(person, "")

    def hosts(self, chat: Chat) -> tuple[str, ...]:
        """Who hosted, as each appears: names first, then how many hosted without one."""
        shown = [self._host(host) for host in chat.hosts if not self.left_out(host.person)]
        named = tuple(dict.fromkeys(name for name in shown if name != EDUCATOR))
        unnamed = shown.count(EDUCATOR)
        rest = EDUCATOR if unnamed == 1 else f"{unnamed} educators"
        return (*named, rest) if unnamed else named

    def _host(self, host: Host) -> str:
        if host.person is None:
            return clean(host.name, EDUCATOR)  # a guest, who was announced by this name
        return self._call(host.person, host.name)

    def _call(self, person: str, name: str) -> str:
        match self._showings.get(person):
            case Showing.LEFT_OUT:
                return LEFT_OUT
            case Showing.NAME:
                return _cleaned(name)
            case Showing.INITIALS:
                return initials(name)
            case _:
                return EDUCATOR


@lru_cache(maxsize=2_048)
def _cleaned(name: str) -> str:
    return clean(name, EDUCATOR)


@lru_cache(maxsize=2_048)
def initials(name: str) -> str:
    """The first letters of a name: "D. W."; "an educator" where it has none."""
    first = (next((letter for letter in word if letter.isalnum()), "") for word in clean(name, "").split())
    letters = [letter.upper() for letter in first if letter][:MOST_INITIALS]
    return " ".join(f"{letter}." for letter in letters) or EDUCATOR
