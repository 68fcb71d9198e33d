"""The sample's events as data: dates of October 2014, moved as a whole for another year."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from communitybot.events.model import Kind
from communitybot.people.model import Level

COMMUNITY = "Connected Educator Month"
PROGRAMME = "Connected Educator Month"
THEME = "Helping educators thrive in a connected world"
ZONE = "America/New_York"
FIRST, LAST = date(2014, 10, 1), date(2014, 10, 31)
HOSTS = ("Dana Whitfield",)  # besides administrators
CHAT_DAY = date(2014, 10, 14)  # the Tuesday of the Secretary's chat; its weekday is kept in every year


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleChat:
    """What makes an event a live chat: its questions, and the visitor whom the audience may ask."""

    questions: tuple[str, ...]
    guest: str
    late: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleEvent:
    """One event of the month; `starts` is wall-clock time in `zone`, `minutes` its length.

    One with a `chat` is planned as a live chat, in the chat rooms.
    """

    title: str
    kind: Kind
    level: Level
    starts: datetime
    minutes: int
    description: str
    hosts: tuple[str, ...]
    zone: str = ZONE
    place: str = ""
    hashtag: str = ""
    topics: tuple[str, ...] = ()
    capacity: int | None = None
    repeat: tuple[str, date] | None = None  # in words, and the last day
    chat: "SampleChat | None" = None


def on(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(date(2014, 10, day), time(hour, minute))


EVENTS: tuple[SampleEvent, ...] = (
    SampleEvent(
        title="Share one thing: morning warm-up",
        kind=Kind.MEETING,
        level=Level.ALL,
        starts=on(13, 12, 30),
        minutes=20,
        description="Twenty minutes over lunch: each of us shares one thing that worked this week.",
        hosts=("Priya Raman",),
        place="The staff room",
        topics=("collaboration",),
        repeat=("every monday", date(2014, 10, 27)),
    ),
    SampleEvent(
        title="Connected learning and Future Ready, with Secretary Duncan",
        kind=Kind.CHAT,
        level=Level.ALL,
        starts=on(14, 19),
        minutes=60,
        description=(
            "An hour of questions and answers about being a connected educator, and about the newly "
            "announced Future Ready pledge. Bring a friend or colleague. "
            "If you can't join, the conversation will be archived."
        ),
        hosts=("Dana Whitfield", "Nora Castillo"),
        hashtag="ce14",
        topics=("connected learning", "future ready"),
        chat=SampleChat(
            questions=(
                "What does connected learning mean to you?",
                "How has being connected changed the way your students learn?",
                "What would a culture of digital learning look like in your school?",
                "Which professional learning has helped you to use technology well?",
                "How do teachers lead from the classroom, and get a say in what affects their work?",
                "Whom will you bring along next, and what will you try first?",
            ),
            guest="Secretary Duncan",
            late=timedelta(days=3),
        ),
    ),
    SampleEvent(
        title="Blended learning without the overwhelm",
        kind=Kind.WEBINAR,
        level=Level.MIDDLE,
        starts=on(15, 16),
        minutes=45,
        description="Three middle-school teachers show one blended lesson each, mistakes included.",
        hosts=("Marcus Bell",),
        place="Online",
        topics=("blended learning",),
        capacity=40,
    ),
    SampleEvent(
        title="Families as partners: a panel",
        kind=Kind.PANEL,
        level=Level.EARLY_CHILDHOOD,
        starts=on(16, 18, 30),
        minutes=75,
        description="Two parents, a librarian and a preschool teacher on what reaches families.",
        hosts=("Lucía Ortega", "Tom Hale"),
        place="Online",
        topics=("community engagement",),
    ),
    SampleEvent(
        title="Teach to Lead forum: leading from the classroom",
        kind=Kind.FORUM,
        level=Level.ALL,
        starts=on(17, 9),
        minutes=8 * 60,
        description="A day-long moderated forum. Post an idea, question one, come and go as lessons allow.",
        hosts=("Dana Whitfield",),
        place="The ideas room",
        topics=("teach to lead", "leadership"),
    ),
    SampleEvent(
        title="Edcamp Saturday",
        kind=Kind.EDCAMP,
        level=Level.ALL,
        starts=on(18, 10),
        minutes=180,
        description="No programme until we write one together. Come with a question; vote with your feet.",
        hosts=("Jo Anders",),
        place="Riverside Middle School, and online",
        topics=("collaboration", "professional learning"),
        capacity=80,
    ),
    SampleEvent(
        title="Book club: how we learn from one another",
        kind=Kind.BOOK_CLUB,
        level=Level.ALL,
        starts=on(19, 20),
        minutes=60,
        description="A chapter a week. Nobody minds if you haven't finished it.",
        hosts=("Priya Raman",),
        place="The staff room",
        topics=("professional learning",),
        repeat=("every sunday", date(2014, 11, 2)),
    ),
    SampleEvent(
        title="Inside a maker space: guided tour",
        kind=Kind.TOUR,
        level=Level.ELEMENTARY,
        starts=on(20, 15, 30),
        minutes=40,
        description="Fourth-graders walk us through their maker space by video and answer anything.",
        hosts=("Sam Okafor",),
        place="Online",
        topics=("student agency", "making"),
        zone="America/Chicago",
    ),
    SampleEvent(
        title="Open house: a connected high school",
        kind=Kind.OPEN_HOUSE,
        level=Level.HIGH_SCHOOL,
        starts=on(21, 17),
        minutes=90,
        description="Visit four classrooms by video. Students host; teachers stay quiet if they can.",
        hosts=("Grace Lindqvist",),
        place="Online",
        topics=("student agency",),
        zone="America/Los_Angeles",
    ),
    SampleEvent(
        title="Badge challenge: give and receive feedback",
        kind=Kind.BADGE_CHALLENGE,
        level=Level.ALL,
        starts=on(22, 8),
        minutes=24 * 60,
        description="Give three colleagues useful feedback in a day, and use some of what you get.",
        hosts=("Marcus Bell",),
        place="Wherever you teach",
        topics=("collaboration",),
    ),
    SampleEvent(
        title="Voices from the hallway: podcast recording",
        kind=Kind.PODCAST,
        level=Level.HIGHER_EDUCATION,
        starts=on(23, 13),
        minutes=50,
        description="New teachers and their professors compare what they expected with what they found.",
        hosts=("Tom Hale",),
        place="Online",
        topics=("teacher preparation",),
    ),
    SampleEvent(
        title="Student work exhibit: our town in data",
        kind=Kind.EXHIBIT,
        level=Level.MIDDLE,
        starts=on(25, 11),
        minutes=120,
        description="Walk the gallery, leave a question beside a piece, meet the students at noon.",
        hosts=("Sam Okafor",),
        place="The public library, and online",
        topics=("making", "data"),
    ),
    SampleEvent(
        title="Contest: the two-minute lesson",
        kind=Kind.CONTEST,
        level=Level.ALL,
        starts=on(28, 16, 30),
        minutes=60,
        description="Teach us one thing in two minutes. The audience chooses; everybody learns.",
        hosts=("Jo Anders",),
        place="Online",
        topics=("student voice",),
        capacity=100,
    ),
    SampleEvent(
        title="After October: kickoff for the year ahead",
        kind=Kind.KICKOFF,
        level=Level.ALL,
        starts=on(30, 19),
        minutes=60,
        description="What we keep doing when the month is over, and who takes which part of it.",
        hosts=("Dana Whitfield", "Priya Raman"),
        place="The events room",
        topics=("leadership", "future ready"),
    ),
)


def shift_to(year: int) -> timedelta:
    """How far 2014's dates move to fall in October of a year with every weekday kept (whole weeks)."""
    wanted = date(year, CHAT_DAY.month, CHAT_DAY.day)
    weeks = round((wanted - CHAT_DAY).days / 7)
    return timedelta(weeks=weeks)


def coming_october(today: date) -> int:
    """The year whose October has not begun yet, or is still long enough to try things in."""
    return today.year if today < date(today.year, 10, 5) else today.year + 1
