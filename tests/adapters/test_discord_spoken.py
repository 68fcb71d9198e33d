"""Messages as Discord tells them become what somebody said, or nothing where nobody did."""

import pytest

from adapters.discord.plain import Named
from adapters.discord.spoken import is_withheld, posted, reworded
from communitybot.conversation.addresses import MessageRef, PlaceAddress

THREAD = PlaceAddress("discord", "1", "2", "3")
PICTURE = {"filename": "a.png", "content_type": "image/png"}
NAMED = Named(people={}, role=lambda _: None, room=lambda _: None)


def said(**more):
    """Somebody's message, as REST tells it: without their membership."""
    author = {"id": "42", "username": "priya", "global_name": "Priya Raman"}
    return {
        "id": "900",
        "type": 0,
        "channel_id": "3",
        "author": author,
        "content": "A1",
        "timestamp": "2014-10-14T23:05:00.000000+00:00",
        "edited_timestamp": None,
        "attachments": [],
        "embeds": [],
        "mentions": [],
    } | more


def shown(**more):
    told = posted(said(content="", **more), THREAD, NAMED)
    return None if told is None else told.shown


def test_a_name_of_the_server_wins_over_the_accounts_own():
    member = {"nick": "Ms. Raman", "roles": ["7"]}

    assert posted(said(), THREAD, NAMED).who.name == "Priya Raman"
    assert posted(said(member=member), THREAD, NAMED).who.name == "Ms. Raman"
    known = Named(people={"42": "Ms. Raman"}, role=NAMED.role, room=NAMED.room)
    assert posted(said(), THREAD, known).who.name == "Ms. Raman"
    assert posted(said(member=member), THREAD, NAMED).who.roles == {"7"}


def test_nobody_is_said_to_run_the_server_by_what_they_say():
    who = posted(said(member={"roles": []}), THREAD, NAMED).who

    assert (who.roles, who.rights_told) == (frozenset(), False)


@pytest.mark.parametrize("kind", [1, 2, 3, 6, 7, 8, 18, 20, 21, 23, 24, 31, 36, 46, 99])
def test_what_discord_or_an_app_puts_there_is_said_by_nobody(kind):
    assert posted(said(type=kind), THREAD, NAMED) is None


@pytest.mark.parametrize(
    "more",
    [
        {"webhook_id": "5"},
        {"author": {"id": "42", "username": "helper", "bot": True}},
        {"author": {"id": "42", "username": "discord", "system": True}},
        {"author": {}},
    ],
)
def test_apps_and_webhooks_are_nobody(more):
    assert posted(said(**more), THREAD, NAMED) is None
    assert reworded(said(edited_timestamp="2014-10-14T23:06:00+00:00", **more), THREAD, NAMED) is None


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (PICTURE | {"description": "a seating plan"}, "picture: a seating plan"),
        (PICTURE | {"description": "two\nlines "}, "picture: two lines"),
        (PICTURE, "picture: a.png"),
        ({"filename": "SPOILER_b.mp4", "content_type": "video/mp4"}, "video: b.mp4"),
        ({"filename": "c.mp3", "content_type": "audio/mpeg"}, "recording: c.mp3"),
        ({"filename": "d.pdf"}, "file: d.pdf"),
        ({"filename": "d_.pdf", "title": "The plan", "content_type": None}, "file: The plan"),
        ({}, "file"),
    ],
)  # fmt: skip
def test_a_file_is_shown_by_its_kind_and_what_it_is(more, words):
    assert shown(attachments=[more]) == (words,)


def test_a_voice_message_a_sticker_and_a_poll_are_shown_in_words():
    voice = {"filename": "voice-message.ogg", "content_type": "audio/ogg"}
    answers = [{"poll_media": {"text": "Yes"}}, {"poll_media": {"emoji": {"name": "👍"}}}]

    assert shown(attachments=[voice], flags=1 << 13) == ("voice message: voice-message.ogg",)
    assert shown(sticker_items=[{"id": "1", "name": "Wave"}]) == ("sticker: Wave",)
    assert shown(poll={"question": {"text": "Again?"}, "answers": answers}) == ("poll: Again? (Yes, ?)",)


def test_a_forwarded_message_is_left_out_as_its_words_are_somebody_elses():
    forward = {"message_reference": {"type": 1, "channel_id": "8", "message_id": "7"}}
    snapshots = [{"message": {"content": "said elsewhere"}}]

    assert posted(said(content="", message_snapshots=snapshots, **forward), THREAD, NAMED) is None


@pytest.mark.parametrize(
    ("reference", "answered"),
    [
        ({"channel_id": "3", "message_id": "800"}, MessageRef(THREAD, "800")),
        ({"type": 0, "channel_id": "3", "message_id": "800"}, MessageRef(THREAD, "800")),
        ({"channel_id": "2", "message_id": "800"}, None),
        ({"channel_id": "3"}, None),
        (None, None),
    ],
)
def test_a_reply_answers_a_message_of_the_same_thread(reference, answered):
    assert posted(said(type=19, message_reference=reference), THREAD, NAMED).reply_to == answered


def test_only_what_somebody_changed_is_reworded():
    edited = {"edited_timestamp": "2014-10-14T23:06:00+00:00"}
    told = reworded(said(content="**A1** anew", **edited), THREAD, NAMED)

    assert (told.ref, told.text, told.at.minute) == (MessageRef(THREAD, "900"), "A1 anew", 6)
    assert reworded(said(embeds=[{"url": "https://a.example"}]), THREAD, NAMED) is None  # Discord unfurled it
    partial = said(**edited)
    del partial["content"]
    assert reworded(partial, THREAD, NAMED) is None
    assert reworded(said(content="", **edited), THREAD, NAMED) is None  # withheld


def test_a_message_with_nothing_in_it_is_one_whose_words_are_withheld():
    assert is_withheld(said(content=""))
    assert not is_withheld(said())
    assert not is_withheld(said(content="", attachments=[{"filename": "a"}]))
    assert not is_withheld(said(content="", type=18))
    assert not is_withheld(said(content="", message_reference={"type": 1}))
