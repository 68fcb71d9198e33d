"""The parameters that commands about briefs, voices, answers and outcomes share."""

from typing import Annotated

from communitybot.commands.declare import Param
from communitybot.conversation.forms import FieldKind
from communitybot.ideas.model.brief import Again, AnswerKind, Showing

NAME_MOST = 100
DATE_MOST = 60
PART_MOST = 1_200
VOICE_MOST = 400
ANSWER_MOST = 1_000
LINK_MOST = 500
NUMBER_MOST = 80
VALUE_MOST = 40

LONG = FieldKind.LONG_TEXT

To = Annotated[
    str | None, Param("Who decides, by name", label="To whom", most=NAME_MOST, example="Dr. Rosa Lind")
]
ToRole = Annotated[
    str | None, Param("Their role", label="Their role", most=NAME_MOST, example="superintendent")
]
ReplyBy = Annotated[
    str | None,
    Param("The day you ask for a reply by", label="Reply by", most=DATE_MOST, example="in 3 weeks"),
]
Need = Annotated[
    str | None,
    Param("What is the matter, as who decides sees it", label="The need", kind=LONG, most=PART_MOST),
]
Evidence = Annotated[
    str | None,
    Param("What shows it: numbers, who benefits", label="The evidence", kind=LONG, most=PART_MOST),
]
Asked = Annotated[
    str | None,
    Param("The one thing you ask for", label="What you ask", kind=LONG, most=PART_MOST),
]
WhichBrief = Annotated[
    str | None,
    Param(
        "Whom it is for, where an idea has several", label="Brief", most=NAME_MOST, example="Dr. Rosa Lind"
    ),
]
VoiceWords = Annotated[
    str | None,
    Param(
        "A sentence or two of your own",
        label="Your words",
        kind=LONG,
        most=VOICE_MOST,
        example="I stayed because somebody had an hour for me.",
    ),
]
Shown = Annotated[Showing | None, Param("What readers see beside your words", label="Shown")]
OwnRole = Annotated[
    str | None,
    Param("What you do, if shown", label="Your role", most=VALUE_MOST, example="classroom teacher"),
]
OwnPlace = Annotated[
    str | None, Param("Where, if shown", label="Your place", most=VALUE_MOST, example="Oak Hills")
]
Kind = Annotated[AnswerKind | None, Param("What they said", label="The answer")]
By = Annotated[str | None, Param("Who answered; whom it was for if empty", label="From whom", most=NAME_MOST)]
On = Annotated[
    str | None, Param("When; today if empty", label="Answered on", most=DATE_MOST, example="yesterday")
]
AnswerWords = Annotated[
    str | None, Param("What they said, in their words", label="Their words", kind=LONG, most=ANSWER_MOST)
]
AnswerLink = Annotated[
    str | None,
    Param("Where it can be read", label="Link", most=LINK_MOST, example="https://example.org/letter"),
]
Changed = Annotated[
    str | None, Param("What is different now", label="What changed", kind=LONG, most=PART_MOST)
]
Measured = Annotated[
    str | None,
    Param(
        "Counting, asking and watching all are ways", label="How was it measured", kind=LONG, most=PART_MOST
    ),
]
DoAgain = Annotated[Again | None, Param("Knowing what you know now", label="Would you do it again")]
Why = Annotated[str | None, Param("Why, or what you would change", label="Why", kind=LONG, most=ANSWER_MOST)]
Number = Annotated[
    str | None,
    Param(
        "One number, if there is one: what it counts",
        label="A number",
        most=NUMBER_MOST,
        example="Teachers who stayed",
    ),
]
Before = Annotated[str | None, Param("That number before", label="Before", most=VALUE_MOST, example="71 %")]
After = Annotated[str | None, Param("That number after", label="After", most=VALUE_MOST, example="84 %")]
