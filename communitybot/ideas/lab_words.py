"""What is said of a lab in one sentence, and what its event says of it."""

from collections.abc import Sequence

from communitybot.conversation.limits import one_line
from communitybot.ideas.model.idea import Idea
from communitybot.ideas.model.lab import Lab, Stakeholder
from communitybot.moments import label_of
from communitybot.moments.wall import zone_info
from communitybot.moments.words import spoken_clock, spoken_day

TITLE = 90  # characters of the idea's title in its event's
NEED = 300
DECIDES = 600
NAMES = 600
LINES = 8  # stakeholders named in the event


def title_for(idea: Idea) -> str:
    return f"Leadership lab: {one_line(idea.title, TITLE)}"


def about(idea: Idea, decides: str, stakeholders: Sequence[Stakeholder]) -> str:
    """What the event of a lab says: the need, what is to be decided, and who is asked to come."""
    lines = [f"A day on one idea: {one_line(idea.title, TITLE)}."]
    if need := one_line(idea.need, NEED):
        lines.append(f"The need: {need}")
    if decides:
        lines.append(f"To be decided: {one_line(decides, DECIDES)}")
    if stakeholders:
        named = [f"{one.name} ({one.role})" if one.role else one.name for one in stakeholders]
        more = f" and {len(named) - LINES} more" if len(named) > LINES else ""
        lines.append(f"Asked to come: {one_line(', '.join(named[:LINES]), NAMES)}{more}.")
    return "\n".join(lines)


def planned(lab: Lab) -> str:
    return (
        f"A local lab is planned: {when_and_where(lab)}. Its event is in the calendar; say there if you come."
    )


def moved(lab: Lab) -> str:
    return f"The local lab has changed. It is on {when_and_where(lab)}."


def called_off(lab: Lab, reason: str = "") -> str:
    why = f" {reason}" if reason else ""
    return f"The local lab on {when_and_where(lab)} is cancelled.{why}"


def when_and_where(lab: Lab) -> str:
    """Day, hours, zone and place, in words that suit any reader."""
    start, end = (moment.astimezone(zone_info(lab.zone)) for moment in (lab.start, lab.end))
    until = spoken_clock(end) if end.date() == start.date() else f"{spoken_day(end)}, {spoken_clock(end)}"
    where = f", {one_line(lab.place, 200)}" if lab.place else ""
    return f"{spoken_day(start)}, {spoken_clock(start)} to {until} ({label_of(lab.zone)}){where}"
