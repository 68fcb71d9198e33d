"""The buttons under everything about consultations, each with the one name it has everywhere."""

from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, Look


def answer(consultation: str, label: str = "Answer") -> Button:
    return Button(label, Action("consult.answer", (consultation,)), Look.EXPECTED)


def used(consultation: str) -> Button:
    return Button("How my answers are used", Action("consult.used", (consultation,)))


def view(consultation: str, label: str) -> Button:
    """Shows how it goes, or what it came to for whoever may see that."""
    return Button(label, Action("consult.view", (consultation,)))


def mine(consultation: str) -> Button:
    return Button("What I answered", Action("consult.mine", (consultation,)))


def appear(consultation: str) -> Button:
    return Button("How I am quoted", Action("consult.appear", (consultation,)))


def withdraw(consultation: str) -> Button:
    return Button("Take my answers back", Action("consult.withdraw", (consultation,)), Look.GRAVE)


def change(consultation: str, label: str = "Change it") -> Button:
    return Button(label, Action("consult.change", (consultation,)))


def close(consultation: str, label: str = "Close it now") -> Button:
    return Button(label, Action("consult.close", (consultation,)), Look.GRAVE)


def reply(consultation: str, label: str = "Say what you did with it") -> Button:
    return Button(label, Action("consult.reply", (consultation,)))


def quotes(consultation: str) -> Button:
    return Button("Choose quotes", Action("consult.quotes", (consultation,)))
