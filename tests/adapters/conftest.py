"""An open playground, a bot behind the web server, and one that workspaces add by themselves."""

import aiohttp.web
import pytest
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
        return aiohttp.web.json_response({"took": len(await request.read())})

    routes = [
        aiohttp.web.get("/fails", fails),
        aiohttp.web.get("/api/fails", fails),
        aiohttp.web.post("/api/takes", takes),
    ]
    async with TestClient(TestServer(application(routes, PUBLIC, bot))) as open_client:
        yield open_client


@pytest.fixture
async def web(tmp_path):
    """A bot that no workspace has added yet."""
    from tests.adapters.installing import opened

    async with opened(tmp_path) as opening:
        yield opening


@pytest.fixture
async def browser():
    """A browser that keeps its cookies."""
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
        yield session
