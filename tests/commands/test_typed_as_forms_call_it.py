"""A field may be typed by the words its form has for it."""

import re

import pytest

from communitybot.commands.spec import CommandSpec, Parameter
from communitybot.commands.typed import parse, render
from communitybot.conversation.forms import FieldKind
from tests.ideas.discussing.keyboards import opened


def parameter(name, label):
    return Parameter(name=name, kind=FieldKind.TEXT, label=label, description="A thing")


SEARCH = CommandSpec(
    name="resources",
    description="Find",
    parameters=(
        parameter("words", "Words"),
        parameter("kind", "Type"),
        parameter("sort", "Order"),
        parameter("login", "Needs a log-in"),
        parameter("order", "Sort"),
        parameter("one", "Same"),
        parameter("two", "Same"),
    ),
)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Type: video", {"kind": "video"}),
        ("rivers, type: video, needs a log-in: no", {"words": "rivers", "kind": "video", "login": "no"}),
        ("rivers, Needs a log in: no", {"words": "rivers", "login": "no"}),
        ("rivers, order: new", {"words": "rivers", "order": "new"}),  # a name comes before a label
        ("rivers, same: new", {"words": "rivers, same: new"}),  # a label of two means neither
        ("rivers of type: video", {"words": "rivers of type: video"}),
    ],
)
def test_a_label_stands_for_its_field(text, values):
    assert parse(SEARCH, text) == values


@pytest.mark.parametrize(
    "words", ["rivers, Type: big", "Needs a log-in: yes", "order: new", "Type: a, sort: b"]
)
def test_what_looks_like_a_label_is_written_so_that_it_stays_words(words):
    assert parse(SEARCH, render(SEARCH, {"words": words}).removeprefix("/resources ")) == {"words": words}


async def test_no_example_of_any_command_has_a_pair_that_is_read_as_words(sqlite_url):
    house = await opened(sqlite_url)
    pair = re.compile(r"(?:^|, )[A-Za-z][A-Za-z -]{1,30}: ")
    specs = house.bot._collected.specs
    await house.close()
    left = [
        example
        for spec in specs
        for example in spec.examples
        for value in parse(spec, example.removeprefix(f"/{spec.name}")).values()
        if pair.search(value)
    ]
    assert len(specs) > 90
    assert left == []
