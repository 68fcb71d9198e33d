"""A bare slack-bolt AsyncApp over aiohttp with default settings, answering constant text."""

from aiohttp import web


def application(token: str, secret: str, api_url: str) -> web.Application:
    """The server as slack-bolt's documentation sets it up for aiohttp."""
    from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
    from slack_bolt.async_app import AsyncApp
    from slack_sdk.web.async_client import AsyncWebClient

    app = AsyncApp(client=AsyncWebClient(token=token, base_url=api_url), signing_secret=secret)

    @app.command("/events")
    async def answer(ack):  # type: ignore[no-untyped-def] # as its documentation has it
        await ack("Reading circle is on Friday at 5 PM.")

    async def heard(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await app.async_dispatch(await to_bolt_request(request)))

    server = web.Application()
    server.router.add_post("/slack/commands", heard)
    return server
