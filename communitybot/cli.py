"""The command line: `communitybot run | demo | check | migrate | manifest ...`; heavy parts load late."""

import gc
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, TypeVar

import click

import communitybot

T = TypeVar("T")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(communitybot.__version__, prog_name="communitybot", message="%(prog)s %(version)s")
def main() -> None:
    """Events, reminders and conversations for educators' communities, where they already talk."""


@main.command()
@click.option(
    "--sample", is_flag=True, help="Plant Connected Educator Month, its dates moved to the coming October."
)
def run(*, sample: bool) -> None:
    """Run the bot as .env and the environment say; stop it with Ctrl-C or SIGTERM."""

    def start(settings: Any) -> Coroutine[Any, Any, None]:
        gc.disable()  # until all stands: starting makes next to no garbage
        from communitybot.running import serve

        return serve(settings, sample=sample)

    _with_settings(start)


@main.command()
def demo() -> None:
    """Serve the sample community in a local chat page, with a clock that can be moved on."""

    def start(settings: Any) -> Coroutine[Any, Any, None]:
        gc.disable()
        from communitybot.demo import serve_demo

        return serve_demo(settings)

    _with_settings(start, **_demo_defaults())


@main.command()
def check() -> None:
    """Say what is configured and what is wrong, by variable name; exit 1 when the bot cannot run."""

    def start(settings: Any) -> Coroutine[Any, Any, bool]:
        from communitybot.checking import check as look

        return look(settings, say=click.echo)

    if not _with_settings(start):
        sys.exit(1)


@main.command()
def migrate() -> None:
    """Bring the database's tables up to date."""

    def start(settings: Any) -> Coroutine[Any, Any, str]:
        from communitybot.running import migrate as bring_up_to_date

        return bring_up_to_date(settings)

    click.echo(_with_settings(start))


@main.command(name="import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--community", required=True, help="The community's name; it is made if there is none.")
def import_(file: Path, community: str) -> None:
    """Read a calendar file into a community. Reading it again changes only what has changed."""

    def start(settings: Any) -> Coroutine[Any, Any, Any]:
        from communitybot.files import import_calendar

        return import_calendar(settings, file, community)

    report = _with_settings(start)
    for problem in report.problems:
        click.echo(problem, err=True)
    click.echo(
        f"new {report.new}, changed {report.changed}, unchanged {report.unchanged}, unread {report.unread}"
    )
    if report.new + report.changed + report.unchanged == 0:
        sys.exit(1)


@main.command()
@click.option("--community", required=True, help="The community's name.")
@click.option("--to", "folder", required=True, type=click.Path(file_okay=False, path_type=Path))
def export(community: str, folder: Path) -> None:
    """Write a community's events as JSON and as a calendar file."""

    def start(settings: Any) -> Coroutine[Any, Any, tuple[Path, ...]]:
        from communitybot.files import export_community

        return export_community(settings, community, folder)

    for written in _with_settings(start):
        click.echo(f"Wrote {written}")


@main.command()
@click.argument("platform")
def manifest(platform: str) -> None:
    """Print what a platform (slack) takes to make the app, drawn from the commands there are."""
    import json

    click.echo(json.dumps(_with_settings(lambda settings: _manifest(settings, platform)), indent=2))


async def _manifest(settings: Any, platform: str) -> Any:
    """Draw it from a bot that is built on an empty database of its own, and never started."""
    import tempfile
    from dataclasses import replace
    from importlib.metadata import entry_points

    from communitybot.bootstrap import build
    from communitybot.clocks import SystemClock
    from communitybot.errors import Refusal
    from communitybot.running import GROUP

    found = {point.name: point for point in entry_points(group=GROUP)}
    draw = getattr(found[platform].load()(), "manifest", None) if platform in found else None
    if draw is None:
        raise Refusal(f"I know no manifest for {platform}.", example="communitybot manifest slack")
    with tempfile.TemporaryDirectory() as folder:
        aside = replace(settings, database_url=f"sqlite:///{folder}/manifest.db", secret_key="-" * 32)
        house = await build(aside, SystemClock())
        try:
            return draw(house.bot.commands, settings)
        finally:
            await house.close()


def _demo_defaults() -> dict[str, Any]:
    """The demo keeps its own database unless one is named in the environment or in `.env`."""
    from communitybot.settings import named

    return {} if "database_url" in named() else {"database_url": "sqlite:///demo.db"}


def _more_mistakes(settings: Any) -> tuple[str, ...]:
    """What is wrong beside what kept the settings from being read at all, so that it is told at once."""
    if settings is None:
        return ()
    from communitybot.running import wrong_with_platforms

    return wrong_with_platforms(settings)


def _with_settings(start: Callable[[Any], Coroutine[Any, Any, T]], **given: Any) -> T:
    """Load the settings, run the coroutine made from them, and turn what a person may be told into words."""
    import asyncio

    from communitybot.errors import Refusal
    from communitybot.settings import BadSettings, load

    try:
        return asyncio.run(start(load(**given)))
    except BadSettings as problem:
        for mistake in (*problem.mistakes, *_more_mistakes(problem.rest)):
            click.echo(mistake, err=True)
        sys.exit(1)
    except Refusal as refusal:
        click.echo(str(refusal), err=True)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
