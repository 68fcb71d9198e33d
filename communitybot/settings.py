"""The environment, read once into one frozen value; every mistake is told at once, by the variable's name."""

import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

PREFIX = "COMMUNITYBOT_"
ENV_FILE = Path(".env")
DATABASE_SCHEMES = ("sqlite", "postgresql")


class BadSettings(Exception):
    """The environment cannot be used as it is: one sentence a mistake, each beginning with its variable.

    `rest` is what could be read, with what is usual in place of the mistakes: for finding more of them.
    """

    def __init__(self, mistakes: tuple[str, ...], *, rest: "Settings | None" = None) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes
        self.rest = rest


class Playground(StrEnum):
    """Whether the local chat page is served. `auto`: on this machine only, while no platform is set up."""

    AUTO = "auto"
    ON = "on"
    OFF = "off"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything the core is told from outside. Adapters read their own variables from `environment`.

    `archives` is whether live chats may be archived at all; None is wherever a platform's terms allow it.
    `link_previews` is whether the bot looks at the pages that people share.
    """

    database_url: str = "sqlite:///communitybot.db"
    http_host: str = "127.0.0.1"
    http_port: int = 8080
    public_url: str | None = None
    playground: Playground = Playground.AUTO
    archives: bool | None = None
    link_previews: bool = True
    secret_key: str | None = field(default=None, repr=False)
    environment: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)

    @property
    def base_url(self) -> str:
        """The beginning of every link we give out, without a slash at its end."""
        if self.public_url is not None:
            return self.public_url
        host = f"[{self.http_host}]" if ":" in self.http_host else self.http_host
        return f"http://{host}:{self.http_port}"

    @property
    def on_loopback(self) -> bool:
        """Whether only this machine can reach the HTTP server."""
        if self.http_host == "localhost":
            return True
        try:
            return ip_address(self.http_host).is_loopback
        except ValueError:
            return False

    @property
    def sqlite_file(self) -> Path | None:
        """The database's file; None on PostgreSQL."""
        scheme, _, rest = self.database_url.partition("://")
        return Path(rest[1:]) if scheme == "sqlite" else None


def load(environment: Mapping[str, str] | None = None, **given: Any) -> Settings:
    """Read `.env` and the environment (which wins), or `environment` alone; `given` values win over all.

    Raises:
        BadSettings: with every mistake, by variable name.
    """
    all_of_it = _all(environment)
    told = {**named(all_of_it), **given}
    values: dict[str, Any] = {}
    mistakes = []
    for name, read in _READERS.items():
        if name in told:
            try:
                values[name] = read(told[name])
            except ValueError as problem:
                mistakes.append(_sentence(name, told[name], problem))
    settings = Settings(**values, environment=all_of_it)
    if mistakes:
        raise BadSettings(tuple(mistakes), rest=settings)
    return settings


def named(environment: Mapping[str, str] | None = None) -> dict[str, str]:
    """What is set, unread, by the name of its field: in `.env` and the environment, or in `environment`."""
    ours = {name.lower(): value for name, value in _all(environment).items()}
    return {field: ours[variable] for field in _READERS if (variable := (PREFIX + field).lower()) in ours}


def _all(environment: Mapping[str, str] | None) -> dict[str, str]:
    told = {**_env_file(), **os.environ} if environment is None else environment
    return {name: value for name, value in told.items() if value is not None}


def _env_file() -> Mapping[str, str | None]:
    if not ENV_FILE.is_file():
        return {}
    from dotenv import dotenv_values

    return dotenv_values(ENV_FILE, encoding="utf-8")


def unknown_variables(environment: Mapping[str, str]) -> tuple[str, ...]:
    """Variables that begin as ours do and are none of ours: most often a slip of the pen."""
    known = {PREFIX + name.upper() for name in _READERS}
    return tuple(sorted(name for name in environment if name.startswith(PREFIX) and name not in known))


def secret_key(settings: Settings) -> str:
    """Return the key set, or the one kept in a mode-600 file beside the database, made at first need."""
    if settings.secret_key is not None:
        return settings.secret_key
    file = key_file(settings)
    try:
        kept = file.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return _make_key(file)
    if len(kept) < 32:
        raise BadSettings(
            (f"{PREFIX}SECRET_KEY: the key kept in {file} is damaged; restore it or remove it",)
        )
    return kept


def key_file(settings: Settings) -> Path:
    """Where a key of our own is kept: `communitybot.key` beside `communitybot.db`."""
    database = settings.sqlite_file
    return database.with_suffix(".key") if database is not None else Path("communitybot.key")


def _make_key(file: Path) -> str:
    file.parent.mkdir(parents=True, exist_ok=True)
    key = secrets.token_urlsafe(48)
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:  # another process was quicker: its key is the one
        return file.read_text(encoding="ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as out:
        out.write(key + "\n")
    return key


def _sentence(field: str, given: object, problem: ValueError) -> str:
    shown = "" if field == "secret_key" else f" (it is {_without_password(str(given))!r})"
    return f"{PREFIX}{field.upper()} {problem}{shown}"


def _without_password(text: str) -> str:
    scheme, found, rest = text.partition("://")
    if found and "@" in rest:
        return f"{scheme}://***@{rest.rpartition('@')[2]}"[:80]
    return text[:80]


def _database(url: str) -> str:
    scheme, found, rest = url.partition("://")
    if not found or scheme not in DATABASE_SCHEMES:
        raise ValueError("begins with sqlite:/// or postgresql://, such as sqlite:///communitybot.db")
    if scheme == "sqlite" and (not rest.startswith("/") or rest in {"/", "/:memory:"}):
        raise ValueError("names a file after sqlite:///, such as sqlite:///communitybot.db")
    return url


def _public_url(url: str | None) -> str | None:
    if url is None or url == "":
        return None
    try:
        parts = urlsplit(url)
        readable = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        readable = False
    if not readable:
        raise ValueError("is a whole web address, such as https://bot.example.org")
    return url.rstrip("/")


def _host(host: str) -> str:
    if not host or any(letter.isspace() or letter in "/@?#" for letter in host):
        raise ValueError("is a host name or an address, such as 127.0.0.1 or 0.0.0.0")
    return host


def _port(port: str) -> int:
    try:
        number = int(port)
    except ValueError:
        number = -1
    if not 0 <= number <= 65535:
        raise ValueError("is a whole number from 0 to 65535")
    return number


def _playground(word: str) -> Playground:
    try:
        return Playground(word)
    except ValueError:
        raise ValueError(f"is one of {', '.join(Playground)}") from None


def _on_or_off(word: object) -> bool | None:
    if word is None or isinstance(word, bool):
        return word
    if word == "":
        return None
    if word not in {"on", "off"}:
        raise ValueError("is on or off; leave it out and archives are kept where that is allowed")
    return word == "on"


def _looks(word: object) -> bool:
    if isinstance(word, bool):
        return word
    if word not in {"", "on", "off"}:
        raise ValueError("is on or off; left out, it is on")
    return word != "off"


def _key(key: str | None) -> str | None:
    if key is None or key == "":
        return None
    if len(key) < 32:
        raise ValueError("has 32 characters or more; leave it out and one is made for you")
    return key


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "database_url": _database,
    "http_host": _host,
    "http_port": _port,
    "public_url": _public_url,
    "playground": _playground,
    "archives": _on_or_off,
    "link_previews": _looks,
    "secret_key": _key,
}
"""How each field is read from what was given; what does not fit is a ValueError that ends a sentence."""
