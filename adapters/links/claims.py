"""What a page says of itself in JSON-LD: the one thing it is about, found in bounded steps."""

import json
from collections.abc import Iterator
from typing import Any

MOST_LETTERS = 128 * 1024  # of one script
MOST_SCRIPTS = 8
MOST_THINGS = 200
DEEPEST = 5

# What a page may be about, best first; a page also describes its site, its publisher and the way to it.
_ABOUT = (
    "VideoObject",
    "LearningResource",
    "Course",
    "PodcastEpisode",
    "AudioObject",
    "Dataset",
    "Book",
    "SoftwareApplication",
    "WebApplication",
    "ScholarlyArticle",
    "NewsArticle",
    "BlogPosting",
    "Article",
    "HowTo",
    "CreativeWork",
    "Event",
)
_ANYTHING = ("WebPage",)


def claims(scripts: list[str]) -> dict[str, Any]:
    """The thing a page is about, as plain data; empty where it names none."""
    things = [thing for script in scripts[:MOST_SCRIPTS] for thing in _things(_read(script))]
    for kinds in (_ABOUT, _ANYTHING):
        for kind in kinds:
            for thing in things:
                if kind in _kinds(thing):
                    return {**thing, "@type": kind}
    return {}


def words(value: Any, *names: str) -> str:
    """The words of a value: itself, what is under one of its names, or those of the first of several."""
    for _ in range(DEEPEST):
        if isinstance(value, str):
            return value
        if isinstance(value, list) and value:
            value = value[0]
        elif isinstance(value, dict):
            value = next((value[name] for name in names if value.get(name)), None)
        else:
            return ""
    return ""


def _read(script: str) -> Any:
    if len(script) > MOST_LETTERS:
        return None
    try:
        return json.loads(script, parse_int=str, parse_float=str)
    except (ValueError, RecursionError):
        return None


def _things(told: Any) -> Iterator[dict[str, Any]]:
    """Every thing in a script, near ones first; no deeper and no more than we look."""
    found = 0
    level = [told]
    for _ in range(DEEPEST):
        deeper: list[Any] = []
        for each in level[:MOST_THINGS]:
            if isinstance(each, list):
                deeper += each[:MOST_THINGS]
            elif isinstance(each, dict) and found < MOST_THINGS:
                found += 1
                yield each
                deeper += [each.get("@graph"), each.get("mainEntity"), each.get("mainEntityOfPage")]
                deeper += [each.get("video")]
        level = deeper


def _kinds(thing: dict[str, Any]) -> tuple[str, ...]:
    kinds = thing.get("@type")
    named = kinds if isinstance(kinds, list) else [kinds]
    return tuple(kind.rpartition("/")[2] for kind in named[:10] if isinstance(kind, str))
