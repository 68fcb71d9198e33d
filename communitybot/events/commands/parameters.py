"""The parameters that several commands about events share, declared once."""

from enum import StrEnum
from typing import Annotated

from communitybot.commands.declare import Param
from communitybot.conversation.controls import Choice
from communitybot.conversation.forms import FieldKind
from communitybot.events.details import CAPACITY, DESCRIPTION, PLACE, TITLE
from communitybot.events.model import Kind, Scope
from communitybot.moments import Reading
from communitybot.people.model import Level

LINK_MOST = 512  # limits.URL
LIST_MOST = 500  # a list of hosts or topics, as typed
WORDS_MOST = 100  # a time, a length or a name, as typed


class Span(StrEnum):
    """Which events a list shows."""

    ALL = "all"
    TODAY = "today"
    WEEK = "this week"
    MINE = "mine"


ANSWERS = (
    Choice("going", "Going"),
    Choice("maybe", "Maybe"),
    Choice("cant", "Can't"),
    Choice("none", "Take my answer back"),
)

WhichEvent = Annotated[
    str,
    Param("Its name, or a few words of it", label="Event", suggests=True, most=200, example="Reading circle"),
]
MaybeEvent = Annotated[
    str | None,
    Param("Its name, or a few words of it", label="Event", suggests=True, most=200, example="Reading circle"),
]
Title = Annotated[str, Param("What it is called", most=TITLE, example="Reading circle")]
When = Annotated[Reading, Param("Day and hour as you would say them", example="friday 5pm")]
Ends = Annotated[
    str | None, Param("When it ends, or how long it takes (1 hour)", most=WORDS_MOST, example="90 minutes")
]
KindOf = Annotated[Kind | None, Param("What kind of event it is", example="book club")]
Where = Annotated[str | None, Param("Where, in words", label="Place", most=PLACE, example="Library, room 2")]
LinkTo = Annotated[
    str | None,
    Param(
        "The web address to join or read on", label="Link", most=LINK_MOST, example="https://example.org/join"
    ),
]
Hosts = Annotated[
    str | None,
    Param("Who hosts, with commas between names; you if empty", most=LIST_MOST, example="me, Ana Ruiz"),
]
LevelOf = Annotated[Level | None, Param("Whom it is for", label="Level", example="high school")]
Topics = Annotated[
    str | None,
    Param("What it is about, with commas between", most=LIST_MOST, suggests=True, example="equity, reading"),
]
Hashtag = Annotated[str | None, Param("One word to find it by", most=WORDS_MOST, example="#ce14")]
Places = Annotated[
    int | None,
    Param("How many can come; no limit if empty", label="Places", least=1, most=CAPACITY, example="30"),
]
Capacity = Annotated[
    int | None,
    Param("How many can come; 0 is no limit", label="Places", most=CAPACITY, example="30"),
]
RepeatWords = Annotated[
    str | None, Param("How it repeats, if it does", most=200, example="every tuesday until 15 dec")
]
Description = Annotated[
    str | None,
    Param("What people should know", kind=FieldKind.LONG_TEXT, most=DESCRIPTION, example="Bring a page."),
]
InProgramme = Annotated[
    str | None, Param("The programme it belongs to", label="Programme", most=WORDS_MOST, suggests=True)
]
WhichOnes = Annotated[
    Scope | None, Param("Of a repeating event: this one, this and following, or all", label="Which ones")
]
Reason = Annotated[str | None, Param("Why; people see it", most=500, example="The host is ill")]
