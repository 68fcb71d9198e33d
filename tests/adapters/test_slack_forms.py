"""Everything a form can hold, filled in at the twin and read back by the bot."""

import pytest
from twins import loom
from twins.loom.records import Upload
from twins.loom.shapes import file_json

from adapters.slack.manifest import SCOPES
from adapters.slack.settings import SlackSettings
from adapters.slack.uploads import SlackUploads
from communitybot.conversation import limits
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Choice
from communitybot.conversation.forms import FieldKind, Form, FormField
from communitybot.conversation.message import message
from communitybot.conversation.replies import Answer, Ask, Correct
from tests.adapters.slacking import seated

FORM = Form(
    title="Everything",
    action=Action("command.form", ("event+create",)),
    fields=(
        FormField(name="title", label="Title", required=True),
        FormField(name="number", label="Number", kind=FieldKind.NUMBER),
        FormField(name="online", label="Online", kind=FieldKind.YES_NO),
        FormField(name="level", label="Level", kind=FieldKind.ONE_OF, choices=(Choice("middle", "Middle"),)),
        FormField(name="host", label="Host", kind=FieldKind.PERSON),
        FormField(name="room", label="Room", kind=FieldKind.PLACE),
        FormField(name="flyer", label="Flyer", kind=FieldKind.FILE),
        FormField(name="about", label="About", kind=FieldKind.LONG_TEXT, value="already there"),
    ),
)


class Fake:
    """Asks with a form, and keeps what comes back."""

    def __init__(self, reply):
        self.reply, self.sent = reply, []

    async def invoke(self, _invoked):
        return Ask(FORM)

    async def submit(self, submitted):
        self.sent.append(submitted)
        return self.reply


@pytest.fixture
async def table(tmp_path):
    async with loom.Twin.open(seed=31) as twin, seated(twin, tmp_path / "bot.db") as seats:
        yield seats


def uploaded(table, content=b"a flyer", name="flyer.pdf"):
    upload = Upload("F0FLYER", table.twin.home_team.id, name, len(content), content)
    table.twin.world.uploads[upload.id] = upload
    return file_json(table.twin.world, upload)


def played(table, monkeypatch, reply=None):
    bot = Fake(reply or Answer(message("Thank you.")))
    monkeypatch.setattr(table.house.bot, "invoke", bot.invoke)
    monkeypatch.setattr(table.house.bot, "submit", bot.submit)
    return bot


async def test_every_kind_of_field_is_read_as_what_it_is(table, monkeypatch):
    bot, team = played(table, monkeypatch), table.twin.home_team.id
    form = await (await table.priya.command(table.room, "/event", "create")).answer()
    values = {
        "title": "Reading circle",
        "number": "12",
        "online": "yes",
        "level": "Middle",
        "host": table.dana,
        "room": table.room,
        "flyer": [uploaded(table)],
    }
    await (await table.priya.fill(form, values)).ack()
    await table.settled()

    [sent] = bot.sent
    assert sent.values == {
        "title": "Reading circle",
        "number": "12",
        "online": "yes",
        "level": "middle",
        "host": f"slack:{team}@{table.dana.id}",
        "room": f"slack:{team}/{table.room.id}",
        "flyer": ("flyer.pdf", b"a flyer"),
        "about": "already there",
    }
    assert sent.place.place == table.room.id
    assert [each.text for each in table.twin.seen(table.priya, table.room)] == ["Thank you."]


async def test_what_is_left_empty_is_left_out(table, monkeypatch):
    bot = played(table, monkeypatch)
    form = await (await table.priya.command(table.room, "/event", "create")).answer()
    await (await table.priya.fill(form, {"title": "Reading circle", "about": ""})).ack()

    assert bot.sent[0].values == {"title": "Reading circle"}


async def test_a_form_may_be_followed_by_another(table, monkeypatch):
    played(table, monkeypatch, Ask(Form(title="And then", action=Action("a.b"), fields=(FORM.fields[0],))))
    form = await (await table.priya.command(table.room, "/event", "create")).answer()
    await (await table.priya.fill(form, {"title": "Reading circle"})).ack()

    assert table.twin.modal(table.priya).title == "And then"


async def test_reasons_stand_beside_their_fields_and_the_form_stays(table, monkeypatch):
    played(table, monkeypatch, Correct({"number": "Fewer, please.", "of_another": "And this."}))
    form = await (await table.priya.command(table.room, "/event", "create")).answer()
    told = await (await table.priya.fill(form, {"title": "Reading circle"})).answer()

    assert told.errors == {"number": "Fewer, please.", "title": "And this."}
    assert table.twin.modal(table.priya) is not None


async def test_the_same_form_sent_again_is_the_same_happening(table, monkeypatch):
    bot = played(table, monkeypatch, Correct({"title": "Once more."}))
    form = await (await table.priya.command(table.room, "/event", "create")).answer()
    for title in ("One", "One", "Two"):
        await (await table.priya.fill(form, {"title": title})).ack()

    one, again, two = (sent.id for sent in bot.sent)
    assert one == again
    assert one != two


@pytest.mark.parametrize(
    "tamper",
    [
        lambda told, _: told | {"url_private": "https://evil.example/flyer.pdf"},
        lambda told, _: told | {"url_private": "https://slack.com.evil.example/flyer.pdf"},
        lambda told, _: told | {"url_private": "http://slack.com/flyer.pdf"},
        lambda told, _: told | {"url_private": "file:///etc/passwd"},
        lambda told, _: told | {"url_private": "https://[broken/"},
        lambda told, _: {"id": told["id"]},
        lambda told, table: table.twin.scopes(*(set(SCOPES) - {"files:read"})) or told,  # a page to sign in
    ],
)
async def test_a_file_that_cannot_be_had_is_left_out_and_no_token_leaves(table, monkeypatch, tamper):
    bot = played(table, monkeypatch)
    form = await (await table.priya.command(table.room, "/event", "create")).answer()
    await (await table.priya.fill(form, {"title": "x", "flyer": [tamper(uploaded(table), table)]})).ack()

    assert "flyer" not in bot.sent[0].values


async def test_a_file_larger_than_we_take_is_left_out(table, monkeypatch):
    bot = played(table, monkeypatch)
    monkeypatch.setattr(limits, "FILE_BYTES", 1_000)
    form = await (await table.priya.command(table.room, "/event", "create")).answer()
    await (await table.priya.fill(form, {"title": "x", "flyer": [uploaded(table, b"x" * 1_001)]})).ack()

    assert "flyer" not in bot.sent[0].values


@pytest.mark.parametrize(
    ("url", "ours"),
    [
        ("https://files.slack.com/files-pri/T1-F1/x.pdf", True),
        ("https://slack.com/x", True),
        ("https://api.example/x", True),  # the host of SLACK_API_URL
        ("https://notslack.com/x", False),
        ("http://files.slack.com/x", False),
        ("http://api.example/x", False),
        ("https://slack.com@evil.example/x", False),
        ("", False),
    ],
)
def test_our_token_is_shown_to_slack_alone(url, ours):
    uploads = SlackUploads(SlackSettings(api_url="https://api.example/api/"), None, None)

    assert uploads._is_slack(url) is ours
