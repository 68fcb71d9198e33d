"""Times of an archive in words, in the zone of its chat."""

from datetime import datetime, timedelta

from communitybot.conversation.times import DAY, HOUR, MINUTE, clock_words, date_words, half, zone_info
from communitybot.livechats.model.chat import Chat

PLATFORMS = {"discord": "Discord", "slack": "Slack", "playground": "the playground"}


def platform_name(platform: str) -> str:
    """What people call a platform."""
    return PLATFORMS.get(platform, platform.capitalize())


class Times:
    """Tells moments of one chat: the time of day, with its date where the chat takes more than one day."""

    def __init__(self, chat: Chat) -> None:
        self._rules = zone_info(chat.zone)
        self._day = chat.start.astimezone(self._rules).date()
        self._known: dict[datetime, str] = {}

    def at(self, moment: datetime) -> str:
        """A moment to the minute: "7:12 PM", "Wed 15 Oct, 7:12 PM"."""
        minute = moment.replace(second=0, microsecond=0)
        known = self._known.get(minute)
        if known is None:
            local = minute.astimezone(self._rules)
            known = clock_words(local)
            if local.date() != self._day:
                known = f"{date_words(local, with_year=local.year != self._day.year)}, {known}"
            self._known[minute] = known
        return known

    def between(self, since: datetime, until: datetime) -> str:
        """A span that begins and ends in full minutes: "Between 7:12 and 7:14 PM"."""
        until = max(until, since + MINUTE)
        until = until if until == until.replace(second=0, microsecond=0) else until + MINUTE
        first, last = since.astimezone(self._rules), until.astimezone(self._rules)
        begin, end = self.at(since), self.at(until)
        if first.date() == last.date():
            end = clock_words(last)
            if half(first) == half(last):
                begin = begin.removesuffix(f" {half(first)}")
        return f"Between {begin} and {end}"


def lasted(span: timedelta) -> str:
    """How long a chat was: "60 minutes", "5 days"."""
    for unit, noun, few in ((DAY, "day", 2), (HOUR, "hour", 3), (MINUTE, "minute", 0)):
        number = round(span / unit)
        if number >= few:
            return f"{number:,} {noun}{'' if number == 1 else 's'}"
    return ""
