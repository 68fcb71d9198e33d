"""An open playground, and a bot behind the web server; tests of Discord and Slack lay tables of their own."""

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from adapters.web.server import application
from tests.adapters.playing import playing
from tests.adapters.serving import PUBLIC, WellBot


@pytest.fixture
async def table(tmp_path):
    async with playing(tmp_path / "playground.db") as open_table:
        yield open_table


@pytest.fixture
def bot():
    return WellBot()


@pytest.fixture
async def client(bot):
    async def fails(_request):
        raise RuntimeError("a secret detail")

    async def takes(request):
        return web.json_response({"took": len(await request.read())})

    routes = [web.get("/fails", fails), web.get("/api/fails", fails), web.post("/api/takes", takes)]
    async with TestClient(TestServer(application(routes, PUBLIC, bot))) as open_client:
        yield open_client
