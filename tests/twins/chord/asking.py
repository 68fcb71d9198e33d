"""A bare client for the twin's REST: what is asked goes out as it is, unhelped by any library."""

import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp
from twins.chord.twin import Twin


@dataclass(slots=True)
class Answer:
    status: int
    body: Any
    headers: dict[str, str]

    @property
    def code(self) -> int:
        return int(self.body["code"])

    @property
    def faults(self) -> list[str]:
        return [each["message"] for each in self.body.get("errors", {}).get("_errors", [])]


@dataclass(slots=True)
class Asking:
    """Asks with the bot's token, unless given another."""

    twin: Twin
    session: aiohttp.ClientSession

    async def __call__(
        self,
        method: str,
        path: str,
        body: object = None,
        *,
        token: str | None = None,
        files: list[tuple[str, bytes]] | None = None,
        timeout: float = 5.0,
    ) -> Answer:
        headers = {"Authorization": f"Bot {token or self.twin.token}"}
        limit = aiohttp.ClientTimeout(total=timeout)
        more: dict[str, Any] = {"json": body} if body is not None else {}
        if files is not None:
            form = aiohttp.FormData(quote_fields=False)
            form.add_field("payload_json", aiohttp.payload.JsonPayload(body or {}))
            for index, (name, content) in enumerate(files):
                form.add_field(
                    f"files[{index}]", io.BytesIO(content), filename=name, content_type="text/plain"
                )
            more = {"data": form}
        async with self.session.request(
            method, self.twin.api_url + path, headers=headers, timeout=limit, **more
        ) as answer:
            told = await answer.json() if answer.content_type == "application/json" else await answer.text()
            return Answer(answer.status, told, dict(answer.headers))

    async def post(self, room: Any, body: object = None, **more: Any) -> Answer:
        """Post into a room; a text stands for its message."""
        given = {"content": body} if isinstance(body, str) else body
        return await self("POST", f"/channels/{getattr(room, 'id', room)}/messages", given, **more)


@asynccontextmanager
async def asking(twin: Twin) -> AsyncIterator[Asking]:
    async with aiohttp.ClientSession() as session:
        yield Asking(twin, session)
