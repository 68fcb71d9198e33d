"""Whatever people write, every card about it can be shown on every platform."""
# ruff: noqa: DTZ001 - wall-clock times are naive on purpose

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from communitybot.communities.model import Community
from communitybot.conversation.actions import Action
from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.message import Controls, Message
from communitybot.conversation.text import Place
from communitybot.events import cards
from communitybot.events.cards.lists import PER_PAGE, Leaves
from communitybot.events.cards.programmes import programme_made_card, programmes_card
from communitybot.events.model import (
    Answer,
    Attendance,
    Details,
    Event,
    Host,
    Kind,
    Programme,
    Scope,
    Status,
    Tally,
)
from communitybot.events.occurrences import Run, occurrence
from communitybot.events.series import WORDS
from communitybot.events.views import Edited, Foreseen, Listed, Page
from communitybot.moments import Every, Repeat
from communitybot.people.model import Level

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
HOSTILE = (
    "@everyone",
    "<!channel>",
    "*" * 200,
    "&" * 120,
    "\u202e\u202e",
    "\x00\x07",
    "`~|[]()" * 300,
    "👩‍👩‍👧‍👦" * 90,
)
words = st.one_of(
    st.text(max_size=30), st.text(max_size=12).map(lambda text: text * 200), st.sampled_from(HOSTILE)
)
links = st.one_of(
    st.just(""),
    words,
    st.integers(1, 490).map(lambda n: "https://example.org/" + "a" * n),
    st.just("javascript:alert(1)"),
)
hosts = st.lists(st.builds(Host, words, st.sampled_from([None, "maker"])), max_size=11).map(tuple)
any_details = st.builds(
    Details,
    title=words,
    description=words,
    kind=st.sampled_from(Kind),
    level=st.sampled_from(Level),
    hosts=hosts,
    place=words,
    link=links,
    hashtag=words,
    topics=st.lists(words, max_size=11).map(tuple),
    capacity=st.one_of(st.none(), st.integers(0, 100_000)),
)
rules = st.sampled_from(
    [None, Repeat(every=Every.WEEK), Repeat(every=Every.MONTH, nth=(1, 0), until=date(2027, 5, 1))]
)
COMMUNITY = Community(id="c", name="*" * 200, slug="c", zone="America/New_York")
ROOM = PlaceAddress("playground", "demo", "events")


@st.composite
def any_listed(draw) -> Listed:
    event = Event(
        id="0123456789abcd",
        community="c",
        uid="u",
        details=draw(any_details),
        starts=datetime(2026, 12, 4, 17),
        zone="America/New_York",
        length=draw(st.sampled_from([timedelta(minutes=1), timedelta(days=40)])),
        all_day=draw(st.booleans()),
        repeat=draw(rules),
        status=draw(st.sampled_from(Status)),
        created_by="maker",
        created_at=NOW,
        changed_at=NOW,
        cancel_reason=draw(words),
    )
    return Listed(
        occurrence=occurrence(event, event.starts),
        tally=Tally(going=draw(st.integers(0, 10**6)), waiting=draw(st.integers(0, 9))),
        mine=draw(st.sampled_from([None, *Answer])),
        waiting_position=draw(st.sampled_from([None, 3])),
        attended=draw(st.booleans()),
    )


def check(message: Message) -> None:
    assert message.weight <= 3_800
    for block in message.blocks:
        if isinstance(block, Controls):
            assert len(block.items) <= 5


