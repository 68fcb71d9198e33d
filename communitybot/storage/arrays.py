"""Columns of values as PostgreSQL's array literals: psycopg writes a list one value at a time."""

from collections.abc import Iterable, Sequence

_BETWEEN = "\x00"  # the one character no text of PostgreSQL's may hold


def numbers(values: Iterable[int]) -> str:
    """An array of whole numbers."""
    return "{" + ",".join(map(str, values)) + "}"


def texts(values: Sequence[str | None]) -> str:
    r"""An array of texts or nothing, quoted as PostgreSQL's manual asks (8.15.6): `"` and `\` escaped.

    Raises:
        ValueError: for a text that holds a NUL character, which PostgreSQL cannot keep.
    """
    given = [value for value in values if value is not None]
    if not given:
        return "{" + ",".join(["NULL"] * len(values)) + "}"
    if len(given) == len(values):
        return f'{{"{_quoted(given)}"}}'
    return "{" + ",".join("NULL" if value is None else f'"{_quoted([value])}"' for value in values) + "}"


def _quoted(values: Sequence[str]) -> str:
    joined = _BETWEEN.join(values)
    if joined.count(_BETWEEN) != len(values) - 1:
        raise ValueError("a text holds a NUL character")
    return joined.replace("\\", "\\\\").replace('"', '\\"').replace(_BETWEEN, '","')
