"""What a person sees of one message: its words, what can be pressed, and whom it would notify."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from twins.chord.state import EPHEMERAL, Json, Message

if TYPE_CHECKING:
    from twins.chord.core import Core

ROW, BUTTON, STRING_SELECT, SECTION, TEXT_DISPLAY, FILE = 1, 2, 3, 9, 10, 13
SELECTS = {3, 5, 6, 7, 8}


@dataclass(frozen=True, slots=True)
class Control:
    """A button or a select, as it is shown."""

    kind: int
    label: str
    custom_id: str | None
    url: str | None = None
    disabled: bool = False
    options: tuple[tuple[str, str], ...] = ()
    least: int = 1
    most: int = 1


@dataclass(frozen=True, slots=True)
class Sight:
    """One message as one reader sees it."""

    id: str
    channel_id: str
    author: str
    text: str
    controls: tuple[Control, ...]
    files: tuple[str, ...]
    pings: tuple[str, ...]
    ephemeral: bool
    edited: bool
    loading: bool
    at: str
    thread_id: str | None = None

    @property
    def labels(self) -> list[str]:
        return [each.label for each in self.controls]

    def control(self, name: str) -> Control:
        """Find a control by its label, else by its custom_id."""
        for each in self.controls:
            if name in {each.label, each.custom_id}:
                return each
        raise LookupError(f"nothing called {name!r} to press; there are {self.labels}")


def walk(component: Json) -> Iterator[Json]:
    """Give a component and all that it holds, in reading order."""
    yield component
    inner = [*component.get("components", [])]
    inner += [component[key] for key in ("component", "accessory") if isinstance(component.get(key), dict)]
    for each in inner:
        yield from walk(each)


def parts_of(components: list[Json]) -> list[Json]:
    return [part for component in components for part in walk(component)]


def words_of(message: Message) -> str:
    parts = parts_of(message.components)
    lines = [message.content, *(each["content"] for each in parts if each["type"] == TEXT_DISPLAY)]
    for embed in message.embeds:
        lines += [embed.get("title", ""), embed.get("description", "")]
        lines += [f"{each['name']}: {each['value']}" for each in embed.get("fields", [])]
        lines.append(embed.get("footer", {}).get("text", ""))
    return "\n".join(line for line in lines if line)


def sight_of(message: Message, core: "Core") -> Sight:
    thread = core.world.channels.get(message.id)
    return Sight(
        id=message.id,
        channel_id=message.channel_id,
        author=message.author.name,
        text=words_of(message),
        controls=tuple(
            _control(each) for each in parts_of(message.components) if each["type"] in {2, *SELECTS}
        ),
        files=tuple(each["filename"] for each in message.attachments),
        pings=message.pings,
        ephemeral=bool(message.flags & EPHEMERAL),
        edited=message.edited is not None,
        loading=message.loading,
        at=message.timestamp,
        thread_id=thread.id if thread is not None else None,
    )


def _control(part: Json) -> Control:
    return Control(
        kind=part["type"],
        label=part.get("label") or part.get("placeholder") or "",
        custom_id=part.get("custom_id"),
        url=part.get("url"),
        disabled=bool(part.get("disabled")),
        options=tuple((each["label"], each["value"]) for each in part.get("options", [])),
        least=part.get("min_values", 1),
        most=part.get("max_values", 1),
    )
