"""The buttons under everything about ideas, each with the one name and the one verb it has everywhere.

The first argument of every action is the idea's id.
"""

from communitybot.commands.form import FORM
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, Look
from communitybot.conversation.message import Controls
from communitybot.ideas.model.idea import Idea, Stage


def post() -> Button:
    """Opens the form of `/idea post`."""
    return Button("Post an idea", Action(FORM, ("idea+post",)))


def support(idea: str, *, on: bool | None = None) -> Button:
    """Supports, or takes it back: the other of what was; with `on`, that and nothing else."""
    label = "Take my support back" if on is False else "Support"
    look = Look.PLAIN if on is False else Look.EXPECTED
    return Button(label, Action("idea.support", (idea, *_wished(on=on))), look)


def join(idea: str) -> Button:
    return Button("Join the team", Action("idea.join", (idea,)))


def follow(idea: str, *, on: bool | None = None) -> Button:
    """Follows, or ends it: the other of what was; with `on`, that and nothing else."""
    label = "Stop following" if on is False else "Follow"
    return Button(label, Action("idea.follow", (idea, *_wished(on=on))))


def view(idea: str, label: str = "View", look: Look = Look.PLAIN) -> Button:
    """Shows somebody the whole idea in private, with all they can do with it."""
    return Button(label, Action("idea.view", (idea,)), look)


def team(idea: str) -> Button:
    return Button("Team", Action("idea.team", (idea,)))


def leave(idea: str) -> Button:
    return Button("Leave the team", Action("idea.leave", (idea,)))


def take_back(idea: str) -> Button:
    return Button("Take my request back", Action("idea.unask", (idea,)))


def preview(idea: str) -> Button:
    """Shows an author what is not out yet as others will see it, with the button that sends it."""
    return Button("Preview and send", Action("idea.preview", (idea,)), Look.EXPECTED)


def edit(idea: str) -> Button:
    return Button("Change", Action("idea.edit", (idea,)))


def withdraw(idea: str) -> Button:
    return Button("Withdraw", Action("idea.withdraw", (idea,)), Look.GRAVE)


def review(idea: str) -> Button:
    return Button("Review", Action("idea.review", (idea,)), Look.EXPECTED)


def advance(idea: str) -> Button:
    return Button("Next stage", Action("idea.advance", (idea,)))


def park(idea: str) -> Button:
    return Button("Park", Action("idea.park", (idea,)))


def model(idea: str) -> Button:
    return Button("Logic model", Action("idea.model", (idea,)))


def friends(idea: str) -> Button:
    return Button("Critical friends", Action("idea.friends", (idea,)))


def notes(idea: str) -> Button:
    return Button("Friends' notes", Action("idea.notes", (idea,)))


def lab(idea: str) -> Button:
    return Button("Local lab", Action("idea.lab", (idea,)))


def commitments(idea: str) -> Button:
    return Button("Commitments", Action("idea.commitments", (idea,)))


def brief(idea: str) -> Button:
    return Button("Policy brief", Action("idea.brief", (idea,)))


def voice(idea: str) -> Button:
    return Button("Lend my voice", Action("idea.voice", (idea,)))


def outcome(idea: str) -> Button:
    return Button("Outcome", Action("idea.outcome", (idea,)))


def merge(idea: str) -> Button:
    return Button("Merge", Action("idea.merge", (idea,)))


def unmerge(idea: str) -> Button:
    """Asks before an idea that goes on in another is on its own again."""
    return Button("Undo the merge", Action("idea.unmerge", (idea,)))


def match(idea: str) -> Button:
    return Button("Find colleagues", Action("idea.match", (idea,)))


def labelled(label: str, button: Button) -> Button:
    """The same button under another name."""
    return Button(label, button.action, button.look)


def public_row(idea: Idea) -> Controls:
    """The row under the card that everybody sees; nobody joins what rests or has come to its end."""
    joins = idea.stage.open and idea.stage is not Stage.REPORTED
    return Controls((support(idea.id), *((join(idea.id),) if joins else ()), follow(idea.id), view(idea.id)))


def _wished(*, on: bool | None) -> tuple[str, ...]:
    return () if on is None else ("on" if on else "off",)
