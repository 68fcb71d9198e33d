"""The one place where a polite no, or a fault of ours, becomes words a person can use."""

import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from types import TracebackType

from communitybot.commands.words import ended, marked
from communitybot.conversation import limits
from communitybot.conversation.actions import BadAction
from communitybot.conversation.addresses import BadAddress, MessageRef
from communitybot.conversation.inbound import Value
from communitybot.conversation.message import Block, Message, Paragraph, message, paragraph, small
from communitybot.conversation.replies import Refused, Reply
from communitybot.conversation.text import Code
from communitybot.errors import Misread, Refusal
from communitybot.logs import Log
from communitybot.moments import Unreadable

log = Log("communitybot.commands")

GONE = "This button belongs to something that is gone, or to an older version of me. Nothing was changed."
LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # nothing one could misread aloud
FRAMES = 12


@dataclass(frozen=True, slots=True)
class Press:
    """A control that was pressed, or a form of a feature's own that was sent (then with `values`).

    `arguments` are the action's, `value` is what was chosen in a select, `message` where the control stands.
    Whoever answers checks what the person may do: a token gives no right.
    """

    verb: str
    arguments: tuple[str, ...] = ()
    value: str | None = None
    message: MessageRef | None = None
    values: Mapping[str, Value] = field(default_factory=dict)

    def argument(self, index: int) -> str:
        """The argument at a place, counted from 0; `BadAction` when it is not there (an older button)."""
        if index >= len(self.arguments):
            raise BadAction(f"{self.verb} has no argument {index}")
        return self.arguments[index]


def gone() -> Refused:
    """The kind word for a button that is forged, foreign or of something deleted."""
    return Refused(message(GONE, small(Code("/communitybot"), " says what I can do here.")))


def refusal_card(refusal: Refusal, *blocks: Block) -> Message:
    """What stood in the way, what was understood, an example that works; then further blocks."""
    words: list[Block] = [Paragraph(marked(refusal.trouble or "That did not work."))]
    if understood := _not_said_yet(refusal):
        words.append(Paragraph(marked(understood)))
    if refusal.example:
        example = limits.shorten(refusal.example, 300)
        words.append(paragraph("Try ", Code(example), ended(example)))
    return message(*words, *blocks)


def refusal_of(unreadable: Unreadable, field_name: str | None = None) -> Misread:
    """The same refusal in the words of the core, for a field or none."""
    return Misread(unreadable.sentence, example=unreadable.example, field=field_name)


async def guarded(
    action: str,
    work: Callable[[], Awaitable[Reply]],
    *,
    refused: Callable[[Refusal], Awaitable[Reply]] | None = None,
) -> Reply:
    """Run a handler; a `Refusal` or `Unreadable` becomes a warm answer, anything unexpected an apology.

    `action` names what was tried, for the log; nothing anybody typed is ever logged. `refused` may answer a
    refusal in another way. Cancellation passes through.
    """
    try:
        return await work()
    except Refusal as refusal:
        log.info("A wish was refused.", action=action, refusal=type(refusal).__name__)
        no = refusal
    except Unreadable as unreadable:
        log.info("Words could not be read.", action=action)
        no = refusal_of(unreadable)
    except (BadAction, BadAddress):
        log.info("A token did not fit.", action=action)
        return gone()
    except Exception as fault:  # noqa: BLE001 - whatever it is, the person gets an answer and we get a trace
        return apology(action, fault)
    if refused is None:
        return Refused(refusal_card(no))
    answer = refused
    return await guarded(action, lambda: answer(no))


def apology(action: str, fault: BaseException) -> Refused:
    """Say sorry with a short reference, and log where it went wrong under the same reference.

    The log names the kind of fault and the lines it passed, never its message, which may quote a person.
    """
    reference = "".join(secrets.choice(LETTERS) for _ in range(6))
    log.error(
        "A handler failed.",
        action=action,
        reference=reference,
        fault=type(fault).__name__,
        lines=_lines(fault.__traceback__),
    )
    return Refused(
        message(
            "Sorry, something went wrong on my side. Please look whether it worked before you try again.",
            small("If it happens again, tell whoever runs me the reference ", Code(reference), "."),
        )
    )


def _not_said_yet(refusal: Refusal) -> str | None:
    """What was understood, as a sentence, unless the trouble says it already."""
    understood = (refusal.understood or "").strip()
    if not understood or understood.strip("*.") in refusal.trouble:
        return None
    if understood.startswith("I "):
        return understood if understood.endswith(".") else f"{understood}."
    return f"I read *{understood.strip('*')}*."


def _lines(trace: TracebackType | None) -> str:
    found = []
    while trace is not None:
        code = trace.tb_frame.f_code
        found.append(f"{code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return " > ".join(found[-FRAMES:])
