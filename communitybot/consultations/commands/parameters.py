"""The parameters that several commands about consultations share, declared once."""

from typing import Annotated

from communitybot.commands.declare import Param
from communitybot.conversation.forms import FieldKind
from communitybot.moments import Reading

TITLE_MOST = 120
WORDS_MOST = 100  # a time or a name, as typed
WHO_MOST = 140
ABOUT_MOST = 600
QUESTIONS_MOST = 3_000
ROOMS_MOST = 300
LEAST, MOST = 3, 100  # with fewer than three, whoever answered knows who the other was

WhichConsultation = Annotated[
    str | None,
    Param(
        "Some words of its title; the open one if empty",
        label="Consultation",
        suggests=True,
        most=200,
        example="School day",
    ),
]
Title = Annotated[str, Param("What it is about", most=TITLE_MOST, example="School day")]
Who = Annotated[
    str,
    Param(
        "Name and role of whoever asks, with a comma between",
        label="Who asks",
        most=WHO_MOST,
        example="Dr. Rosa Lind, superintendent",
    ),
]
Why = Annotated[
    str,
    Param(
        "Why it is asked",
        kind=FieldKind.LONG_TEXT,
        most=ABOUT_MOST,
        example="The board decides in March.",
    ),
]
Used = Annotated[
    str,
    Param(
        "What will be done with the answers",
        label="What will be done with it",
        kind=FieldKind.LONG_TEXT,
        most=ABOUT_MOST,
        example="I read the summary to the board.",
    ),
]
Questions = Annotated[
    str,
    Param(
        "One a line; [yes | no] or [1-5] after one makes it countable",
        kind=FieldKind.LONG_TEXT,
        most=QUESTIONS_MOST,
        example="Later? [yes | no | unsure]",
    ),
]
Closes = Annotated[Reading, Param("The day and hour it ends", example="in 2 weeks")]
Opens = Annotated[
    str | None, Param("The day and hour it begins; now if empty", most=WORDS_MOST, example="now")
]
Rooms = Annotated[
    str | None,
    Param("Where it is shown; the ideas rooms if empty", most=ROOMS_MOST, example="ideas"),
]
Least = Annotated[
    int | None,
    Param(
        "From how many answers on counts are shown",
        label="Counts shown from",
        least=LEAST,
        most=MOST,
        example="5",
    ),
]
