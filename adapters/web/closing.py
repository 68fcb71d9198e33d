"""Ends the answers that would stay open for ever, so that a stop need not wait for them."""

import asyncio

from aiohttp import web

ENDLESS = "text/event-stream"


class Closing:
    """Knows which answers are endless; hang `noted` on `on_response_prepare`."""

    def __init__(self) -> None:
        self._endless: set[asyncio.Task[object]] = set()

    async def noted(self, request: web.Request, response: web.StreamResponse) -> None:
        """Remember the task of an endless answer for as long as it runs."""
        if response.content_type == ENDLESS:
            self._endless.add(request.task)
            request.task.add_done_callback(self._endless.discard)

    def end(self) -> None:
        """Break off every endless answer; a page asks again by itself once there is a server."""
        for task in tuple(self._endless):
            task.cancel()


CLOSING = web.AppKey("closing", Closing)
