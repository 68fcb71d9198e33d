"""The sample month as a newcomer finds it: the chat of Tuesday 14 October opens at its hour, by itself."""

from tests.stories.visiting import bots

HOUR = 3_600
TITLE = "Connected learning and Future Ready, with Secretary Duncan"


def threads(guest):
    state = guest.house.get("api/state", person=guest.person)
    return [place for place in state["places"] if place["kind"] == "thread" and place["parent"] == "chats"]


def test_it_is_one_event_and_one_live_chat_to_come(demo):
    teacher = demo.guest("teacher")

    listed = bots(teacher.says("/chats"))[-1]["plain"]
    assert "#ce14" in listed
    assert "Tue 14 Oct, 7:00-8:00 PM EDT" in listed
    assert "Dana Whitfield" in listed
    cards = [message for message in teacher.sees("events") if not message["private"]]
    assert len([card for card in cards if TITLE in card["plain"]]) == 1
    assert bots(teacher.says("/events"))[-1]["plain"].count(TITLE) == 1
    assert threads(teacher) == []


def test_at_the_hour_its_thread_opens_with_guest_mode_questions_and_a_word_on_the_archive(demo):
    teacher = demo.guest("teacher")
    demo.advance(34 * HOUR)

    (thread,) = threads(teacher)
    assert thread["parent"] == "chats"
    opening = next(message for message in teacher.sees("chats") if TITLE in message["plain"])
    assert "Our guest: Secretary Duncan" in opening["plain"]
    assert "This chat is archived." in opening["plain"]
    assert "Ask a question" in [control["label"] for control in opening["controls"]]

    demo.advance(HOUR + 60)
    said = "\n".join(message["plain"] for message in teacher.sees(thread["id"]))
    assert "Q1 of 6\nWhat does connected learning mean to you?" in said
    assert "Q6 of 6" in said
    assert "The archive of #ce14" in said
