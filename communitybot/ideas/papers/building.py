"""Building the page of a brief from what is kept now, so that consent and its end show at once."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from communitybot.conversation.times import date_words, zone_info
from communitybot.conversation.visible import one_line, visible
from communitybot.ideas.brief_repository import BriefsWork
from communitybot.ideas.model.brief import Again, Brief, BriefAnswer, Outcome, Showing
from communitybot.ideas.model.idea import Idea, Member, Stage
from communitybot.ideas.papers.page import Answered, BriefPage, Came, Quoted

LETTER = ("America/", "US/", "Canada/")  # zones where paper is of the American size


async def built(work: BriefsWork, brief: Brief, idea: Idea) -> BriefPage:
    """The page of a brief as everybody agreed to at this moment."""
    where = (brief.community, brief.idea)
    community = await work.communities.get(brief.community)
    names, others = signers(idea, await work.ideas.members(*where), await work.briefs.signings(*where))
    answers = (await work.briefs.answers(brief.community, [brief.id])).get(brief.id, ())
    voices = [each for each in await work.briefs.voices(*where) if not each.left_out]
    day = (brief.shared or brief.created).astimezone(zone_info(brief.zone)).date()
    return BriefPage(
        brief=brief.id,
        title=one_line(idea.title) or "Untitled idea",
        community=one_line(community.name) if community else "",
        to_name=one_line(brief.to_name),
        to_role=one_line(brief.to_role),
        need=_tidy(brief.need),
        evidence=_tidy(brief.evidence),
        ask=_tidy(brief.ask),
        support=_support(idea.votes),
        voices=tuple(Quoted(_tidy(each.words), one_line(each.signed)) for each in voices),
        names=names,
        others=others,
        reply_by=day_words(brief.reply_by),
        day=day,
        dated=day_words(day),
        answers=tuple(_answered(each, brief) for each in answers),
        silence=silence_words(brief, answers),
        draft=brief.shared is None,
        published=brief.published,
        letter=brief.zone.startswith(LETTER),
        goes_on=await _goes_on(work, idea),
    )


async def _goes_on(work: BriefsWork, idea: Idea) -> str:
    """Where a merged idea goes on, in a sentence; the idea it joined may have joined a third."""
    into: Idea | None = idea
    while into is not None and into.stage is Stage.MERGED and into.into is not None:
        into = await work.ideas.get(idea.community, into.into)
    if into is None or into is idea or not into.stage.seen:
        return ""
    return f"This idea goes on as part of “{one_line(into.title) or 'another idea'}”."


def signers(
    idea: Idea, members: Sequence[Member], showings: Mapping[str, Showing]
) -> tuple[tuple[str, ...], int]:
    """Who of a team stands on its briefs, as they agreed, and how many more do not.

    Who has not chosen stands there by role only; the author of an anonymous idea never by name.
    """
    shown: list[str] = []
    for member in members:
        showing = showings.get(member.person, Showing.ROLE)
        hidden = idea.anonymous and idea.by(member.person)
        if showing is Showing.NAME and not hidden:
            shown.append(f"{one_line(member.name) or 'A member'} ({member.role.value})")
        elif showing is not Showing.NOTHING:
            shown.append(f"a {member.role.value}")
    return tuple(shown), len(members) - len(shown)


def silence_words(brief: Brief, answers: Sequence[BriefAnswer]) -> str:
    """That no answer came, exactly; what came later stands beside it."""
    if brief.silent is None:
        return ""
    later = " An answer came later." if answers else ""
    return f"No answer by {day_words(brief.reply_by)}.{later}"


def day_words(day: date) -> str:
    """A date as people say it: "Tue 3 Mar 2026"."""
    return date_words(datetime.combine(day, datetime.min.time()), with_year=True)


def came(idea: Idea, outcome: Outcome, *, zone: str, brief: str = "") -> Came:
    """What came of an idea, for readers."""
    return Came(
        title=one_line(idea.title) or "Untitled idea",
        changed=_tidy(outcome.changed),
        measured=_tidy(outcome.measured),
        again=again_words(outcome.again),
        why=_tidy(outcome.why),
        number=number_words(outcome),
        when=day_words(outcome.at.astimezone(zone_info(zone)).date()),
        brief=brief,
    )


def again_words(again: Again) -> str:
    match again:
        case Again.YES:
            return "They would do it again."
        case Again.CHANGED:
            return "They would do it again, with changes."
        case Again.NO:
            return "They would not do it again."


def number_words(outcome: Outcome) -> str:
    """One number before and after: "Teachers who stayed: 71 % before, 84 % after."."""
    told = [
        f"{value} {when}" for value, when in ((outcome.before, "before"), (outcome.after, "after")) if value
    ]
    return one_line(f"{outcome.number}: {', '.join(told)}.") if outcome.number and told else ""


def _answered(answer: BriefAnswer, brief: Brief) -> Answered:
    return Answered(
        kind=answer.kind.value,
        by=one_line(answer.by),
        on=day_words(answer.on),
        words=_tidy(answer.words),
        link=answer.link,
        late=answer.on > brief.reply_by,
    )


def _support(votes: int) -> str:
    if not votes:
        return ""
    return f"{'1 member supports' if votes == 1 else f'{votes:,} members support'} this idea."


def _tidy(text: str) -> str:
    """Words in paragraphs, one line each, without empty ones."""
    lines = (" ".join(line.split()) for line in visible(text).splitlines())
    return "\n".join(line for line in lines if line)
