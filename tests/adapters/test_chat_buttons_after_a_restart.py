"""Every button and list of a live chat works on both platforms after the bot was started again."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from twins import chord

from tests.adapters.chats_on_both import live, well
from tests.stories.three_platforms import three_platforms

pytestmark = pytest.mark.slow

SENT_WITH_FORMS = {"chat.answered", "chat.asked", "chat.reflected", "chat.cancelled", "chat.removed"}
LAST = ("chat.pause", "chat.start", "chat.end", "chat.end_now", "chat.cancel", "chat.discard")
"""What ends something is pressed after everything else, in this order."""


@dataclass(frozen=True)
class Found:
    """A button, or a list with its first choice, before somebody; `token` is what it carries."""

    guest: Any
    shown: Any
    label: str
    token: str
    option: str | None = None

    @property
    def verb(self):
        return re.split("[:|]", self.token)[0]

    async def used(self):
        """Use it; where another press has changed its message since, as it was pressed before that."""
        try:
            if self.option is not None:
                return await self.guest.chooses(self.shown, self.label, self.option)
            return await self.guest.presses(self.shown, self.label)
        except (LookupError, AssertionError, chord.Impossible):
            person = self.guest.person
            pressed = person.forge if self.guest.platform == "discord" else person.forges
            return self.guest._shown(await (await pressed(self.shown.raw, self.token)).answer())


def controls_of(guest, shown):
    """Everything that can be pressed or chosen in a message, on either platform."""
    if guest.platform == "discord":
        for each in getattr(shown.raw, "controls", ()):
            if each.custom_id:
                option = each.options[0][0] if each.options else None
                yield Found(guest, shown, each.label, each.custom_id, option)
        return
    for block in shown.raw.blocks:
        for each in block.get("elements", []):
            if each.get("type") == "button" and "url" not in each:
                yield Found(guest, shown, each["text"]["text"], each["action_id"])
            elif each.get("type") == "static_select":
                option = each["options"][0]["text"]["text"]
                yield Found(guest, shown, each["placeholder"]["text"], each["action_id"], option)


async def said_and_asked(hall, people):
    """What makes every list of the cockpit have something in it."""
    await people.wei.says("A3 Not the question that is open.")
    await people.lucia.says("I begin with a story.")
    for guest in (people.lucia, people.wei):
        await guest.asks("chat ask", text=f"What does {guest.name} get?")
    await hall.moves(seconds=10)


async def cards_of(hall, guest):
    """The cards of a running chat before somebody: where they lead is opened as well, one press deep."""
    cards = [guest.opening(), *guest.heard()[-6:], *guest.told()]
    for command in ("chat now", "chat show", "chats"):
        await hall.house.bot.settle()
        cards.append(await guest.asks(command))
    return cards


async def cards_of_a_host(hall, guest, label="Host cockpit"):
    await hall.house.bot.settle()
    cockpit = await guest.presses(guest.opening(), label)
    cards = [cockpit]
    for into in ("Hand over", "Sort answers", "Audience", "Remove words", "End"):
        await hall.house.bot.settle()
        cockpit = await guest.presses(guest.opening(), label)
        cards.append(await guest.presses(cockpit, into))
        if into == "Sort answers":
            cards.append(await guest.chooses(cards[-1], "Choose an answer", "Wei"))
        if into == "Remove words":
            cards.append(await guest.chooses(cards[-1], "One message", "story"))
    await hall.house.bot.settle()
    cards.append(await guest.asks("chat schedule", title=f"By {guest.name}", when="in 2 days"))
    await hall.house.bot.settle()
    posted = await guest.asks("chat schedule", title=f"Of {guest.name}", when="in 3 days")
    cards.append(await guest.presses(posted, "Post it"))
    return cards


async def used(hall, found):
    """Use each, the same under one message once; gives what did not go well, and the verbs that were used."""
    bad, each_once = [], {(each.guest.name, each.shown.words, each.label): each for each in found}
    for each in sorted(each_once.values(), key=lambda one: LAST.index(one.verb) if one.verb in LAST else -1):
        await hall.house.bot.settle()
        answer = await each.used()
        if not well(answer.words):
            bad.append((each.guest.name, each.label, each.verb, answer.words[:200]))
    return bad, {each.verb for each in found}


@pytest.mark.slow
async def test_every_button_of_a_live_chat_works_after_a_restart_on_both(tmp_path):
    async with live(tmp_path) as (hall, people):
        await hall.moves(minutes=6)
        await said_and_asked(hall, people)
        found = []
        for guest in (people.lucia, people.wei, people.omar, people.dana):
            cards = await cards_of(hall, guest)
            if guest in (people.omar, people.dana):
                cards += await cards_of_a_host(hall, guest)
            found += [each for card in cards for each in controls_of(guest, card)]
        await hall.closes()
        await hall.opens()
        bad, verbs = await used(hall, found)

        assert bad == []
        assert verbs >= {
            "chat.answer",
            "chat.ask",
            "chat.audience",
            "chat.cancel",
            "chat.change",
            "chat.chair",
            "chat.cockpit",
            "chat.discard",
            "chat.end",
            "chat.end_now",
            "chat.extend",
            "chat.hand",
            "chat.handing",
            "chat.move",
            "chat.next",
            "chat.now",
            "chat.pause",
            "chat.post",
            "chat.questions",
            "chat.refresh",
            "chat.remove",
            "chat.remove_line",
            "chat.remove_person",
            "chat.show",
            "chat.show_always",
            "chat.showing",
            "chat.skip",
            "chat.sort",
            "chat.sorting",
            "chat.take",
            "chat.vote",
        }


@pytest.mark.slow
async def test_every_button_of_a_chat_that_is_over_works_after_a_restart_on_both(tmp_path):
    async with live(tmp_path) as (hall, people):
        await people.wei.says("Hello from Chicago.")
        await people.lucia.says("Hello from Ohio.")
        await hall.moves(minutes=66)
        found = []
        for guest in (people.lucia, people.wei, people.omar):
            cards = [guest.opening(), *guest.heard()[-2:], *guest.told(), *guest.room()[-2:]]
            await hall.rests()
            cards.append(await guest.asks("chat archive", chat="#ce14"))
            found += [each for card in cards for each in controls_of(guest, card)]
        for guest in (people.omar, people.wei):  # both administer
            await hall.rests()
            cards = [await guest.asks("chat archive", chat="#ce14", set="off")]
            found += [each for card in cards for each in controls_of(guest, card)]
        await hall.closes()
        await hall.opens()
        bad, verbs = await used(hall, found)

        assert bad == []
        assert verbs >= {"chat.archive", "chat.keep_archive", "chat.reflect", "chat.showing", "chat.answer"}


async def test_no_button_is_forgotten_here(tmp_path):
    async with three_platforms(tmp_path) as (hall, _people):
        verbs = {verb for verb in hall.house.bot._collected.presses if verb.startswith("chat.")}

    here = Path(__file__).read_text(encoding="utf-8")
    assert {verb for verb in verbs - SENT_WITH_FORMS if f'"{verb}"' not in here} == set()
