"""A handler's answer, held against its declaration: platforms were told beforehand how it would answer."""

from collections.abc import Mapping

from communitybot.commands.spec import CommandSpec, ReplyKind
from communitybot.conversation.replies import Amend, Answer, Ask, Quiet, Reply

KINDS: Mapping[ReplyKind, type[Reply]] = {
    ReplyKind.ANSWER: Answer,
    ReplyKind.ASK: Ask,
    ReplyKind.AMEND: Amend,
    ReplyKind.QUIET: Quiet,
}


class WrongReply(TypeError):
    """A handler answered in another way than its declaration says; always a mistake of ours."""


def of_kind(spec: CommandSpec, reply: Reply) -> Reply:
    """The reply, if it is of the declared kind; a form may be asked for in any case."""
    if isinstance(reply, Ask | KINDS[spec.reply]):
        return reply
    raise WrongReply(f"/{spec.name} answers with {spec.reply}, not {type(reply).__name__}")
