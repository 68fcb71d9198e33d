"""Jinja2 pages, escaping everything they are given."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from aiohttp import web

if TYPE_CHECKING:
    from jinja2 import Environment

HERE = Path(__file__).parent
STATIC = HERE / "static"


def safe_url(url: str | None) -> str | None:
    """Give back an http or https address, nothing for any other scheme; every href passes here."""
    try:
        return url if url and urlsplit(url).scheme in {"http", "https"} else None
    except ValueError:
        return None


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(HERE / "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["safe_url"] = safe_url
    return environment


def render(page: str, /, *, status: int = 200, **shown: Any) -> web.Response:
    """Fill in a page; a name the page needs and is not given is an error."""
    text = filled(page, status=status, **shown)
    return web.Response(text=text, content_type="text/html", charset="utf-8", status=status)


def filled(page: str, /, **shown: Any) -> str:
    """A page's text, for whoever sends it in another way."""
    return _environment().get_template(page).render(**shown)


def pieces(page: str, /, **shown: Any) -> Iterator[str]:
    """A page's text piece by piece: what a page shows by an expression of its own is one piece."""
    return _environment().get_template(page).generate(**shown)


def raw(text: str) -> str:
    """What a page has drawn already, so that another shows it as it is; never anybody's words."""
    from markupsafe import Markup

    return Markup(text)  # noqa: S704 - pages have escaped all they were given


@cache
def style() -> str:
    """The stylesheet, for a page that has to stand alone: made of our words only."""
    return raw((STATIC / "style.css").read_text(encoding="utf-8"))
