"""What stands between an idea and its next stage is told in sentences, each with the command that helps."""

from datetime import timedelta

import pytest

from communitybot.ideas.gates import gate, missing
from communitybot.ideas.model.idea import GROWING, Role, Stage
from communitybot.ideas.model.progress import Progress
from tests.ideas.discussing.made import AUTHOR, NOON, idea, member

NOTHING = Progress(model_missing=("Inputs", "Measures"))
EVERYTHING = Progress(
    friends_agreed=2, notes=2, lab=NOON - timedelta(hours=1), stakeholders=1, commitments=1, reported=True
)
TEAM = (AUTHOR, member())


@pytest.mark.parametrize(
    ("stage", "lacks"),
    [
        (Stage.DEVELOPING, ["The team has 1 person; it needs at least 2. /idea team helps."]),
        (Stage.TEAM, ["0 of 2 critical friends agreed to read it. /idea friends helps."]),
        (
            Stage.REVIEW,
            [
                "0 of 2 critical friends left their notes. /idea notes helps.",
                "The logic model still lacks inputs and measures. /idea model helps.",
            ],
        ),
        (
            Stage.MODEL,
            [
                "The local lab has no date yet. /idea lab helps.",
                "No stakeholder is named for the lab yet. /idea lab helps.",
            ],
        ),
        (
            Stage.LAB,
            [
                "The local lab has not taken place yet. /idea lab helps.",
                "No commitment has an owner and a date yet. /idea commit helps.",
            ],
        ),
        (Stage.IMPLEMENTING, ["The outcome is not written yet. /idea outcome helps."]),
    ],
)
def test_each_gate_says_what_is_missing_and_opens_once_it_is_there(stage, lacks):
    one = idea(stage=stage)
    assert list(missing(one, [AUTHOR], NOTHING, NOON)) == lacks

    opened = gate(one, TEAM, EVERYTHING, NOON)
    assert opened.open
    assert (opened.missing, opened.to) == ((), GROWING[GROWING.index(stage) + 1])


@pytest.mark.parametrize("field", ["need", "approach", "benefits", "helps"])
def test_a_seed_develops_once_all_four_parts_are_written(field):
    assert gate(idea(), [AUTHOR], NOTHING, NOON).open

    stands = gate(idea(**{field: " \n"}), [AUTHOR], NOTHING, NOON)
    assert len(stands.missing) == 1
    assert stands.missing[0].helps == "/idea edit"
    assert len(stands.done) == 3


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ([AUTHOR, *(member(f"p{n}") for n in range(5))], "The team has 6 people; at most 5 carry an idea."),
        (
            [member(), member("cleo", role=Role.COACH)],
            "No classroom teacher is in the team yet.",
        ),
        ([AUTHOR, AUTHOR], "The team has 1 person; it needs at least 2."),
    ],
    ids=["too many", "no teacher", "one person twice"],
)
def test_a_team_is_two_to_five_people_with_a_teacher_among_them(members, said):
    assert [step.words for step in gate(idea(stage=Stage.DEVELOPING), members, NOTHING, NOON).missing] == [
        said
    ]


def test_a_lab_counts_from_the_moment_it_begins():
    one = idea(stage=Stage.LAB)
    later = Progress(lab=NOON + timedelta(minutes=1), commitments=1)

    assert not gate(one, TEAM, later, NOON).open
    assert gate(one, TEAM, later, NOON + timedelta(minutes=1)).open


@pytest.mark.parametrize(
    "stage", [Stage.DRAFT, Stage.SUBMITTED, Stage.REPORTED, Stage.MERGED, Stage.PARKED, Stage.WITHDRAWN]
)
def test_what_does_not_grow_has_no_gate(stage):
    stands = gate(idea(stage=stage), TEAM, EVERYTHING, NOON)
    assert (stands.to, stands.open, stands.steps) == (None, False, ())
