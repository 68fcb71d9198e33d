"""What Discord refuses in commands, its twin refuses; beside each stands the nearest one taken."""

import pytest
from twins import chord
from twins.chord.asking import asking


@pytest.fixture
async def ask():
    async with chord.Twin.open() as twin, asking(twin) as made:
        twin.core.limits.enforced = False
        yield made


def command(name="events", description="What is coming up", **more):
    return {"name": name, "type": 1, "description": description, **more}


def option(name="title", **more):
    return {"type": 3, "name": name, "description": "x"} | more


def choices(count):
    return [{"name": f"{each}", "value": f"{each}"} for each in range(count)]


COMMANDS = [
    ("small letters", [command("events")], [command("Events")]),
    ("letters of every script, no spaces", [command("événements")], [command("two words")]),
    ("32 letters", [command("x" * 32)], [command("x" * 33)]),
    ("a description", [command(description="x")], [command(description="")]),
    ("100 characters of it", [command(description="x" * 100)], [command(description="x" * 101)]),
    ("100 commands", [command(f"c{n}") for n in range(100)], [command(f"c{n}") for n in range(101)]),
    ("each name once", [command("a"), command("b")], [command("a"), command("a")]),
    ("known keys", [command(nsfw=False)], [command(colour=1)]),
    (
        "25 options",
        [command(options=[option(f"o{n}") for n in range(25)])],
        [command(options=[option(f"o{n}") for n in range(26)])],
    ),
    (
        "25 choices",
        [command(options=[option(choices=choices(25))])],
        [command(options=[option(choices=choices(26))])],
    ),
    (
        "required options first",
        [command(options=[option("a", required=True), option("b")])],
        [command(options=[option("a"), option("b", required=True)])],
    ),
    (
        "choices or suggestions",
        [command(options=[option(autocomplete=True)])],
        [command(options=[option(autocomplete=True, choices=choices(2))])],
    ),
    (
        "subcommands alone",
        [command(options=[{"type": 1, "name": "a", "description": "x"}])],
        [command(options=[{"type": 1, "name": "a", "description": "x"}, option()])],
    ),
    (
        "8,000 characters in all",
        [command(options=[option(f"o{n}", choices=choices(10), description="x" * 100) for n in range(25)])],
        [
            command(
                options=[
                    option(f"o{n}", choices=[{"name": f"{m}" * 50, "value": f"{m}" * 50} for m in range(10)])
                    for n in range(25)
                ]
            )
        ],
    ),
    ("a name for an option", [command(options=[option("a")])], [command(options=[option("A")])]),
    ("each option's name once", [command(options=[option()])], [command(options=[option(), option()])]),
    ("known keys in an option", [command(options=[option()])], [command(options=[option(colour=1)])]),
    (
        "each choice's name once",
        [command(options=[option(choices=choices(2))])],
        [command(options=[option(choices=[{"name": "a", "value": "1"}, {"name": "a", "value": "2"}])])],
    ),
    (
        "a choice's name of 100",
        [command(options=[option(choices=[{"name": "x" * 100, "value": "a"}])])],
        [command(options=[option(choices=[{"name": "x" * 101, "value": "a"}])])],
    ),
    (
        "a choice's value of 100",
        [command(options=[option(choices=[{"name": "a", "value": "x" * 100}])])],
        [command(options=[option(choices=[{"name": "a", "value": "x" * 101}])])],
    ),
    (
        "6,000 typed characters",
        [command(options=[option(max_length=6000)])],
        [command(options=[option(max_length=6001)])],
    ),
    (
        "suggestions for text and numbers",
        [command(options=[option(type=4, autocomplete=True)])],
        [command(options=[option(type=5, autocomplete=True)])],
    ),
    ("32 letters of an action", [{"name": "x" * 32, "type": 3}], [{"name": "x" * 33, "type": 3}]),
    (
        "no options on a message action",
        [{"name": "Save", "type": 3}],
        [{"name": "Save", "type": 3, "options": [option()]}],
    ),
    (
        "15 actions on people",
        [{"name": f"See {n}", "type": 2} for n in range(15)],
        [{"name": f"See {n}", "type": 2} for n in range(16)],
    ),
    (
        "no description on a message action",
        [{"name": "Save it", "type": 3}],
        [{"name": "Save it", "type": 3, "description": "x"}],
    ),
    (
        "15 message actions",
        [{"name": f"Save {n}", "type": 3} for n in range(15)],
        [{"name": f"Save {n}", "type": 3} for n in range(16)],
    ),
]


@pytest.mark.parametrize(
    ("taken", "refused"), [each[1:] for each in COMMANDS], ids=[each[0] for each in COMMANDS]
)
async def test_commands_keep_to(ask, taken, refused):
    path = f"/applications/{ask.twin.core.bot.id}/commands"

    assert len((await ask("PUT", path, taken)).body) == len(taken)
    assert (await ask("PUT", path, refused)).code == 50035
    assert len((await ask("GET", path)).body) == len(taken)


async def test_two_hundred_new_commands_a_day_are_taken_and_edits_are_free(ask):
    path = f"/applications/{ask.twin.core.bot.id}/commands"
    for start in (0, 100):
        assert (await ask("PUT", path, [command(f"c{start + n}") for n in range(100)])).status == 200
    again = [command(f"c{100 + n}", description="Otherwise") for n in range(100)]
    assert (await ask("PUT", path, again)).status == 200
    assert (await ask("PUT", path, [command("one-more")])).code == 30034

    ask.twin.clock.advance(86_401)
    assert (await ask("PUT", path, [command("one-more")])).status == 200


async def test_a_command_keeps_its_id_when_it_is_written_again(ask):
    path = f"/applications/{ask.twin.core.bot.id}/commands"
    first = (await ask("PUT", path, [command()])).body
    second = (await ask("PUT", path, [command(description="Otherwise")])).body

    assert first[0]["id"] == second[0]["id"]
