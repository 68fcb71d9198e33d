"""The parameters that commands about an idea's words share, declared once."""

from typing import Annotated

from communitybot.commands.declare import Param
from communitybot.conversation.forms import FieldKind
from communitybot.ideas.model.idea import Category, Role
from communitybot.ideas.model.wording import TEXT_MOST, TITLE_MOST

LIST_MOST = 300

Title = Annotated[str | None, Param("What it is called", most=TITLE_MOST, example="Peer observation hour")]
Need = Annotated[
    str | None,
    Param(
        "Why something should change; 300 words in all, no student named",
        label="The need",
        kind=FieldKind.LONG_TEXT,
        most=TEXT_MOST,
        example="New teachers never see a colleague teach.",
    ),
]
Approach = Annotated[
    str | None,
    Param(
        "How you would meet it",
        label="The approach",
        kind=FieldKind.LONG_TEXT,
        most=TEXT_MOST,
        example="One hour a month to watch a colleague, and talk it over.",
    ),
]
Benefits = Annotated[
    str | None,
    Param("Who gains, and how", label="Who benefits", kind=FieldKind.LONG_TEXT, most=TEXT_MOST),
]
Helps = Annotated[
    str | None,
    Param("What you need from others", label="Help wanted", kind=FieldKind.LONG_TEXT, most=TEXT_MOST),
]
Roles = Annotated[
    str | None,
    Param("Who is missing in your team", label="Roles wanted", most=LIST_MOST, example="coach, researcher"),
]
About = Annotated[Category | None, Param("What it is about")]
Tags = Annotated[str | None, Param("Up to five words", most=LIST_MOST, example="#mentoring #time")]
Where = Annotated[str | None, Param("Where it would happen", label="Place", most=100, example="Ohio")]
Hidden = Annotated[
    bool | None,
    Param("Hide your name from members; moderators see it", label="Hide my name"),
]
Mine = Annotated[Role | None, Param("What you bring to the team", label="Your own role")]