@settings(max_examples=40, deadline=None)
@given(listed=any_listed(), other=any_listed(), reason=words, near=st.booleans())
def test_every_card_of_any_event_can_be_said(listed, other, reason, near):
    one, two = listed.occurrence, other.occurrence
    jump = "https://example.org/" + "j" * 400
    check(cards.event_card(listed, community=COMMUNITY, jump=jump, edited=True))
    check(cards.own_card(listed, near=near, may_edit=True, jump=jump))
    check(cards.new_event_card(listed, reason, jump=jump))
    for offset in (timedelta(days=7), timedelta(minutes=15), timedelta()):
        check(cards.reminder_card(one, listed.tally, offset=offset, late=near, personal=not near, jump=jump))
    check(cards.moved_card(one, two, jump=jump))
    check(cards.cancelled_card(one, reason, jump=jump))
    check(cards.place_freed_card(listed, jump=jump))
    check(
        cards.preview_card(
            one,
            rooms=[Place(ROOM, reason)] * 9,
            notes=[reason or "a note"] * 5,
            next_dates=[NOW] * 3,
            clashes=[two] * 7,
        )
    )
    confirm = [(scope.value, Action("event.apply", (one.key, scope.value))) for scope in Scope]
    leave = Action("event.leave")
    run = Run(first=one, last=two, count=999)
    whole = Foreseen(told=12_345, news=True, event=one.event, run=run, kept=((one, WORDS),) * 5)
    foreseen = dict.fromkeys(Scope, whole)
    check(cards.changed_card(Edited(before=one, after=two), whole))
    check(cards.was_cancelled(one, whole))
    if cards.asking.differences(one, two):
        check(
            cards.change_card(
                one,
                two,
                confirm=confirm,
                foreseen=foreseen,
                leave=leave,
                notes=[reason or "a note"] * 3,
                clashes=[two] * 4,
            )
        )
    check(cards.cancel_question(one, confirm=confirm, foreseen=foreseen, reason=reason, leave=leave))


@settings(max_examples=30, deadline=None)
@given(listed=st.lists(any_listed(), max_size=PER_PAGE), what=words, personal=st.booleans())
def test_every_list_of_any_events_can_be_said(listed, what, personal):
    items = tuple(
        Listed(
            occurrence=occurrence(each.occurrence.event, datetime(2026, 12, 4, index)),
            tally=each.tally,
            mine=each.mine,
            waiting_position=each.waiting_position,
        )
        for index, each in enumerate(listed)
    )
    turn = Leaves(
        back=Action("event.page", ("1",)), on=Action("event.page", ("2",)), share=Action("event.share")
    )
    check(
        cards.list_card(Page(items=items, total=5_000), what=what, offset=8, leaves=turn, personal=personal)
    )


@settings(max_examples=30, deadline=None)
@given(name=words, theme=words, reason=words, listed=any_listed(), count=st.integers(0, 40))
def test_programmes_and_attendance_of_any_names_can_be_said(name, theme, reason, listed, count):
    start, end = datetime(2026, 10, 1), datetime(2026, 10, 31)
    programmes = [
        (Programme(id=f"p{i}", community="c", name=name, theme=theme, starts=start, ends=end), i)
        for i in range(count)
    ]
    check(programmes_card(programmes, "America/New_York"))
    if programmes:
        check(programme_made_card(programmes[0][0], "America/New_York"))
    rows = [
        Attendance(
            event="e",
            original=start,
            person=str(i),
            name=name,
            present=bool(i % 2),
            at=NOW,
            corrected_by="x" if i % 3 else None,
            reason=reason,
        )
        for i in range(count)
    ]
    check(cards.attendance_card(listed.occurrence, rows))
    check(cards.here_card(listed.occurrence))
    if rows:
        check(cards.corrected_card(listed.occurrence, rows[0]))


def test_a_page_of_events_that_all_last_for_days_can_be_said():
    started = datetime(2026, 12, 4)
    event = Event(
        id="0123456789abcd",
        community="c",
        uid="u",
        details=Details(title="The Great Connected Educator Month Exhibit " * 3),
        starts=started,
        zone="America/New_York",
        length=timedelta(days=3),
        all_day=True,
        status=Status.CANCELLED,
        created_at=NOW,
        changed_at=NOW,
    )
    items = tuple(
        Listed(
            occurrence=occurrence(event, started + timedelta(days=index)),
            tally=Tally(going=9_999, waiting=999),
            mine=Answer.WAITING,
            waiting_position=999,
        )
        for index in range(PER_PAGE)
    )
    check(cards.list_card(Page(items=items, total=5_000), what="this week", offset=8, leaves=Leaves()))
