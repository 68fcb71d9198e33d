"""How tests ask the twin by way of the unmodified libraries, and hear what it tells."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from twins.loom.twin import Twin


async def refusal_of(call: Awaitable[Any]) -> Any:
    """What a call that has to be refused is answered with."""
    try:
        await call
    except SlackApiError as refused:
        return refused.response
    raise AssertionError("nothing was refused")


async def error_of(call: Awaitable[Any]) -> str:
    return str((await refusal_of(call))["error"])


@asynccontextmanager
async def connected(twin: Twin, app: AsyncApp, **more: Any) -> AsyncIterator[AsyncSocketModeHandler]:
    """An app that hears over Socket Mode; `more` goes to its handler."""
    client = AsyncWebClient(base_url=twin.api_url)
    handler = AsyncSocketModeHandler(app, twin.app_token, web_client=client, **more)
    await handler.connect_async()
    await until(lambda: bool(twin.sockets.links))
    try:
        yield handler
    finally:
        await handler.close_async()


async def until(happens: Callable[[], bool], seconds: float = 8.0) -> None:
    async with asyncio.timeout(seconds):
        while not happens():
            await asyncio.sleep(0.01)
