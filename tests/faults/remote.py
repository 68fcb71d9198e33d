"""The platform as the bot under test sees it: a client of the recorder, with an adapter's time limit."""

import asyncio
import json
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from communitybot.conversation.addresses import MessageRef, PersonAddress, PlaceAddress
from communitybot.conversation.frozen import freeze
from communitybot.conversation.message import Message
from communitybot.outbox.ledger import stamp
from communitybot.ports import PlatformPerson, TryLater, Undeliverable


class RemotePlatform:
    """Asks the recorder over its socket; an answer that does not come in `timeout` seconds leaves a doubt.

    The drills deliver and edit: what they never ask for raises, so that it would be noticed.
    """

    name = "fake"

    def __init__(self, socket: str, *, honours_keys_for: timedelta, timeout: float) -> None:
        self.honours_keys_for = honours_keys_for
        self._socket = socket
        self._timeout = timeout
        self._writer: asyncio.StreamWriter | None = None
        self._reading: asyncio.Task[None] | None = None
        self._connecting = asyncio.Lock()
        self._numbers = count()
        self._waiting: dict[int, asyncio.Future[dict[str, Any]]] = {}

    async def post(self, place: PlaceAddress, message: Message, key: str) -> MessageRef:
        answer = await self._ask("post", place=str(place), key=key, words=freeze(message))
        if "later" in answer:
            raise TryLater(timedelta(seconds=answer["later"]))
        return MessageRef.parse(answer["ref"])

    async def find(self, place: PlaceAddress, key: str, since: datetime) -> MessageRef | None:
        answer = await self._ask("find", place=str(place), key=key, since=stamp(since))
        return MessageRef.parse(answer["ref"]) if answer["ref"] else None

    async def edit(self, ref: MessageRef, message: Message) -> None:
        answer = await self._ask("edit", ref=str(ref), words=freeze(message))
        if "gone" in answer:
            raise Undeliverable("it was deleted", gone=True)

    async def remove(self, ref: MessageRef) -> None:
        raise NotImplementedError  # no drill asks for it

    async def open_thread(
        self,
        place: PlaceAddress,
        title: str,
        opening: Message,
        key: str,
        *,
        first: MessageRef | None = None,
        pinned: bool = True,
    ) -> PlaceAddress:
        raise NotImplementedError  # no drill asks for it

    async def close(self, place: PlaceAddress) -> None:
        raise NotImplementedError  # no drill asks for it

    async def reopen(self, place: PlaceAddress) -> None:
        raise NotImplementedError  # no drill asks for it

    async def direct(self, person: PersonAddress) -> PlaceAddress:
        return PlaceAddress(person.platform, person.space, f"dm-{person.person}")

    async def look_up(self, person: PersonAddress) -> PlatformPerson | None:
        return PlatformPerson(person, person.person)

    def link(self, ref: MessageRef) -> str | None:  # noqa: ARG002
        return None

    async def end(self) -> None:
        """Close the connection; for tests that share their process with it."""
        if self._writer is not None and self._reading is not None:
            self._writer.close()
            await self._writer.wait_closed()
            self._reading.cancel()
            await asyncio.gather(self._reading, return_exceptions=True)

    async def _ask(self, do: str, **what: Any) -> dict[str, Any]:
        number = next(self._numbers)
        future: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        self._waiting[number] = future
        try:
            writer = await self._connected()
            writer.write(json.dumps({"id": number, "do": do, **what}).encode() + b"\n")
            return await asyncio.wait_for(future, self._timeout)
        except (TimeoutError, OSError):
            raise TryLater(timedelta(0), unsure=True) from None
        finally:
            del self._waiting[number]

    async def _connected(self) -> asyncio.StreamWriter:
        async with self._connecting:
            if self._writer is None:
                reader, self._writer = await asyncio.open_unix_connection(self._socket, limit=2**24)
                self._reading = asyncio.create_task(self._read(reader))
            return self._writer

    async def _read(self, reader: asyncio.StreamReader) -> None:
        async for line in reader:
            answer = json.loads(line)
            waiting = self._waiting.get(answer.pop("id"))
            if waiting is not None and not waiting.done():
                waiting.set_result(answer)
