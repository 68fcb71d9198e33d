"""What somebody is told who may not: some platforms do not say in private who administers what."""

from communitybot.conversation.inbound import Caller
from communitybot.errors import NotAllowed

FROM_HERE = "From here I cannot see whether you are an administrator; in a room of the community I can."


def refusal(caller: Caller, words: str, *, example: str) -> NotAllowed:
    """The refusal of what administrators may: where nobody tells who is one, it says that as well."""
    return NotAllowed(words if caller.rights_told else f"{words} {FROM_HERE}", example=example)
