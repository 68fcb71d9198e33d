"""What stands under a message, by ids that a page may know: the actions themselves stay on the server."""

import hashlib
from typing import assert_never

from communitybot.conversation.controls import Button, Control, LinkButton, Select
from communitybot.conversation.message import Message


def control_id(control: Control) -> str:
    """A short name that stays the same while the control does the same, however its message is edited."""
    match control:
        case Button() | Select():
            does = f"action {control.action}"
        case LinkButton(label, url):
            does = f"link {label} {url}"
        case _ as never:
            assert_never(never)
    return hashlib.sha256(does.encode(errors="surrogatepass")).hexdigest()[:12]


def by_id(message: Message) -> dict[str, Control]:
    """The controls of a message in order, by id."""
    return {control_id(control): control for control in message.controls}
