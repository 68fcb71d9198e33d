"""Every card of briefs, voices, answers and outcomes fits on each platform, however heavy its words are."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from communitybot.ideas.brief_views import BriefSeen, Desktop, Lent, Recorded, Told
from communitybot.ideas.cards.answering import ask_card, nothing_card, recorded_card, which_brief_card
from communitybot.ideas.cards.briefing import brief_card, desktop_card
from communitybot.ideas.cards.outcomes import outcome_card, outcomes_card
from communitybot.ideas.cards.voices import voice_card, voices_card
from communitybot.ideas.commands.brief_parameters import (
    ANSWER_MOST,
    NAME_MOST,
    NUMBER_MOST,
    PART_MOST,
    VALUE_MOST,
    VOICE_MOST,
)
from communitybot.ideas.model.brief import Again, AnswerKind, Brief, BriefAnswer, Outcome, Showing, Voice
from communitybot.ideas.outcomes import Outcomes
from communitybot.ideas.papers.page import Answered, Quoted
from tests.ideas.deciding.sheets import page
from tests.ideas.discussing.made import idea

AT = datetime(2026, 12, 1, 12, tzinfo=UTC)
ADDRESS = "https://bot.example/briefs/0123456789abcd/" + "x" * 32
FILLED = ["&", "🚪", "\n<@1>"]


def made(letter):
    """The heaviest there can be of everything, of one letter."""

    def of(most):
        return (letter * most)[:most]

    brief = Brief(
        id="0123456789abcd",
        idea="0123456789abcd",
        community="c1",
        to_name=of(NAME_MOST),
        to_role=of(NAME_MOST),
        need=of(PART_MOST),
        evidence=of(PART_MOST),
        ask=of(PART_MOST),
        reply_by=date(2027, 3, 3),
        zone="America/New_York",
        created_by="ana",
        created=AT,
        shared=AT,
    )
    answer = BriefAnswer(
        id="answer00000001",
        brief=brief.id,
        kind=AnswerKind.LOOKING,
        by=of(NAME_MOST),
        on=date(2027, 3, 4),
        words=of(ANSWER_MOST),
        link=ADDRESS,
        recorded_by="ana",
        at=AT,
    )
    voice = Voice(
        id="voice000000001",
        idea=brief.idea,
        person="eve",
        name=of(NAME_MOST),
        words=of(VOICE_MOST),
        showing=Showing.NAME,
        role=of(VALUE_MOST),
        place=of(VALUE_MOST),
        at=AT,
        left_out=True,
    )
    outcome = Outcome(
        idea=brief.idea,
        changed=of(PART_MOST),
        measured=of(PART_MOST),
        again=Again.CHANGED,
        why=of(ANSWER_MOST),
        number=of(NUMBER_MOST),
        before=of(VALUE_MOST),
        after=of(VALUE_MOST),
        by="ana",
        at=AT,
    )
    return idea(title=of(150), anonymous=True), brief, answer, voice, outcome, of


@pytest.mark.parametrize("letter", FILLED)
def test_every_card_fits(letter):
    one, brief, answer, voice, outcome, of = made(letter)
    shown = page(
        title=of(150),
        to_name=of(NAME_MOST),
        to_role=of(NAME_MOST),
        need=of(PART_MOST),
        evidence=of(PART_MOST),
        ask=of(PART_MOST),
        voices=(Quoted(of(VOICE_MOST), of(80)),) * 30,
        names=tuple(f"{of(100)} (classroom teacher)" for _ in range(5)),
        silence="No answer by Wed 3 Mar 2027.",
        answers=(Answered(kind="will look into it", by=of(NAME_MOST), on="Thu 4 Mar 2027", late=True),),
    )
    seen = BriefSeen(
        brief=brief, idea=one, page=shown, address=ADDRESS, teams=True, authors=True, showing=Showing.NAME
    )
    many = [replace(brief, id=f"brief{number:09}") for number in range(20)]
    desk = Desktop(
        idea=one,
        briefs=many,
        answers={each.id: [answer] for each in many[:10]},
        teams=True,
        voices=30,
        zone="America/New_York",
    )
    told = Told(idea=one, outcome=outcome, teams=True, authors=True, public=True, zone="America/New_York")
    ideas = [replace(one, id=f"idea{number:010}") for number in range(5)]
    listed = Outcomes(
        told=[(each, outcome) for each in ideas], zone="America/New_York", page=2, more=True, slug="lincoln"
    )
    said = "Shared. It is news in the idea's threads, and whoever follows it is told. Send it yourself."
    cards = [
        desktop_card(desk, said=said),
        brief_card(seen, said=said),
        brief_card(replace(seen, teams=False, brief=replace(brief, published=True)), said=said),
        brief_card(
            replace(seen, brief=replace(brief, shared=None), page=replace(shown, draft=True)), said=said
        ),
        voice_card(Lent(idea=one, stands=voice, asked=voice), said=said),
        voice_card(Lent(idea=one, stands=voice), said=said),
        voice_card(Lent(idea=one)),
        voices_card(one, [replace(voice, id=f"voice{number:09}") for number in range(9)], 2),
        voices_card(one, [], 7),
        ask_card(one, brief),
        nothing_card(brief),
        which_brief_card(many),
        recorded_card(Recorded(brief=brief, idea=one, answer=answer, new=True)),
        outcome_card(told, said=said),
        outcome_card(replace(told, outcome=None)),
        outcomes_card(listed, "https://bot.example/outcomes/lincoln"),
    ]
    assert all(card.weight <= 3_800 for card in cards)  # a card that does not fit could not be built
