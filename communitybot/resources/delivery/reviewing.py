"""Who hears of reports: moderators once until they have checked, sharers kindly, reporters with thanks."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from communitybot.commands.words import ended
from communitybot.conversation.phrases import joined
from communitybot.outbox.entry import Entry, Outcome, Skip, State
from communitybot.people.administrators import moderators
from communitybot.ports import Clock
from communitybot.resources.cards.reviewing import REASONS, waits_card
from communitybot.resources.delivery.promises import to_person
from communitybot.resources.delivery.telling import tell
from communitybot.resources.desk import community_of
from communitybot.resources.judging_repository import JudgingWork
from communitybot.resources.model.judgement import Check, Report, Verdict
from communitybot.resources.model.resource import Resource

WAITS = "resource.waits"


async def tell_moderators(
    work: JudgingWork, resource: Resource, reports: Sequence[Report], now: datetime
) -> None:
    """Promise each of them one private word, once until it has been checked, however many report."""
    if not reports:
        return
    house = await community_of(work, resource.community)
    others = await moderators(work, house, but=resource.sharer.person)
    known = others or await moderators(work, house)
    last = await work.judging.checked(resource.community, resource.id)
    since = _stamp(last.at) if last is not None else "first"
    await work.outbox.put(
        [
            replace(
                to_person(
                    resource,
                    WAITS,
                    f"waits:{since}",
                    person,
                    person.quiet_until(now, house.zone) or now,
                    since=since,
                ),
                merge=True,  # what came in the night is one message in the morning
            )
            for person in known
        ]
    )


async def tell_taken_back(work: JudgingWork, resource: Resource, now: datetime, *, by: str) -> None:
    """Promise whoever reported a resource that was not checked yet a word that it is gone."""
    reports = await work.judging.reports(resource.community, resource.id)
    words = "You told me that something is wrong with it. It was taken back, so others see it no more."
    to = [each.person for each in reports]
    await tell(work, resource, now, f"gone:{resource.revision}", words, to=to, but={by})


async def tell_hidden(
    work: JudgingWork, resource: Resource, reports: Iterable[Report], now: datetime
) -> None:
    """Promise its sharer a kind word that it is being checked, without anybody's name."""
    whys = joined(REASONS[why] for why in dict.fromkeys(one.why for one in reports))
    words = (
        f"Colleagues told me that something may be wrong with it: {whys}. A host looks at it soon. Until "
        "then only you and hosts see it. You can change it meanwhile."
    )
    await tell(work, resource, now, f"hidden:{resource.revision}", words, to=[resource.sharer.person])


async def tell_checked(
    work: JudgingWork,
    resource: Resource,
    check: Check,
    *,
    reporters: Sequence[str],
    was_hidden: bool,
) -> None:
    """Promise whoever reported it thanks, and its sharer how it ended."""
    own, stamp = resource.sharer.person, _stamp(check.at)
    thanks = {
        Verdict.FINE: "Thank you for looking out: a host has checked it and found it fine.",
        Verdict.ASIDE: "Thank you for looking out: a host has checked it and put it aside.",
        Verdict.FIXED: "Thank you for looking out: a host has put in a link that works.",
    }[check.verdict]
    await tell(work, resource, check.at, f"thanks:{stamp}", thanks, to=reporters, but=[own, check.person])
    said = {
        Verdict.FINE: "A host has checked it, and everybody sees it again. Thank you for your patience.",
        Verdict.ASIDE: f"A host has checked it and put it aside. Why: {check.reason}{ended(check.reason)} "
        "Others do not see it any more. Ask a host here what would help.",
        Verdict.FIXED: "A host has put in a link that works. Thank you for sharing it.",
    }[check.verdict]
    if was_hidden or check.verdict is not Verdict.FINE:
        await tell(work, resource, check.at, f"checked:{stamp}", said, to=[own], but=[check.person])


class Reviewing:
    """Draws what moderators are told, from the resource as it is then."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def waits(self, entries: Sequence[Entry], work: JudgingWork) -> Sequence[Outcome]:
        outcomes: list[Outcome] = []
        for each in entries:
            resource = await work.resources.get(each.community, each.args["resource"])
            last = await work.judging.checked(each.community, each.args["resource"])
            since = _stamp(last.at) if last is not None else "first"
            if resource is None or not resource.reports or since != each.args["since"]:
                outcomes.append(Skip("it has been checked", State.CANCELLED))
                continue
            reports = await work.judging.reports(each.community, resource.id)
            waiting = await work.judging.to_check(each.community, limit=100)
            outcomes.append(waits_card(resource, reports, waiting=len(waiting)))
        return outcomes


def _stamp(moment: datetime) -> str:
    return f"{moment:%Y%m%dT%H%M%S.%fZ}"
