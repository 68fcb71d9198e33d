"""Logic models for tests: a real one, and one of whatever lines."""

from datetime import UTC, datetime

from communitybot.ideas.model.logic import LogicModel, Part, Written

AT = datetime(2014, 10, 14, 23, tzinfo=UTC)

MENTORS = {
    Part.INPUTS: ("Two release hours a week for each mentor", "A shared folder of lesson videos"),
    Part.ACTIVITIES: (
        "Mentors sit in on a first-year colleague's lesson",
        "Ten minutes of talk the same day",
    ),
    Part.OUTPUTS: ("24 pairs by December",),
    Part.SHORT: ("New colleagues ask for help earlier",),
    Part.LONG: ("First-year colleagues stay: from 70 % to 90 % after three years",),
    Part.ASSUMPTIONS: ("Release time is paid from the substitute budget",),
    Part.MEASURES: ("Retention of first-year teachers, each June",),
}


def model(lines=MENTORS):
    return LogicModel(
        {
            part: Written(number=n, part=part, lines=tuple(said), person="ana", name="Ana Ruiz", at=AT)
            for n, (part, said) in enumerate(lines.items(), 1)
        }
    )


def everywhere(*lines):
    return model(dict.fromkeys(Part, lines))
