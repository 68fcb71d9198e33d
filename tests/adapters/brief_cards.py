"""What cards of briefs, voices, answers and outcomes may be asked to show."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from communitybot.ideas.brief_views import BriefSeen, Desktop, Lent, Recorded, Told
from communitybot.ideas.model.brief import Again, AnswerKind, Brief, BriefAnswer, Outcome, Showing, Voice
from communitybot.ideas.outcomes import Outcomes
from communitybot.ideas.papers.page import Answered
from tests.ideas.deciding.sheets import page
from tests.ideas.discussing.made import NOON

ADDRESS = "https://bot.example/briefs/0123456789abcd"
ZONE = "America/New_York"


def brief(one, **changes):
    known = {
        "to_name": "Dr. Rosa Lind",
        "to_role": "superintendent",
        "need": "Why.",
        "evidence": "",
        "ask": "How.",
    }
    known |= {
        "reply_by": date(2027, 3, 3),
        "zone": ZONE,
        "created_by": "ana",
        "created": NOON,
        "shared": NOON,
    }
    return Brief(**({"id": "b" * 14, "idea": one.id, "community": "c1"} | known | changes))


def voice(one, **changes):
    known = {
        "id": "v" * 14,
        "idea": one.id,
        "person": "eve",
        "name": "Eve Stone",
        "words": "I stayed.",
        "at": NOON,
    }
    return Voice(**(known | {"showing": Showing.NAME, "role": "coach"} | changes))


def given(one):
    """By the type of a card's parameter, else by its name."""
    here = brief(one)
    answer = BriefAnswer(
        id="a" * 14,
        brief=here.id,
        kind=AnswerKind.PARTLY,
        by="Dr. Rosa Lind",
        on=date(2027, 3, 4),
        words="Half of it.",
        link="https://example.org/letter",
        recorded_by="ana",
        at=NOON,
    )
    outcome = Outcome(
        idea=one.id,
        changed="Fewer left.",
        measured="We counted.",
        again=Again.CHANGED,
        number="Stayed",
        before="71 %",
        after="84 %",
        by="ana",
        at=NOON,
    )
    told = Answered(kind="accepted", by="Dr. Rosa Lind", on="Thu 4 Mar 2027", late=True)
    seen = BriefSeen(
        brief=here, idea=one, page=page(), address=ADDRESS, teams=True, authors=True, showing=None
    )
    came = Told(idea=one, outcome=outcome, teams=True, authors=True, public=True, zone=ZONE)
    desk = Desktop(idea=one, briefs=[], answers={}, teams=True, voices=0, zone=ZONE)
    voices = [replace(voice(one), id=f"{number:014}", left_out=number == 1) for number in range(5)]
    twin = replace(one, id="1123456789abcd")  # two ideas may have one title
    listed = Outcomes(told=[(one, outcome), (twin, outcome)], zone=ZONE, page=2, more=True, slug="lincoln")
    return {
        BriefSeen: [
            replace(seen, brief=replace(here, shared=None), page=page(draft=True)),
            seen,
            replace(seen, page=page(answers=(told,), silence="No answer by Wed 3 Mar 2027.")),
            replace(seen, brief=replace(here, published=True), teams=False, authors=False),
        ],
        Desktop: [
            desk,
            replace(desk, briefs=[here, replace(here, id="c" * 14, shared=None)], voices=2, teams=False),
            replace(desk, briefs=[here], answers={here.id: [answer]}),
        ],
        Lent: [
            Lent(idea=one),
            Lent(idea=one, stands=voices[1]),
            Lent(idea=one, stands=voices[0], asked=voices[2]),
        ],
        Sequence[Voice]: [(), voices],
        Recorded: [Recorded(brief=here, idea=one, answer=answer, new=new) for new in (True, False)],
        Brief: [here],
        Sequence[Brief]: [(here, replace(here, id="c" * 14, to_name="Ms. Okafor"))],
        Told: [came, replace(came, outcome=None), replace(came, teams=False, authors=False)],
        Outcomes: [listed, Outcomes(told=[], zone=ZONE, page=1, more=False, slug="")],
        "address": [ADDRESS],
        "said": ["", "Shared."],
    }
