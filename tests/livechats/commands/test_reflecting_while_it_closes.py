"""What people take away is taken from the closing on, while they are still there."""

from datetime import timedelta

import pytest
from hall import START
from speaking import words

from communitybot.conversation.actions import Action
from communitybot.livechats.model.chat import Phase

MINUTE = timedelta(minutes=1)


@pytest.fixture
async def chat(hall, hana):
    planned = await hall.planned(hana)
    await hall.until(START + 30 * MINUTE)
    return planned


async def closing(hall, chat):
    while (await hall.chat(chat)).run.phase is not Phase.CLOSING:
        await hall.later(minutes=1)


async def kept(hall, chat):
    return await hall.units.read(lambda work: work.chats.reflections("c1", chat.id))


@pytest.mark.parametrize("line", ["/chat reflect I will wait.", "/chat reflect I will wait., chat: #ce14"])
async def test_during_the_closing_it_is_kept(hall, chat, ana, line):
    await closing(hall, chat)
    await ana.types("/chat answer They ask.")
    said = words(await ana.types(line))

    assert "What you take away from #ce14 is kept." in said
    assert [(one.text, one.read) for one in await kept(hall, chat)] == [("I will wait.", False)]


async def test_the_button_opens_the_form_then(hall, chat, ana):
    await closing(hall, chat)
    form = await ana.acts(Action("chat.reflect", (chat.id,)))
    await ana.sends(form, text="I will wait.")

    assert [one.text for one in await kept(hall, chat)] == ["I will wait."]


async def test_whoever_has_reflected_in_the_closing_is_not_asked_again(hall, chat, ana):
    await closing(hall, chat)
    await ana.types("/chat answer They ask.")
    await ana.types("/chat reflect I will wait.")
    await hall.until(START + 26 * 60 * MINUTE)

    assert [words for words in hall.told(ana.member) if "take away" in words] == []


async def test_while_questions_are_asked_it_is_too_early(hall, chat, ana):
    """The negative control."""
    assert "is not over yet" in words(await ana.types("/chat reflect I will wait., chat: #ce14"))
    assert "is not over yet" in words(await ana.acts(Action("chat.reflect", (chat.id,))))
    assert await kept(hall, chat) == []
