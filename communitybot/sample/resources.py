"""The sample's resources as data: what fictional teachers might have shared in autumn 2014."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from communitybot.resources.model.grades import IN_ORDER, Grade
from communitybot.resources.model.judgement import Repeat
from communitybot.resources.model.resource import Kind, Licence


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleResource:
    """One resource: a link, or words alone; how colleagues used it, and what happened, by their names."""

    sharer: str
    title: str
    link: str = ""
    about: str
    kind: Kind
    grades: tuple[Grade, ...] = ()
    subjects: tuple[str, ...] = ()
    licence: Licence | None = None
    login: bool | None = None
    tags: tuple[str, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)
    tried: Mapping[str, tuple[Grade, Repeat, str]] = field(default_factory=dict)


RESOURCES: tuple[SampleResource, ...] = (
    SampleResource(
        sharer="Nora Castillo",
        title="Fraction strips to cut and fold",
        link="https://lessons.example.org/fraction-strips",
        about="A page to print: one whole, halves, thirds and so on, to lay side by side and compare.",
        kind=Kind.LESSON,
        grades=IN_ORDER[4:6],
        subjects=("maths",),
        licence=Licence.CC_BY,
        login=False,
        tags=("fractions", "hands-on"),
        notes={"Dana Whitfield": "I print them on card. They come back folded, and that is fine."},
        tried={
            "Maya Torres": (
                Grade.FOURTH,
                Repeat.YES,
                "They found by themselves that two quarters are a half, and argued about why.",
            )
        },
    ),
    SampleResource(
        sharer="Nora Castillo",
        title="Three questions for any website",
        link="https://library.example.org/three-questions",
        about="Who made it, what for, and how do you know? A ten-minute warm-up, with three sites to try.",
        kind=Kind.ARTICLE,
        grades=IN_ORDER[7:14],
        subjects=("media literacy",),
        login=False,
        tags=("sources", "warm-ups"),
        notes={"Dana Whitfield": "I let pairs pick the site. The third question takes the longest."},
    ),
    SampleResource(
        sharer="Dana Whitfield",
        title="Sentence starters for a discussion",
        about=(
            "I agree with ..., and I would add ...\nWhat do you mean by ...?\n"
            "I used to think ..., now I think ...\nCan somebody say that in other words?"
        ),
        kind=Kind.LESSON,
        grades=IN_ORDER[4:14],
        subjects=("language arts",),
        tags=("discussion", "warm-ups"),
    ),
)
