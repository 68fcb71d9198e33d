"""The main job, played through the playground as a newcomer would."""

from datetime import datetime

from tests.stories.visiting import bots

DAY = 86_400


def going(message):
    """Whether it is a card everybody can answer."""
    return not message["private"] and any(each["label"].startswith("Going") for each in message["controls"])


def test_a_teacher_plans_a_reading_circle_and_is_reminded_of_it(demo):
    teacher = demo.guest("teacher")
    principal = demo.guest("principal")

    listed = bots(teacher.says("/events"))
    assert "Connected learning and Future Ready" in listed[-1]["plain"]
    assert listed[-1]["private"]

    preview = bots(teacher.says("/event create Reading circle, when: wednesday 4pm, kind: book club"))[-1]
    assert preview["private"]
    assert "Wed 15 Oct" in preview["plain"]
    assert "4:00-5:00 PM EDT" in preview["plain"]
    assert "in 2 days" in preview["plain"]
    assert not [seen for seen in principal.sees() if "Reading circle" in seen["plain"]]

    posted = teacher.presses(preview, "Post it")
    card = next(message for message in posted["messages"] if message["place"] == "events" and going(message))
    assert "Reading circle" in card["plain"]

    seen = next(message for message in principal.sees() if message["id"] == card["id"])
    assert "1:00 PM for you" in seen["plain"]

    teacher.presses(card, "Going")
    principal.presses(card, "Maybe")
    principal.presses(card, "Going")
    now = next(message for message in principal.sees() if message["id"] == card["id"])
    assert "2 going" in now["plain"]
    assert now["edited"] is not None

    demo.advance(2 * DAY)

    reminders = [m for m in teacher.sees() if "Reading circle" in m["plain"] and m["id"] != card["id"]]
    assert reminders, "the events room heard nothing"
    assert [m for m in teacher.sees(teacher.direct) if "Reading circle" in m["plain"]]
    assert [m for m in principal.sees(principal.direct) if "Reading circle" in m["plain"]]


def test_a_moved_event_is_never_announced_at_its_old_time(demo):
    teacher = demo.guest("teacher")
    preview = bots(teacher.says("/event create Reading circle, when: wednesday 4pm"))[-1]
    teacher.presses(preview, "Post it")

    changed = bots(teacher.says("/event edit Reading circle, when: thursday 6pm"))[-1]
    assert "Thu 16 Oct" in changed["plain"]
    teacher.presses(changed, "Make the change")
    before = {m["id"] for m in teacher.sees()}
    demo.advance(2 * DAY + 8 * 3600)

    said = [m["plain"] for m in teacher.sees() if m["id"] not in before and "Reading circle" in m["plain"]]
    assert all("Wed 15 Oct" not in text for text in said)
    demo.advance(DAY)
    assert [m for m in teacher.sees() if m["id"] not in before and "Reading circle" in m["plain"]]


def test_a_cancelled_event_is_struck_through_and_reminds_nobody(demo):
    teacher = demo.guest("teacher")
    posted = teacher.presses(
        bots(teacher.says("/event create Reading circle, when: wednesday 4pm"))[-1], "Post it"
    )
    card = next(message for message in posted["messages"] if message["place"] == "events" and going(message))
    asked = bots(teacher.says("/event cancel Reading circle, reason: the library is closed"))[-1]
    assert "Reading circle" in asked["plain"]
    teacher.presses(asked, "Cancel Reading circle")

    struck = next(message for message in teacher.sees() if message["id"] == card["id"])
    assert "Cancelled" in struck["plain"]
    assert "the library is closed" in struck["plain"]
    before = {m["id"] for m in teacher.sees()}
    demo.advance(3 * DAY)
    said = [m["plain"] for m in teacher.sees() if m["id"] not in before]
    assert not [text for text in said if "Reading circle" in text]


def test_the_clock_runs_and_everything_due_is_delivered_in_due_order(demo):
    teacher = demo.guest("teacher")
    start = demo.get("api/state", person="teacher")["now"]
    assert datetime.fromisoformat(start).strftime("%Y-%m-%dT%H") == "2014-10-13T13"

    now = demo.advance(DAY + 11 * 3600)

    assert now >= "2014-10-15T00:00"
    times = [message["at"] for message in teacher.sees()]
    assert times == sorted(times)
    chat = [m["plain"] for m in teacher.sees() if "Secretary Duncan" in m["plain"]]
    assert len(chat) >= 3


def test_a_form_opens_for_what_is_missing_and_says_what_is_wrong(demo):
    teacher = demo.guest("teacher")
    asked = teacher.says("/event create Reading circle")
    assert asked["form"] is not None
    names = {field["name"] for field in asked["form"]["fields"]}
    assert {"title", "when"} <= names

    wrong = teacher.submits(asked["form"], title="Reading circle", when="fri 25:00")
    assert "when" in wrong["errors"]
    assert "25" in wrong["errors"]["when"]

    right = teacher.submits(asked["form"], title="Reading circle", when="friday 5pm")
    assert right["errors"] is None
    assert "Fri 17 Oct" in bots(right)[-1]["plain"]
