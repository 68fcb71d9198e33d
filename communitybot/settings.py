"""The environment, read once into one frozen value; every mistake is told at once, by the variable's name."""

import os
import secrets
from collections.abc import Mapping
from enum import StrEnum
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "COMMUNITYBOT_"
DATABASE_SCHEMES = ("sqlite", "postgresql")


class BadSettings(Exception):
    """The environment cannot be used as it is: one sentence a mistake, each beginning with its variable."""

    def __init__(self, mistakes: tuple[str, ...]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes


class Playground(StrEnum):
    """Whether the local chat page is served. `auto`: on this machine only, while no platform is set up."""

    AUTO = "auto"
    ON = "on"
    OFF = "off"


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


def _key(key: str | None) -> str | None:
    if key is None or key == "":
        return None
    if len(key) < 32:
        raise ValueError("has 32 characters or more; leave it out and one is made for you")
    return key


class Settings(BaseSettings):
    """Everything the core is told from outside. Adapters read their own variables from `environment`."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", env_file_encoding="utf-8", frozen=True, extra="ignore"
    )

    database_url: Annotated[str, AfterValidator(_database)] = "sqlite:///communitybot.db"
    http_host: Annotated[str, AfterValidator(_host)] = "127.0.0.1"
    http_port: Annotated[int, Field(ge=0, le=65535)] = 8080
    public_url: Annotated[str | None, AfterValidator(_public_url)] = None
    playground: Playground = Playground.AUTO
    secret_key: Annotated[str | None, AfterValidator(_key)] = None

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
    """Read `.env` and the environment (which wins); `given` values win over both.

    Raises:
        BadSettings: with every mistake, by variable name.
    """
    if environment is not None:
        prefix = len(PREFIX)
        named = {
            name[prefix:].lower(): value for name, value in environment.items() if name.startswith(PREFIX)
        }
        given = {**named, **given, "_env_file": None}
    try:
        return Settings(**given)
    except ValidationError as problem:
        raise BadSettings(tuple(_sentence(error) for error in problem.errors())) from problem


def unknown_variables(environment: Mapping[str, str]) -> tuple[str, ...]:
    """Variables that begin as ours do and are none of ours: most often a slip of the pen."""
    known = {PREFIX + name.upper() for name in Settings.model_fields}
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


def _sentence(error: Any) -> str:
    field = str(error["loc"][0]) if error["loc"] else ""
    name = PREFIX + field.upper()
    given = error.get("input")
    shown = "" if field == "secret_key" else f" (it is {_without_password(str(given))!r})"
    match error["type"]:
        case "value_error":
            return f"{name} {error['ctx']['error']}{shown}"
        case "enum":
            return f"{name} is one of {', '.join(Playground)}{shown}"
        case "int_parsing" | "int_type" | "greater_than_equal" | "less_than_equal":
            return f"{name} is a whole number from 0 to 65535{shown}"
        case _:
            return f"{name}: {error['msg']}{shown}"


def _without_password(text: str) -> str:
    scheme, found, rest = text.partition("://")
    if found and "@" in rest:
        return f"{scheme}://***@{rest.rpartition('@')[2]}"[:80]
    return text[:80]
