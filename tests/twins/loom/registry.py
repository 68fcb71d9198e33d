"""The Web API's methods by name, each with the scopes, the tier and the schema it stands under."""

from collections.abc import Callable
from dataclasses import dataclass

from twins.loom.records import Json, Team, Token
from twins.loom.world import World


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a method, its arguments read and its token known to be good."""

    world: World
    method: str
    arguments: Json
    token: Token
    team: Team

    def text(self, name: str) -> str:
        return str(self.arguments.get(name) or "")


@dataclass(frozen=True, slots=True)
class Method:
    """`scopes` are alternatives for each other; `kinds` are the tokens that may call."""

    name: str
    answer: Callable[[Call], Json]
    scopes: tuple[str, ...]
    tier: int | None
    schema: str | None
    kinds: frozenset[str]


METHODS: dict[str, Method] = {}

Answer = Callable[[Call], Json]


def method(
    name: str,
    *scopes: str,
    tier: int | None = 3,
    schema: str | None = None,
    kinds: tuple[str, ...] = ("bot", "user"),
) -> Callable[[Answer], Answer]:
    """Register a method under its name; the schema is named for it unless said otherwise."""

    def register(answer: Answer) -> Answer:
        named = schema or _schema(name)
        METHODS[name] = Method(name, answer, scopes, tier, named, frozenset(kinds))
        return answer

    return register


def _schema(name: str) -> str:
    """`chat.postMessage` is `ChatPostMessageArguments`."""
    return "".join(part[0].upper() + part[1:] for part in name.split(".")) + "Arguments"
