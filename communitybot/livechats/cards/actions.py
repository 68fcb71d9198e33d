"""The buttons under everything about live chats, each with the one name it has everywhere."""

from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, Look
from communitybot.conversation.message import Controls

ALL_CHATS = "all"


def answer(chat: str, question: int | None = None, look: Look = Look.EXPECTED) -> Button:
    """Opens the form of an answer: to the question of that number, else to the one open when pressed."""
    return Button("Answer", Action("chat.answer", (chat, *([str(question)] if question else []))), look)


def now(chat: str) -> Button:
    return Button("Where are we?", Action("chat.now", (chat,)))


def showing(chat: str) -> Button:
    return Button("How I appear", Action("chat.showing", (chat,)))


def ask(chat: str, label: str = "Ask a question") -> Button:
    return Button(label, Action("chat.ask", (chat,)))


def cockpit(chat: str) -> Button:
    return Button("Host cockpit", Action("chat.cockpit", (chat,)))


def reflect(chat: str, *, read: bool = False) -> Button:
    return Button("Reflect", Action("chat.reflect", (chat, *(["read"] if read else []))))


def chair(chat: str) -> Button:
    return Button("Take the chair", Action("chat.chair", (chat,)), Look.EXPECTED)


def archive_on(chat: str) -> Button:
    return Button("Turn archiving on (administrators)", Action("chat.archive", (chat, "on")))


def question_row(chat: str, question: int) -> Controls:
    """The row under a question."""
    return Controls((answer(chat, question), now(chat)))


def newcomer_row(chat: str) -> Controls:
    return Controls((now(chat), showing(chat)))


def questions(chat: str, label: str = "Change the questions") -> Button:
    return Button(label, Action("chat.questions", (chat,)))


def labelled(label: str, button: Button) -> Button:
    """The same button under another name."""
    return Button(label, button.action, button.look)
