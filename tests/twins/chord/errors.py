"""What Discord answers when it will not: status, code and words, from its published table of codes."""

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

# topics/opcodes-and-status-codes.mdx, "JSON Error Codes"
WORDS = {
    0: "401: Unauthorized",
    10003: "Unknown Channel",
    10004: "Unknown Guild",
    10007: "Unknown Member",
    10008: "Unknown Message",
    10013: "Unknown User",
    10014: "Unknown Emoji",
    10015: "Unknown Webhook",
    10062: "Unknown interaction",
    10063: "Unknown application command",
    10070: "Unknown Guild Scheduled Event",
    20012: "You are not authorized to perform this action on this application",
    20016: "This action cannot be performed due to slowmode rate limit",
    20028: "The write action you are performing on the channel has hit the write rate limit",
    30003: "Maximum number of pins reached (250)",
    30034: "Max number of daily application command creates has been reached (200)",
    30038: "Maximum number of guild scheduled events reached",
    30046: "Maximum number of edits to messages older than 1 hour reached",
    40003: "You are opening direct messages too fast",
    40005: "Request entity too large",
    40060: "Interaction has already been acknowledged",
    50001: "Missing Access",
    50005: "Cannot edit a message authored by another user",
    50006: "Cannot send an empty message",
    50007: "Cannot send messages to this user",
    50013: "Missing Permissions",
    50027: "Invalid Webhook Token",
    50035: "Invalid Form Body",
    50109: "The request body contains invalid JSON.",
    50278: "Cannot send messages to this user due to having no mutual guilds",
    50083: "Thread is archived",
    50024: "Cannot execute action on this channel type",
    160005: "Thread is locked",
    160004: "A thread has already been created for this message",
}
STATUS = {
    0: 401, 20012: 403, 20016: 429, 20028: 429, 30046: 429, 40003: 403, 50001: 403, 50005: 403, 50007: 403,
    50013: 403, 50027: 401, 50278: 403,
}  # fmt: skip


@dataclass
class Refused(Exception):
    """An answer other than success."""

    code: int
    status: int = 0
    message: str = ""
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        unknown = 404 if 10000 <= self.code < 20000 else 400
        self.status = self.status or STATUS.get(self.code, unknown)
        self.message = self.message or WORDS.get(self.code, "Error")

    def body(self) -> Json:
        body: Json = {"message": self.message, "code": self.code}
        if self.faults:
            body["errors"] = {"_errors": [{"code": self.code, "message": each} for each in self.faults[:10]]}
        return body


def invalid(*faults: str) -> Refused:
    return Refused(50035, faults=list(faults))
