"""When the weekly question comes: on the community's weekday and hour, as its clocks show them."""

from datetime import date, datetime, time, timedelta

from communitybot.ideas.desk import community_of
from communitybot.ideas.model.idea import IdeaSettings
from communitybot.ideas.repository import IdeasWork
from communitybot.moments import wall
from communitybot.outbox.entry import NewEntry

WEEK = "idea.week"


def monday_of(moment: datetime, zone: str) -> date:
    """The Monday of the week it is in a zone."""
    today = moment.astimezone(wall.zone_info(zone)).date()
    return today - timedelta(days=today.weekday())


def turn_of(monday: date, settings: IdeaSettings, zone: str) -> datetime:
    """When the question of a week comes; an hour that the clocks jump over is the next there is."""
    day = monday + timedelta(days=settings.weekday)
    return wall.at(datetime.combine(day, time(settings.hour)), zone)


async def plan(work: IdeasWork, community: str, now: datetime) -> None:
    """Promise the next weekly question after now, where questions come; once, however often it is called."""
    settings = await work.ideas.settings(community)
    if not settings.prompts:
        return
    zone = (await community_of(work, community)).zone
    monday = monday_of(now, zone)
    due = turn_of(monday, settings, zone)
    if due <= now:
        due = turn_of(monday + timedelta(days=7), settings, zone)
    key = f"ideas:{community}:week:{due.isoformat()}"
    await work.outbox.put(
        [NewEntry(key=key, community=community, kind=WEEK, due=due, subject=f"ideas:{community}")]
    )
