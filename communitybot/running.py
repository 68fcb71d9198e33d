"""A process's life: adapters found and started, the relay at work, all ended within eight seconds."""

import asyncio
import contextlib
import gc
import os
import signal
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from importlib.metadata import entry_points
from typing import Any

from communitybot.bootstrap import House, build
from communitybot.clocks import AnyClock, MovableClock, SystemClock
from communitybot.logs import Log, quiet_logs
from communitybot.ports import Adapter
from communitybot.settings import BadSettings, Settings, unknown_variables

GROUP = "communitybot.adapters"
STAND_IN = "playground"  # what is served while nothing else is set up
NO_PLATFORMS = frozenset({STAND_IN, "web", "links"})  # nothing that people would talk in instead
STOP_WITHIN = 7.0  # seconds for an orderly end; process managers kill after ten (R13 promises eight)
log = Log("communitybot.running")


async def serve(settings: Settings, *, sample: bool = False) -> None:
    """Run until SIGTERM or Ctrl-C."""
    async with opened(settings, SystemClock()) as house:
        if sample:
            from communitybot.sample.planting import plant

            print(await plant(house, coming=True))  # noqa: T201 - this is what the person sees
        await until_stopped(house)


async def migrate(settings: Settings) -> str:
    """Bring the tables up to date; returns a sentence that says what was done."""
    from communitybot.storage.engine import create
    from communitybot.storage.migrate import migrate as bring_forward

    database = create(settings.database_url)
    try:
        applied = await bring_forward(database)
    finally:
        await database.close()
    return f"Brought forward: {', '.join(applied)}." if applied else "The database is up to date."


@asynccontextmanager
async def opened(settings: Settings, clock: AnyClock) -> AsyncIterator[House]:
    """Everything built, connected, serving and sending; ended in order whatever happens."""
    quiet_logs()
    house = await build(settings, clock)
    adapters = chosen(settings)
    try:
        await _start(house, adapters)
        yield house
    finally:
        try:
            async with asyncio.timeout(STOP_WITHIN):
                await _stop(house, adapters)
        except TimeoutError:
            log.warning("Not everything ended in time.", action="stop")


def chosen(settings: Settings) -> list[Adapter]:
    """The adapters this configuration wants, the web server last.

    Raises:
        BadSettings: when one of them is set up wrongly.
    """
    wanted = chosen_of([point.load()() for point in entry_points(group=GROUP)], settings)
    if mistakes := _wrong(wanted, settings):
        raise BadSettings(mistakes)
    return sorted(wanted, key=lambda adapter: adapter.name == "web")


def wrong_with_platforms(settings: Settings) -> tuple[str, ...]:
    """Every mistake in the settings of the platforms that are set up, without asking them."""
    return _wrong(chosen_of([point.load()() for point in entry_points(group=GROUP)], settings), settings)


def _wrong(adapters: Iterable[Adapter], settings: Settings) -> tuple[str, ...]:
    return tuple(mistake for adapter in adapters for mistake in adapter.check(settings))


def chosen_of(found: Iterable[Adapter], settings: Settings) -> list[Adapter]:
    """Those the settings ask for; the stand-in gives way to any other platform, unless it is asked for."""
    wanted = [adapter for adapter in found if adapter.wanted(settings)]
    others = [adapter for adapter in wanted if adapter.name not in NO_PLATFORMS]
    if others and settings.playground == "auto":
        wanted = [adapter for adapter in wanted if adapter.name != STAND_IN]
    return wanted


async def _start(house: House, adapters: Sequence[Adapter]) -> None:
    routes: list[Any] = []
    for adapter in adapters:
        keeps_words = getattr(adapter, "keeps_words", None)
        if keeps_words is not None and not keeps_words(house.settings):
            house.wordless.add(adapter.name)
        hears_rooms = getattr(adapter, "hears_rooms", None)
        if hears_rooms is not None and not hears_rooms(house.settings):
            house.deaf.add(adapter.name)
        routes += adapter.routes(house.bot)
        platform = await adapter.start(house.bot)
        if platform is not None:
            house.platforms[platform.name] = platform
        look = getattr(adapter, "health", None)
        if look is not None:
            house.watched.append(look)
        previews = getattr(adapter, "previews", None)
        if previews is not None:
            house.looking.door = previews()
        house.cast += getattr(adapter, "cast", ())
    await house.start()
    for adapter in adapters:
        serve_web = getattr(adapter, "serve", None)
        if serve_web is not None:
            house.address = await serve_web(routes, house.settings, house.bot)
    house.playground = any(adapter.name == STAND_IN for adapter in adapters)


async def _stop(house: House, adapters: Sequence[Adapter]) -> None:
    """The server first (nobody new comes in), then the relay, then its platforms, then the store."""
    for adapter in reversed(adapters):
        if adapter.name == "web":
            await _end(adapter.stop, adapter.name)
    await _end(house.stop, "relay")
    for adapter in adapters:
        if adapter.name != "web":
            await _end(adapter.stop, adapter.name)
    await _end(house.close, "database")


async def _end(stop: Callable[[], Any], what: str) -> None:
    try:
        await stop()
    except Exception as fault:  # noqa: BLE001 - one part that ends badly must not keep the others from ending
        log.warning("A part ended badly.", action="stop", part=what, fault=type(fault).__name__)


async def until_stopped(house: House) -> None:
    """Say where things are, then wait for SIGTERM, SIGINT, or the relay's own end."""
    gc.freeze()  # all that stands now stays, so that the collector need not walk it again
    gc.enable()
    announce(house)
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(sign, stopping.set)
    waiting = asyncio.create_task(stopping.wait())
    try:
        await asyncio.wait({waiting, house.relaying}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        waiting.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await waiting
    if house.relaying.done() and not stopping.is_set():
        house.relaying.result()


def announce(house: House) -> None:
    """What a person at the terminal needs to know, and no more."""
    lines = []
    if house.playground:
        if not isinstance(house.clock, MovableClock):
            lines.append("No platform is set up yet, so I serve a local chat page to try everything in.")
            lines.append("For Connected Educator Month as a sample: communitybot run --sample")
        lines.append(f"Playground: {house.address}")
    else:
        lines.append(f"Serving pages and calendars at {house.address}")
    lines += [
        f"{name} is no setting of mine; .env.example lists those there are."
        for name in unknown_variables(os.environ)
    ]
    lines.append("Stop with Ctrl-C.")
    print("\n".join(lines), flush=True)  # noqa: T201 - this is the command's answer
