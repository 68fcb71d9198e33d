"""The parameters that several commands about live chats share, declared once."""

from datetime import timedelta
from enum import StrEnum
from typing import Annotated

from communitybot.commands.declare import Param
from communitybot.conversation.forms import FieldKind
from communitybot.livechats.model.chat import Form, Pace, Showing
from communitybot.moments import Reading

WORDS_MOST = 100  # a time, a length or a name, as typed
LIST_MOST = 500  # a list of hosts, as typed
TITLE_MOST = 200
ANSWER_MOST = 2_000
QUESTION_MOST = 500
DESCRIPTION_MOST = 1_500
QUESTIONS_MOST = 3_000


class ArchiveWish(StrEnum):
    """What can be decided about an archive."""

    ON = "on"
    OFF = "off"
    PUBLISH = "publish"
    UNPUBLISH = "unpublish"
    LIST = "list"  # search engines may find it
    UNLIST = "unlist"


class Where(StrEnum):
    """For which chats a choice counts."""

    THIS = "this chat"
    ALL = "all chats"


WhichChat = Annotated[
    str | None,
    Param(
        "Its hashtag or a few words of it; the live one if empty",
        label="Chat",
        suggests=True,
        most=200,
        example="#ce14",
    ),
]
Title = Annotated[str, Param("What it is about", most=TITLE_MOST, example="Beginning again")]
When = Annotated[Reading, Param("Day and hour as you would say them", example="tuesday 7pm ET")]
Ends = Annotated[
    str | None, Param("When it ends, or how long it takes (1 hour)", most=WORDS_MOST, example="60 minutes")
]
Hashtag = Annotated[str | None, Param("One word to find it by", most=WORDS_MOST, example="#ce14")]
Hosts = Annotated[
    str | None,
    Param("Who hosts, the first in charge; you if empty", most=LIST_MOST, example="me, Ana Ruiz"),
]
Questions = Annotated[
    str | None,
    Param(
        "One a line, or with | between; [7] before one gives it 7 minutes",
        kind=FieldKind.LONG_TEXT,
        most=QUESTIONS_MOST,
        example="What brings you here? | [7] What will you try?",
    ),
]
Ahead = Annotated[
    bool | None, Param("Whether people see the questions before the chat", label="Questions shown ahead")
]
Pacing = Annotated[Pace | None, Param("When the questions are asked", example="evenly")]
FormOf = Annotated[
    Form | None, Param("An hour, a spark of 15 minutes, or a slow chat over days", example="hour")
]
Introductions = Annotated[
    timedelta | None, Param("How long people introduce themselves; 0 for not at all", example="5 minutes")
]
Late = Annotated[
    timedelta | None,
    Param("How long after the end answers still count; 0 for not", label="Late answers", example="3 days"),
]
Guest = Annotated[
    str | None,
    Param("A visitor whom the audience may ask", label="Guest", most=WORDS_MOST, example="Dr. Rosa Lind"),
]
Archive = Annotated[
    bool | None, Param("Whether it is archived; an administrator has to agree", label="Archive it")
]
Description = Annotated[
    str | None,
    Param(
        "What people should know",
        kind=FieldKind.LONG_TEXT,
        most=DESCRIPTION_MOST,
        example="Bring a story.",
    ),
]
ShowAs = Annotated[Showing | None, Param("How you appear in archives", label="Appear as", example="initials")]
