"""What cards of ideas may be asked to show: ideas at every stage, and what else they take."""

import importlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from communitybot.conversation.actions import Action
from communitybot.conversation.addresses import MessageRef
from communitybot.conversation.message import File
from communitybot.ideas.advancing import Standing
from communitybot.ideas.cards.lists import Leaves
from communitybot.ideas.cautions import cautions_of
from communitybot.ideas.checklist import hints_of
from communitybot.ideas.gates import gate
from communitybot.ideas.model.idea import Author, IdeaSettings, Joining, Role, Stage
from communitybot.ideas.model.logic import LogicModel, Part, Written
from communitybot.ideas.model.move import Move
from communitybot.ideas.model.progress import Progress
from communitybot.ideas.modelling import Clash, Modelled
from communitybot.ideas.previews import Changed, Preview, Queue, Sent
from communitybot.ideas.settings import ShownSettings
from communitybot.ideas.views import IdeaQuery, Page, Seen, Sort
from communitybot.ideas.waiting import Expected
from tests.adapters import brief_cards, lab_cards, merge_cards
from tests.ideas.discussing.made import AUTHOR, NOON, ROOM, idea, member
from tests.ideas.growing.models import everywhere, model

MODULES = [
    importlib.import_module(f"communitybot.ideas.cards.{name}")
    for name in (
        *("card", "told", "which", "view", "lists", "team", "asking", "backing"),
        *("preview", "review", "changed", "settings"),
        *("growing", "modelling", "picturing"),
        *("briefing", "voices", "answering", "outcomes"),
        *("friends", "lab", "commitments", "merging"),
    )
]
"""The rooms whose cards are looked at; another is added with what its cards take in `given`."""

MODELS = [LogicModel(), model(), everywhere("A thing " * 19)]
MAY = [(True, True, True), (False, False, False)]
CLASHES = (Clash(model().parts[Part.INPUTS], replace(model().parts[Part.INPUTS], number=9)),)
FEW, MANY = Expected(None, 2), Expected(timedelta(hours=5), 9, ahead=2)
OPEN = IdeaSettings(reviewed=False, anonymous=True, outcomes_public=True, prompts=False)
ASKS = member("cleo", "Cleo Diaz", joining=Joining.ASKED, note="I would love to.")
SORTS = (Sort.MINE, Sort.HOT)
TALKS = (MessageRef(ROOM, "17"), MessageRef(ROOM, "18"))


def ideas():
    """An idea at every stage, and of several kinds."""
    yield from (
        idea(stage=stage, votes=3, follows=2, team=2, lines=4, said=NOON, reason="It rests for a while.")
        for stage in Stage
    )
    later = NOON + timedelta(days=3)
    yield idea(anonymous=True, votes=1, team=1, roles=(), moved=later, reworded=later)
    yield idea(authors=(Author("ana", "Ana Ruiz"), Author("dan", "Dan Weiss")), tags=(), place="")
    yield idea(need="why " * 900, approach="how " * 900, helps="", category=None)


def standings(one):
    """Where an idea stands: with much missing, with nothing missing, resting."""
    lacks = gate(one, [AUTHOR], Progress(model_missing=("Inputs",)), NOON)
    has = replace(lacks, steps=tuple(replace(step, done=True) for step in lacks.steps))
    rests = Move(came_from=Stage.SEED, came_to=Stage.PARKED, person="ana", name="Ana Ruiz", at=NOON)
    parked = rests if one.stage is Stage.PARKED else None
    return [
        Standing(one, way, carries, parked, may_resume=carries)
        for way in (lacks, has)
        for carries in (True, False)
    ]


def seen(one):
    """An idea as different people see it."""
    base = Seen(
        idea=one,
        members=(AUTHOR, member(note="I count hours.")),
        supports=False,
        follows=False,
        mine=False,
        moderates=False,
        talks=TALKS,
        into=replace(one, id="2123456789abcd", title="Mentors") if one.stage is Stage.MERGED else None,
    )
    return [
        base,
        replace(base, supports=True, follows=True, part=member()),
        replace(base, part=ASKS, moderates=True),
        replace(base, mine=True, part=AUTHOR, asking=(ASKS,)),
        replace(base, mine=True, part=AUTHOR, members=(), joined=(replace(one, id="3", title="Hours"),)),
        replace(base, members=tuple(member(f"p{n}", f"Person {n}", Role.COACH) for n in range(5))),
    ]


def given(one):
    """What a card of an idea may be asked to show, by the type of its parameter, else by its name."""
    turn = Action("idea.page", ("1",))
    other = replace(one, id="1123456789abcd", title="Quiet Fridays")
    return {
        **brief_cards.given(one),
        **lab_cards.given(one),
        **merge_cards.given(one),
        Seen: seen(one),
        Page: [Page(ideas=(one, other), more=True), Page(ideas=(), more=False)],
        IdeaQuery: [IdeaQuery(sort=sort, stage=one.stage, near="Lexington") for sort in SORTS],
        Leaves: [Leaves(), Leaves(back=turn, on=replace(turn, arguments=("2",)), sort=Action("idea.sort"))],
        Preview: [
            *(Preview(idea=one, settings=IdeaSettings(), wait=FEW, hints=hints_of(one)),),
            *(
                Preview(
                    idea=one,
                    settings=OPEN,
                    wait=MANY,
                    similar=(other, replace(other, id="3")),
                    notes=("*So*.",),
                ),
            ),
        ],
        Sent: [Sent(idea=one, now=now, wait=FEW) for now in (True, False)],
        Queue: [
            Queue(idea=one, place=1, waiting=2, wait=MANY, similar=(other,), cautions=cautions_of(one)),
            Queue(idea=None, wait=FEW),
        ],
        Changed: [Changed(before=other, idea=one, notes=("*So*.",)), Changed(before=one, idea=one)],
        ShownSettings: [
            ShownSettings(settings=each, zone="UTC", rooms=rooms, names={}, waiting=2, may_change=may)
            for each, rooms, may in ((IdeaSettings(), (ROOM,), True), (OPEN, (), False))
        ],
        Standing: standings(one),
        Modelled: [Modelled(one, held, *may, clashes=CLASHES) for held in MODELS for may in MAY],
        Clash: CLASHES,
        Sequence[Written]: [[CLASHES[0].stands], ()],
        LogicModel: MODELS,
        Sequence[File]: [()],
        bool: [True, False],
        datetime: [NOON],
        int: [1, 3],
        Sequence[str]: [(), ("Ideas stay so.",)],
        "again": [Action("idea.view")],
        "answered": [None, frozenset({"idea.view"})],
        "ask": [Action("idea.near")],
        "changed": [True, False],
        "idea": [one],
        "ideas": [[one, other]],
        "link": [lambda ref: f"https://chat.example/{ref.message}", lambda _ref: None],
        "member": [member(), ASKS],
        "members": [(AUTHOR, member()), ()],
        "now": [True, False],
        "said": [None, "Changed."],
        "thread": [ROOM, None],
        "name": ["need", "approach"],
        "on": [True, False],
        "person": ["ana", "ben"],
        "still": [True, False],
        "to": ["ana", "ben"],
        "words": ["Two people joined."],
        "zone": ["America/New_York"],
    }
