"""Ground truth: what each person sees in a channel, in a modal and on the Home tab."""

from dataclasses import dataclass, field

from twins.loom.reading import Reader, pings_of
from twins.loom.records import Json, Message, View
from twins.loom.rules.blocks import elements_of
from twins.loom.shapes import file_json
from twins.loom.world import World


@dataclass(frozen=True, slots=True)
class Seen:
    """One message as one person sees it; `pings` are those whom it alerts."""

    ts: str
    channel: str
    author: str
    text: str
    notification: str
    blocks: tuple[Json, ...] = field(repr=False)
    ephemeral: bool
    edited: bool
    thread: str | None
    files: tuple[str, ...]
    pings: frozenset[str]
    buttons: tuple[str, ...]
    metadata: Json | None = field(repr=False)
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class SeenView:
    """A modal, or the Home tab, as its person sees it."""

    id: str
    title: str
    text: str
    labels: tuple[str, ...]  # of what is asked
    buttons: tuple[str, ...]
    errors: dict[str, str]
    blocks: tuple[Json, ...] = field(repr=False)
    callback_id: str
    submit: str
    values: dict[str, str]  # what stands in each input beforehand, by block_id


def see(world: World, person: str, message: Message) -> Seen:
    reader = Reader(world, world.users[person])
    text = reader.blocks(message.blocks) if message.blocks else reader.text(message.text)
    return Seen(
        ts=message.ts,
        channel=message.channel,
        author=world.users[message.author].name,
        text=text,
        notification=reader.text(message.text),
        blocks=tuple(message.blocks),
        ephemeral=message.only_for is not None,
        edited=message.edited is not None,
        thread=message.thread_ts,
        files=tuple(file_json(world, world.uploads[each])["name"] for each in message.files),
        pings=pings_of(message.text, message.blocks, message.parse),
        buttons=_buttons(reader, message.blocks),
        metadata=message.metadata,
        pinned=message.pinned,
    )


def visible(world: World, person: str, channel: str) -> list[Message]:
    """List the messages in a channel that stand before a person, oldest first."""
    room = world.channels[channel]
    if room.deleted or ((room.private or room.direct) and person not in room.members):
        return []
    return [
        each
        for each in world.messages.get(channel, [])
        if not each.deleted and each.only_for in {None, person}
    ]


def see_view(world: World, view: View) -> SeenView:
    reader = Reader(world, world.users[view.person])
    blocks = view.drawn["blocks"]
    asked = [each for each in blocks if each["type"] == "input"]
    return SeenView(
        id=view.id,
        title=reader.object(view.drawn.get("title") or ""),
        text=reader.blocks(blocks),
        labels=tuple(reader.object(each["label"]) for each in asked),
        buttons=_buttons(reader, blocks),
        errors=dict(view.errors),
        blocks=tuple(blocks),
        callback_id=str(view.drawn.get("callback_id", "")),
        submit=reader.object(view.drawn.get("submit") or ""),
        values={each["block_id"]: _initial(reader, each["element"]) for each in asked},
    )


def _buttons(reader: Reader, blocks: list[Json]) -> tuple[str, ...]:
    return tuple(
        reader.object(element["text"])
        for block in blocks
        for element in elements_of(block)
        if element.get("type") == "button"
    )


def _initial(reader: Reader, element: Json) -> str:
    if "initial_option" in element:
        return reader.object(element["initial_option"]["text"])
    for name in ("initial_value", "initial_user", "initial_conversation", "initial_channel", "initial_date"):
        if name in element:
            return str(element[name])
    return ""
