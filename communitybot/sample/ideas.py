"""The sample's ideas as data: what fictional teachers might have brought to Teach to Lead in autumn 2014."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from communitybot.ideas.model.friend import Notes
from communitybot.ideas.model.idea import Category, Role, Stage
from communitybot.ideas.model.logic import Part


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleIdea:
    """One idea, and how far its people have come with it.

    `team` and `friends` are people of the playground by name. An idea that was only submitted waits for a
    moderator.
    """

    author: str
    role: Role
    title: str
    need: str
    approach: str
    benefits: str
    helps: str
    roles: tuple[Role, ...] = ()
    category: Category
    tags: tuple[str, ...]
    place: str = ""
    stage: Stage
    supporters: tuple[str, ...] = ()
    team: Mapping[str, Role] = field(default_factory=dict)
    friends: Mapping[str, Notes | None] = field(default_factory=dict)  # without notes: they agreed
    model: Mapping[Part, str] = field(default_factory=dict)


IDEAS: tuple[SampleIdea, ...] = (
    SampleIdea(
        author="Dana Whitfield",
        role=Role.TEACHER,
        title="An hour to watch a colleague teach",
        need=(
            "Most of us have not seen a colleague teach since our own training. New teachers solve alone "
            "what the room next door solved years ago, and many leave before their fifth year."
        ),
        approach=(
            "Once a month a pair watches one lesson of each other and talks for half an hour afterwards. "
            "School leaders take over the class of whoever watches."
        ),
        benefits="New teachers first. Whoever shows a lesson learns as much, by saying why.",
        helps="Somebody who knows how to move a timetable, and a school that tries it with us in spring.",
        roles=(Role.PRINCIPAL, Role.RESEARCHER),
        category=Category.MENTORING,
        tags=("observation", "mentoring", "time"),
        place="Riverside Middle School",
        stage=Stage.REVIEW,
        supporters=("Maya Torres", "Marcus Bell", "Ellen Park", "Grace Lindqvist"),
        team={"Nora Castillo": Role.COACH},
        friends={
            "Marcus Bell": Notes(
                heard="You want doors that open both ways, and you want it to be nobody's judgement.",
                strongest="That a principal takes the class. It says louder than any memo that this matters.",
                questions="What happens in a week when nobody can take over?\nWho chooses the pairs?",
                measures="Ask in June who would go on without being asked.",
                step="Begin with three pairs who want to, and tell the others about it.",
            ),
            "Ellen Park": None,
        },
        model={
            Part.INPUTS: "One hour a month for each pair\nSix pairs who want to\nA principal's word",
            Part.ACTIVITIES: "Watch one lesson of each other\nTalk for half an hour, one question each",
            Part.OUTPUTS: "48 visits in a year",
            Part.SHORT: "New teachers ask before something goes wrong",
            Part.LONG: "More of them stay beyond their fifth year",
        },
    ),
    SampleIdea(
        author="Maya Torres",
        role=Role.TEACHER,
        title="Teach three days, lead two",
        need=(
            "To lead, teachers have to leave their classroom. Those who stay close to children have no say "
            "in what is decided for them."
        ),
        approach=(
            "A hybrid role: two teachers share one class and one desk in the district office, "
            "and bring each place to the other."
        ),
        benefits="Both teachers, the district that hears them, and a class with two adults who know it.",
        helps="A district that dares to write such a job, and somebody who has held one.",
        roles=(Role.DISTRICT, Role.WRITER),
        category=Category.LEADERSHIP,
        tags=("leadership", "time"),
        place="New York",
        stage=Stage.DEVELOPING,
        supporters=("Nora Castillo", "Dana Whitfield", "Marcus Bell"),
    ),
    SampleIdea(
        author="Nora Castillo",
        role=Role.COACH,
        title="Meet every family before the first bad news",
        need="Many families hear from school for the first time when something went wrong.",
        approach="Two teachers visit each family of a new class in August, to listen and not to tell.",
        benefits="Children whose teachers know what they are proud of at home.",
        helps="A classroom teacher who would visit with me, and families who tell us how it should be done.",
        roles=(Role.TEACHER, Role.PARTNER),
        category=Category.FAMILIES,
        tags=("families", "listening"),
        place="Denver",
        stage=Stage.SEED,
        supporters=("Maya Torres",),
    ),
    SampleIdea(
        author="Ellen Park",
        role=Role.RESEARCHER,
        title="Pairs of teachers who watch each other teach",
        need="New teachers leave because they solve everything alone and never see a colleague teach.",
        approach="Pairs from two schools visit each other once a term, and write down one question each.",
        benefits="New teachers in small schools, where nobody else teaches their subject.",
        helps="Schools that lie close together.",
        category=Category.MENTORING,
        tags=("observation", "mentoring"),
        stage=Stage.SUBMITTED,
    ),
)
