"""The buttons under everything about resources, each with the one name and the one verb it has everywhere.

The first argument of every action is the resource's id.
"""

from communitybot.commands.form import FORM
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, Look
from communitybot.conversation.message import Controls
from communitybot.resources.model.resource import Resource


def begin() -> Button:
    """Opens the form of `/resource share`."""
    return Button("Share a resource", Action(FORM, ("resource+share",)))


def save(resource: str) -> Button:
    """Keeps it in somebody's own lists."""
    return Button("Save", Action("resource.save", (resource,)), Look.EXPECTED)


def tried(resource: str) -> Button:
    """Asks what happened in the classroom."""
    return Button("I tried it", Action("resource.tried", (resource,)))


def report(resource: str) -> Button:
    """Says in private that something is wrong with it."""
    return Button("Report", Action("resource.report", (resource,)))


def view(resource: str, label: str = "More", look: Look = Look.PLAIN) -> Button:
    """Shows somebody all that is known of it in private, with all they can do with it."""
    return Button(label, Action("resource.view", (resource,)), look)


def file(resource: str) -> Button:
    return Button("Get the file", Action("resource.file", (resource,)))


def note(resource: str, label: str = "Add your note") -> Button:
    return Button(label, Action("resource.note", (resource,)))


def edit(resource: str, label: str = "Change it") -> Button:
    return Button(label, Action("resource.edit", (resource,)))


def withdraw(resource: str) -> Button:
    """Asks before it takes it back."""
    return Button("Take it back", Action("resource.withdraw", (resource,)), Look.GRAVE)


def share(resource: Resource, label: str = "Share it") -> Button:
    """Shares a draft, if its words are still those that stand above the button."""
    return Button(label, Action("resource.share", (resource.id, str(resource.revision))), Look.EXPECTED)


def preview(resource: str, label: str = "Look at it") -> Button:
    return Button(label, Action("resource.preview", (resource,)))


def again(resource: str) -> Button:
    """Looks at its page once more."""
    return Button("Look again", Action("resource.look", (resource,)))


def keep(resource: str) -> Button:
    return Button("Keep as draft", Action("resource.keep_draft", (resource,)))


def discard(resource: str, label: str = "Discard") -> Button:
    return Button(label, Action("resource.discard", (resource,)), Look.GRAVE)


def public_row(resource: str) -> Controls:
    """The row under the card that everybody sees."""
    return Controls((save(resource), tried(resource), report(resource), view(resource)))
