"""A form whose custom_id was forged replaces nothing that others see."""

from dataclasses import replace

import pytest
from twins.chord import Sight

from adapters.discord.drafts import FINISH, NEXT, key_of
from adapters.discord.inbound import read
from communitybot.conversation.actions import Action
from tests.adapters.discord_happenings import GUILD, SPECS, USER, happened
from tests.adapters.discording import scene

FORM = Action("command.form", ("event+create",))
MINE = key_of(f"discord:{GUILD}@{USER}", FORM)


@pytest.fixture
async def there(tmp_path):
    async with scene(tmp_path) as opened:
        yield opened


async def posted(there):
    """An event of the principal's: the card all see."""
    asked = {"title": "Kumquat salon", "when": "in 3 days"}
    preview = await (await there.principal.command(there.events, "event create", asked)).answer()
    await (await there.principal.press(preview, "Post it")).answer()
    await there.twin.until(lambda: shared(there))
    return shared(there)[0]


def shared(there):
    return [each for each in there.teacher.sees(there.events) if not each.ephemeral]


def token_of_cancelling(sight):
    """What a button carries whose answer replaces the message it stands in."""
    return next(each.custom_id for each in sight.controls if each.label == "Cancel Kumquat salon")


async def edited(there, card):
    """The form that opens from a card everybody sees, as its host asks for it."""
    verb = next(each.custom_id for each in card.controls if (each.custom_id or "").startswith("event.rsvp"))
    token = verb.split(":")[1]
    return await (await there.principal.forge(card, f"event.edit:{token}")).answer()


async def test_a_form_sent_from_a_card_with_another_custom_id_leaves_the_card(there):
    async with there.bot():
        card = await posted(there)
        form = await edited(there, card)
        sure = await (
            await there.principal.command(there.events, "event cancel", {"event": "Kumquat salon"})
        ).answer()
        forged = replace(form, custom_id=token_of_cancelling(sure))
        told = await (await there.principal.fill(forged)).answer()

        assert isinstance(told, Sight)
        assert told.ephemeral  # what it did is said to whoever did it
        assert "Kumquat salon" in told.text
        assert told.id != card.id
        assert [each.id for each in shared(there)] == [card.id]


async def test_the_same_words_replace_the_private_message_whose_button_they_are(there):
    """The control: where the answer belongs, it replaces what was pressed."""
    async with there.bot():
        await posted(there)
        asked = await there.principal.command(there.events, "event cancel", {"event": "Kumquat salon"})
        sure = await asked.answer()
        pressed = await there.principal.press(sure, "Cancel Kumquat salon")
        told = await pressed.answer()

        assert told.id == sure.id


def standing_on(custom_id, **more):
    row = {"type": 1, "components": [{"type": 2, "custom_id": custom_id}]}
    message = {"id": "600", "flags": 0, "components": [{"type": 17, "components": [row]}], **more}
    return read(happened(5, {"custom_id": str(FORM), "components": []}, message=message), SPECS).on_message


def test_between_two_steps_of_ones_own_form_the_message_is_replaced():
    assert standing_on(f"{NEXT}:{MINE}:1")
    assert standing_on(f"{NEXT}:{MINE}:1:event+create|{GUILD}")


@pytest.mark.parametrize(
    "custom_id",
    [
        str(FORM),
        "event.rsvp:1:going",
        f"{NEXT}:{key_of('discord:1@2', FORM)}:1",
        f"{NEXT}:{key_of(f'discord:{GUILD}@{USER}', Action('command.form', ('my+settings',)))}:1",
        f"{FINISH}:{MINE}:1",
        "",
    ],
)
def test_on_anything_else_that_all_see_nothing_is_replaced(custom_id):
    assert not standing_on(custom_id)


def test_what_only_its_sender_sees_may_be_replaced():
    assert standing_on("event.rsvp:1:going", flags=64)
