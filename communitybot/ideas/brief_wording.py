"""The words of a brief: as its idea has them, as they are wished, and what they must have."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from communitybot.communities.names import fold
from communitybot.conversation.inbound import Caller
from communitybot.conversation.limits import shorten
from communitybot.conversation.times import zone_info
from communitybot.errors import Misread
from communitybot.ideas.brief_views import BriefWish
from communitybot.ideas.model.brief import Brief
from communitybot.ideas.model.idea import Idea
from communitybot.ideas.papers.building import day_words
from communitybot.ids import new_id

EXAMPLE = "/idea brief"
PART = 1_200  # weight of what an idea gives to a part of its brief
USUAL_WAIT = timedelta(days=21)  # until a reply is asked for, unless a team says otherwise
LONGEST_WAIT = timedelta(days=366)
"""How far away the date of a reply may be."""


def first_date(now: datetime, zone: str) -> date:
    """The date a reply is asked for by where a team names none."""
    return today(now, zone) + USUAL_WAIT


def blank(idea: Idea, caller: Caller, now: datetime, zone: str) -> Brief:
    """A brief as the idea has it; what is too long for a part of it is shortened visibly."""
    return Brief(
        id=new_id(),
        idea=idea.id,
        community=idea.community,
        to_name="",
        to_role="",
        need=shorten(idea.need, PART),
        evidence=shorten(f"Who benefits: {idea.benefits}", PART) if idea.benefits else "",
        ask=shorten(idea.approach, PART),
        reply_by=first_date(now, zone),
        zone=zone,
        created_by=caller.person,
        created=now,
    )


def worded(brief: Brief, wish: BriefWish, now: datetime) -> Brief:
    """A brief with what is wished in it; `Misread` for what is missing, beside its field."""
    typed = {
        "to_name": wish.to,
        "to_role": wish.role,
        "need": wish.need,
        "evidence": wish.evidence,
        "ask": wish.ask,
        "reply_by": wish.reply_by,
    }
    given: dict[str, Any] = {name: value for name, value in typed.items() if value is not None}
    made = replace(brief, **given)
    if not made.to_name:
        raise Misread("Who decides? A brief is for one person by name.", example="Dr. Rosa Lind", field="to")
    if not made.to_role:
        raise Misread(
            "What is their role? It tells readers why them.", example="superintendent", field="role"
        )
    if not made.ask:
        raise Misread("What do you ask for? A brief asks for one thing.", example=EXAMPLE, field="ask")
    if made.reply_by != brief.reply_by or brief.shared is None:
        demand_date(made.reply_by, today(now, made.zone))
    return made


def demand_date(reply_by: date, today: date) -> None:
    """Refuse a date that nobody can answer by."""
    if reply_by <= today:
        raise Misread(
            f"{day_words(reply_by)} is no date to answer by any more.", example="in 3 weeks", field="reply_by"
        )
    if reply_by > today + LONGEST_WAIT:
        raise Misread(
            f"{day_words(reply_by)} is more than a year away. Who decides answers sooner, or not at all.",
            example="in 3 weeks",
            field="reply_by",
        )


def today(now: datetime, zone: str) -> date:
    return now.astimezone(zone_info(zone)).date()


def alike(one: Brief, other: Brief) -> bool:
    """Whether a form was sent twice."""
    same = ("need", "evidence", "ask", "reply_by")
    return fold(one.to_name) == fold(other.to_name) and all(
        getattr(one, name) == getattr(other, name) for name in same
    )
