"""What hostile people write, by list: `of("cells")`, and each input by its number."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("inputs.toml")
LISTS = {
    "S1": ("addresses", "redirects", "embedded"),
    "S2": ("answers",),
    "S3": ("pages",),
    "S4": ("cells",),
    "S5": ("calendars",),
    "S6": ("chat",),
}


@dataclass(frozen=True, slots=True)
class Hostile:
    """One input; tests that are made of inputs have its name."""

    number: int
    name: str
    text: str

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


@cache
def of(name: str) -> tuple[Hostile, ...]:
    """The inputs of a list, under its own name or that of the whole group (`S1` to `S6`)."""
    told = _told()
    return tuple(_input(each) for part in LISTS.get(name, (name,)) for each in told[part])


def _input(told: dict[str, str | int]) -> Hostile:
    text = str(told["text"]) * int(told.get("times", 1))
    return Hostile(
        int(told["number"]), str(told["name"]), f"{told.get('before', '')}{text}{told.get('after', '')}"
    )


@cache
def _told() -> dict[str, list[dict[str, str | int]]]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))
