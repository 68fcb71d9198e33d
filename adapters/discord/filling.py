"""Forms with people: which modal comes next, what is said between two, and what is sent in the end."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from adapters.discord.drafts import FINISH, NEXT, Draft, Drafts, filled, key_of, original
from adapters.discord.forms import Json
from adapters.discord.kept_drafts import KeptDrafts
from communitybot.bot import Bot
from communitybot.conversation import limits
from communitybot.conversation.controls import Button, Look
from communitybot.conversation.forms import Form
from communitybot.conversation.inbound import Pressed, Submitted
from communitybot.conversation.message import Bullets, Controls, Message, message, small
from communitybot.conversation.replies import Amend, Answer, Ask, Correct, Reply
from communitybot.conversation.text import Strong, say

SHOWN = 8  # reasons told at once; the form shows them all
REASON = 250  # weight of one reason


@dataclass(frozen=True, slots=True)
class Show:
    """A modal to open, and the words that stand in for it where none can be opened any more."""

    modal: Json
    instead: Message


class Filling:
    """Turns forms into modals and modals into answers; the answers between two steps outlive a restart."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._drafts = Drafts()
        self._kept = KeptDrafts(bot.notes)

    def ask(self, owner: str, form: Form) -> Show:
        """Begin a form at its first step."""
        draft = self._drafts.begin(owner, form)
        self._kept.forget(draft.key)
        words = message(
            "Here is the form.", _row(Button("Open the form", draft.button(NEXT, 0), Look.EXPECTED))
        )
        return Show(draft.steps[0], words)

    async def pressed(self, pressed: Pressed) -> Reply | Show:
        """Answer one of our own buttons between two steps."""
        owner, key = str(pressed.who.account), (pressed.action.arguments or ("",))[0]
        draft = self._drafts.keyed(owner, key) or await self._found(owner, key)
        if draft is None:
            return await self._forgotten(pressed)
        if pressed.action.verb == FINISH:
            return await self._send(draft, pressed, shown=True)
        step = _number(pressed.action.arguments[1:2])
        if step >= len(draft.steps):
            return await self._forgotten(pressed)
        return Show(draft.steps[step], _between(draft, step))

    async def submitted(self, submitted: Submitted) -> Reply:
        """Take in one modal: the last one is sent, after the others their answers are kept."""
        owner, action = str(submitted.who.account), submitted.action
        draft = self._drafts.known(owner, action) or await self._found(owner, key_of(owner, action))
        draft = draft or self._drafts.of(owner, action, submitted.values, self._bot.commands)
        if draft is None:
            return await self._bot.submit(submitted)
        ours = bool(draft.seen)  # the modal was opened from a message of ours, which the answer may replace
        self._drafts.take(draft, submitted.values)
        coming = draft.next
        if coming is None:
            return await self._send(draft, submitted, shown=ours)
        await self._kept.keep(draft)
        words = _between(draft, coming)
        return Amend(words) if ours else Answer(words)

    async def _send(self, draft: Draft, by: Pressed | Submitted, *, shown: bool) -> Reply:
        submitted = Submitted(
            id=by.id,
            who=by.who,
            place=by.place,
            action=draft.form.action,
            values=dict(draft.answers),
            message=by.message if isinstance(by, Submitted) and not shown else None,
        )
        reply = await self._bot.submit(submitted)
        if isinstance(reply, Correct):
            words = self._to_correct(draft, reply.reasons)
            await self._kept.keep(draft)
            return Amend(words) if shown else Answer(words)
        self._drafts.end(draft)
        self._kept.forget(draft.key)
        if isinstance(reply, Answer) and shown and self._is_private(draft):
            return Amend(reply.message)
        return reply

    async def close(self, within: float) -> None:
        await self._kept.close(within)

    async def _found(self, owner: str, key: str) -> Draft | None:
        draft = await self._kept.find(owner, key)
        return None if draft is None else self._drafts.take_in(draft)

    def _to_correct(self, draft: Draft, reasons: Mapping[str, str]) -> Message:
        """Say what needs another look; the button opens that step again with all the answers in it."""
        draft.form = filled(draft.form, draft.answers, reasons)
        labels = {each.name: each.label for each in draft.form.fields}
        told = [
            say(Strong(labels.get(name, name)), ": ", limits.shorten(reason, REASON))
            for name, reason in list(reasons.items())[:SHOWN]
        ]
        step = draft.step_of([next(iter(reasons), "")])
        button = Button("Open the form again", draft.button(NEXT, step), Look.EXPECTED)
        return message(
            "Nearly there. This needs another look:",
            Bullets(tuple(told)),
            _row(button),
            small("Your other answers are kept."),
        )

    async def _forgotten(self, pressed: Pressed) -> Reply:
        """Begin anew: it is over, or was begun longer ago than answers are kept."""
        action = original(pressed.action)
        if action is None:
            return Answer(message("I no longer have this form, sorry. Please give the command again."))
        reply = await self._bot.press(replace(pressed, action=action, value=None))
        if not isinstance(reply, Ask):
            return reply
        words = (
            "I no longer have the first answers, sorry: I keep them for a day. Please fill them in once more."
        )
        return Ask(replace(reply.form, intro=words))

    def _is_private(self, draft: Draft) -> bool:
        name = draft.form.action.arguments[:1]
        spec = next((each for each in self._bot.commands if name == (each.name.replace(" ", "+"),)), None)
        return spec is None or spec.private


def _between(draft: Draft, step: int) -> Message:
    """What stands between two modals."""
    count = len(draft.steps)
    buttons: list[Any] = [Button("Continue", draft.button(NEXT, step), Look.EXPECTED)]
    if draft.may_finish:
        buttons.append(Button("That's all", draft.button(FINISH, step)))
    rest = [each.label.lower() for each in draft.form.fields if each.name in draft.names(step)]
    return message(
        say(Strong(f"Step {step} of {count} is done."), f" Next: {', '.join(rest)}."),
        _row(*buttons),
        small(
            "Nothing is saved until the last step." if not draft.may_finish else "The rest can stay empty."
        ),
    )


def _row(*buttons: Button) -> Controls:
    return Controls(buttons)


def _number(arguments: tuple[str, ...]) -> int:
    text = arguments[0] if arguments else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 3 else 99
