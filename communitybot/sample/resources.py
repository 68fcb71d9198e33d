"""The sample's resources as data: what fictional teachers might have shared in autumn 2014.

Addresses of public pages are those of that autumn; nothing looks at them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from communitybot.resources.model.collection import Right
from communitybot.resources.model.grades import IN_ORDER, Grade
from communitybot.resources.model.judgement import Repeat
from communitybot.resources.model.resource import Kind, Licence


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleResource:
    """One resource: a link, or words alone; how colleagues used it, and what happened, by their names."""

    sharer: str
    title: str
    link: str = ""
    about: str
    author: str = ""
    kind: Kind
    grades: tuple[Grade, ...] = ()
    subjects: tuple[str, ...] = ()
    licence: Licence | None = None
    login: bool | None = None
    tags: tuple[str, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)
    tried: Mapping[str, tuple[Grade, Repeat, str]] = field(default_factory=dict)
    saved: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleRequest:
    """What somebody asked the room for; who needs it too, and who answered with a resource of what title."""

    asker: str
    words: str
    needed: tuple[str, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleCollection:
    """A collection that everybody here sees: who may do what in it, and who put in what titles."""

    owner: str
    name: str
    about: str
    people: Mapping[str, Right] = field(default_factory=dict)
    items: tuple[tuple[str, str], ...] = ()


RESOURCES: tuple[SampleResource, ...] = (
    SampleResource(
        sharer="Nora Castillo",
        title="Fraction strips to cut and fold",
        link="https://lessons.example.org/fraction-strips",
        about="A page to print: one whole, halves, thirds and so on, to lay side by side and compare.",
        kind=Kind.LESSON,
        grades=IN_ORDER[4:6],
        subjects=("maths",),
        licence=Licence.CC_BY,
        login=False,
        tags=("fractions", "hands-on"),
        notes={"Dana Whitfield": "I print them on card. They come back folded, and that is fine."},
        tried={
            "Maya Torres": (
                Grade.FOURTH,
                Repeat.YES,
                "They found by themselves that two quarters are a half, and argued about why.",
            ),
            "Ellen Park": (
                Grade.THIRD,
                Repeat.CHANGES,
                "Thirds were hard to fold. Next time I cut those beforehand.",
            ),
        },
        saved=("Ellen Park", "Marcus Bell"),
    ),
    SampleResource(
        sharer="Maya Torres",
        title="Build a Fraction",
        link="https://phet.colorado.edu/en/simulation/build-a-fraction",
        about="Students put fractions together from pieces and from numbers, and see whether they match.",
        author="PhET Interactive Simulations",
        kind=Kind.TOOL,
        grades=IN_ORDER[4:8],
        subjects=("maths",),
        licence=Licence.CC_BY,
        login=False,
        tags=("fractions", "simulations"),
        notes={"Maya Torres": "Two at a computer: one builds, the other says why it fits."},
        tried={
            "Ellen Park": (Grade.FIFTH, Repeat.YES, "The room went quiet, and then loud about mixed numbers.")
        },
    ),
    SampleResource(
        sharer="Nora Castillo",
        title="Three questions for any website",
        link="https://library.example.org/three-questions",
        about="Who made it, what for, and how do you know? A ten-minute warm-up, with three sites to try.",
        kind=Kind.ARTICLE,
        grades=IN_ORDER[7:14],
        subjects=("media literacy",),
        login=False,
        tags=("sources", "warm-ups"),
        notes={"Dana Whitfield": "I let pairs pick the site. The third question takes the longest."},
    ),
    SampleResource(
        sharer="Dana Whitfield",
        title="Sentence starters for a discussion",
        about=(
            "I agree with ..., and I would add ...\nWhat do you mean by ...?\n"
            "I used to think ..., now I think ...\nCan somebody say that in other words?"
        ),
        kind=Kind.LESSON,
        grades=IN_ORDER[4:14],
        subjects=("language arts",),
        tags=("discussion", "warm-ups"),
    ),
    SampleResource(
        sharer="Dana Whitfield",
        title="Join Secretary Duncan for a Connected Educator Month Twitter chat",
        link="http://blog.ed.gov/2014/10/join-secretary-duncan-for-a-connected-educator-month-twitter-chat/",
        about="Tuesday, 7 to 8 PM Eastern, with #ce14: what being connected means, and Future Ready.",
        kind=Kind.ARTICLE,
        grades=(Grade.ADULTS,),
        licence=Licence.PUBLIC_DOMAIN,
        login=False,
        tags=("ce14", "future-ready"),
        notes={"Marcus Bell": "I read it out on Monday, so that nobody has to come alone."},
    ),
    SampleResource(
        sharer="Marcus Bell",
        title="Every kid needs a champion",
        link="https://www.ted.com/talks/rita_pierson_every_kid_needs_a_champion",
        about="A teacher of forty years on why students do not learn from people they do not like.",
        author="Rita Pierson",
        kind=Kind.VIDEO,
        grades=(Grade.ADULTS,),
        licence=Licence.CC_BY_NC_ND,
        login=False,
        tags=("relationships",),
        notes={"Marcus Bell": "We begin our year with it, and then talk in threes."},
        saved=("Maya Torres",),
    ),
    SampleResource(
        sharer="Nora Castillo",
        title="Guides for analyzing primary sources",
        link="http://www.loc.gov/teachers/usingprimarysources/guides.html",
        about="From the Library of Congress: what to observe, think about and ask, by type of source.",
        author="Library of Congress",
        kind=Kind.LESSON,
        grades=IN_ORDER[5:14],
        subjects=("history", "media literacy"),
        licence=Licence.PUBLIC_DOMAIN,
        login=False,
        tags=("sources",),
        notes={"Ellen Park": "With one photograph and ten minutes. The questions are better than mine."},
    ),
    SampleResource(
        sharer="Ellen Park",
        title="Earthquakes of the past month, as a table",
        link="http://earthquake.usgs.gov/earthquakes/feed/v1.0/csv.php",
        about="From the U.S. Geological Survey: time, place, depth and magnitude, new every few minutes.",
        author="U.S. Geological Survey",
        kind=Kind.DATASET,
        grades=IN_ORDER[7:14],
        subjects=("science", "maths"),
        licence=Licence.PUBLIC_DOMAIN,
        login=False,
        tags=("data", "earthquakes"),
        tried={
            "Dana Whitfield": (
                Grade.SEVENTH,
                Repeat.CHANGES,
                "A month is too many rows for a lesson. With one week they found the plates on a map.",
            )
        },
    ),
    SampleResource(
        sharer="Maya Torres",
        title="Newsela: one news story at five reading levels",
        link="https://newsela.com/",
        about="Everybody reads the same story, each at a level that fits.",
        kind=Kind.TOOL,
        grades=IN_ORDER[4:14],
        subjects=("language arts", "social studies"),
        login=True,
        tags=("reading", "news"),
        notes={"Dana Whitfield": "Accounts take a lesson to make. After that it is five minutes a week."},
    ),
)

REQUESTS: tuple[SampleRequest, ...] = (
    SampleRequest(
        asker="Maya Torres",
        words="A short video on how volcanoes are made for grade 5, no log-in",
        needed=("Ellen Park",),
    ),
    SampleRequest(
        asker="Marcus Bell",
        words="Something on judging websites for grade 7",
        answers={"Nora Castillo": "Three questions for any website"},
    ),
)

COLLECTIONS: tuple[SampleCollection, ...] = (
    SampleCollection(
        owner="Maya Torres",
        name="Fractions, by hand and on screen",
        about="In the order in which my fourth-graders meet them.",
        people={"Nora Castillo": Right.ADD},
        items=(
            ("Nora Castillo", "Fraction strips to cut and fold"),
            ("Maya Torres", "Build a Fraction"),
        ),
    ),
)
