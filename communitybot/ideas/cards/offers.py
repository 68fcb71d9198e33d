"""Which buttons somebody is offered under an idea: those they may use at the stage where it stands."""

from collections.abc import Sequence

from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button
from communitybot.conversation.message import Controls
from communitybot.ideas.cards import actions
from communitybot.ideas.model.idea import GROWING, Idea, Joining, Stage
from communitybot.ideas.views import Seen

ROW = 5
NAMES = {"need": "the need", "approach": "the approach", "benefits": "who benefits", "helps": "help wanted"}


def rows_for(seen: Seen, whole: Sequence[Button] = ()) -> list[Controls]:
    """Rows of buttons, what most people want first: to stand behind it, to carry it on, to write it."""
    rows = (_standing(seen), _carrying(seen), _writing(seen), list(whole))
    return [Controls(tuple(row[:ROW])) for row in rows if row]


def whole(idea: Idea, cut: Sequence[str]) -> list[Button]:
    """Buttons that show a part whole which was shortened."""
    return [Button(f"All of {NAMES[name]}", Action("idea.whole", (idea.id, name))) for name in cut]


def reached(idea: Idea, stage: Stage) -> bool:
    """Whether an idea that goes on has come to a stage, or past it."""
    return idea.stage.open and GROWING.index(idea.stage) >= GROWING.index(stage)


def _standing(seen: Seen) -> list[Button]:
    idea = seen.idea
    if seen.into is not None:
        undo = [actions.unmerge(idea.id)] if seen.mine or seen.moderates else []
        return [actions.view(seen.into.id, "View the idea it joined"), *undo]
    if not idea.stage.seen:
        return []
    if seen.mine:
        return [actions.team(idea.id), *([actions.voice(idea.id)] if idea.stage.open else [])]
    offered = [actions.support(idea.id, on=not seen.supports)]
    offered += _joining(seen)
    offered += [actions.follow(idea.id, on=not seen.follows), actions.team(idea.id)]
    return [*offered, *([actions.voice(idea.id)] if idea.stage.open else [])]


def _joining(seen: Seen) -> list[Button]:
    idea = seen.idea
    joining = seen.part.joining if seen.part is not None else None
    if joining is Joining.ASKED:
        return [actions.take_back(idea.id)]
    goes_on = idea.stage.open and idea.stage is not Stage.REPORTED
    return [actions.join(idea.id)] if goes_on and not _carries(seen) else []


def _carries(seen: Seen) -> bool:
    return seen.mine or (seen.part is not None and seen.part.joining is Joining.MEMBER)


def _carrying(seen: Seen) -> list[Button]:
    """What its team does next; others read the notes and the model once they are there."""
    idea = seen.idea
    if not _carries(seen):
        return []
    if idea.stage is Stage.PARKED:
        return [actions.labelled("Go on", actions.advance(idea.id))]
    if not idea.stage.open:
        return []
    offered = [actions.advance(idea.id)] if idea.stage is not Stage.REPORTED else []
    if reached(idea, Stage.IMPLEMENTING):
        return [*offered, actions.outcome(idea.id), actions.commitments(idea.id), actions.brief(idea.id)]
    if reached(idea, Stage.MODEL):
        return [
            *offered,
            actions.lab(idea.id),
            actions.commitments(idea.id),
            actions.model(idea.id),
            actions.brief(idea.id),
        ]
    if reached(idea, Stage.TEAM):
        return [
            *offered,
            actions.friends(idea.id),
            actions.notes(idea.id),
            actions.model(idea.id),
            actions.brief(idea.id),
        ]
    return [*offered, actions.match(idea.id), actions.model(idea.id), actions.brief(idea.id)]


def _writing(seen: Seen) -> list[Button]:
    """What its authors do with the text itself, and what moderators do."""
    idea = seen.idea
    offered: list[Button] = []
    if seen.moderates and idea.stage is Stage.SUBMITTED:
        offered.append(actions.review(idea.id))
    if not seen.mine:
        return [*offered, *_merging(seen)]
    if idea.stage in {Stage.DRAFT, Stage.DECLINED}:
        offered.append(actions.preview(idea.id))
    if idea.stage in {Stage.DRAFT, Stage.SUBMITTED, Stage.DECLINED} or idea.stage.open:
        offered.append(actions.edit(idea.id))
    if idea.stage.open:
        offered += [*_merging(seen), actions.park(idea.id)]
    if idea.stage.open or idea.stage in {Stage.SUBMITTED, Stage.PARKED}:
        offered.append(actions.withdraw(idea.id))
    return offered


def _merging(seen: Seen) -> list[Button]:
    """For authors and moderators: it can go on in another one, and what joined it last can leave again."""
    if not (seen.mine or seen.moderates) or not seen.idea.stage.open:
        return []
    merge = [actions.merge(seen.idea.id)] if seen.idea.stage is not Stage.REPORTED else []
    return [*merge, *(actions.unmerge(one.id) for one in seen.joined[-1:])]
