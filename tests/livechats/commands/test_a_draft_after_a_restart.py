"""A draft is kept whole: what was written about it too, also by a bot that has just started."""

import pytest
from hall import opened
from speaking import speaker, words

from communitybot.conversation.actions import Action

ABOUT = "Bring a story.\nNewcomers are welcome."


@pytest.fixture
async def restarted(hall, sqlite_url):
    """Another process over the same database, which has seen nothing."""
    made = await opened(sqlite_url, anew=False)
    yield made
    await made.house.relay.stop()
    await made.house.close()


def form_of(ask):
    return {field.name: field.value for field in ask.form.fields}


async def draft_of(hall, host):
    form = await host.types("/chat schedule Beginning again, when: tuesday 7pm, questions: How?")
    form = await host.presses(form, "Change it")
    preview = await host.sends(form, description=ABOUT)
    return next(each.action.arguments[0] for each in preview.message.controls if each.label == "Change it")


async def test_change_it_shows_what_was_written_about_it(hall, restarted, host):
    chat = await draft_of(hall, host)
    again = speaker(restarted.member("Hana Ito", "discord", administers=True))
    form = await again.acts(Action("chat.change", (chat,)))

    assert form_of(form)["description"] == ABOUT


async def test_changing_something_else_keeps_it(hall, restarted, host):
    chat = await draft_of(hall, host)
    again = speaker(restarted.member("Hana Ito", "discord", administers=True))
    form = await again.acts(Action("chat.change", (chat,)))
    preview = await again.sends(form, title="Beginning once more")

    assert "Beginning once more" in words(preview)
    assert "Bring a story. Newcomers are welcome." in words(preview)


async def test_a_line_that_does_not_name_it_keeps_it_too(hall, restarted, host):
    chat = await draft_of(hall, host)
    again = speaker(restarted.member("Hana Ito", "discord", administers=True))
    preview = await again.types(f"/chat edit {chat}, hashtag: #anew")

    assert "Bring a story. Newcomers are welcome." in words(preview)


async def test_it_can_be_emptied(hall, restarted, host):
    """The negative control: it stays because it is kept, not because it cannot go."""
    chat = await draft_of(hall, host)
    again = speaker(restarted.member("Hana Ito", "discord", administers=True))
    form = await again.acts(Action("chat.change", (chat,)))
    preview = await again.sends(form, description="none")

    assert "Bring a story" not in words(preview)


async def test_nobody_else_reads_it(hall, host, ana):
    chat = await draft_of(hall, host)

    assert "no such chat here" in words(await ana.acts(Action("chat.change", (chat,))))
