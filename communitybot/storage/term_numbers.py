"""Terms as databases keep them: SQLite as one text, PostgreSQL as numbers, which it compares faster."""

from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from sqlalchemy import ARRAY, BigInteger, Dialect, Text
from sqlalchemy.types import TypeDecorator, TypeEngine


@lru_cache(maxsize=50_000)
def number(term: str) -> int:
    """A number of 64 bits for a term: no two terms anybody will ever search for have the same."""
    return int.from_bytes(blake2b(term.encode(), digest_size=8).digest(), signed=True)


def kept(dialect: str, terms: Iterable[str]) -> str | list[int]:
    """Terms as a database keeps them."""
    if dialect == "postgresql":
        return sorted(map(number, terms))
    return " ".join(sorted(terms))


class Terms(TypeDecorator[Any]):
    """Some terms; they come back only as they are kept."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "postgresql":
            return dialect.type_descriptor(ARRAY(BigInteger))
        return dialect.type_descriptor(Text())

    def process_bind_param(self, value: Iterable[str] | None, dialect: Dialect) -> str | list[int] | None:
        return None if value is None else kept(dialect.name, value)
