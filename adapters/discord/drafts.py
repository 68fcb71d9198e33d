"""Forms being filled in: what was asked, what was answered so far, and which step comes next."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from typing import Any

from adapters.discord.forms import draw_form
from communitybot.commands.form import FORM, form_for, sent
from communitybot.commands.spec import CommandSpec
from communitybot.conversation import limits
from communitybot.conversation.actions import Action, BadAction
from communitybot.conversation.forms import Form
from communitybot.conversation.inbound import Value

Json = dict[str, Any]

MOST = 500  # drafts kept
MOST_BYTES = 64 * 2**20  # of files in all of them; ours
NEXT, FINISH = "discord.step", "discord.finish"
"""The verbs of our own buttons: open the next step, or send what is there."""


@dataclass(slots=True)
class Draft:
    """One person's form on the way: `answers` so far by field, `seen` the steps that were sent."""

    key: str
    form: Form
    owner: str
    answers: dict[str, Value] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)

    @property
    def steps(self) -> tuple[Json, ...]:
        """The modals, with what was answered standing in them."""
        return draw_form(filled(self.form, self.answers))

    def names(self, step: int) -> frozenset[str]:
        return frozenset(
            part["component"]["custom_id"] for part in self.steps[step]["components"] if "component" in part
        )

    def step_of(self, names: Iterable[str]) -> int:
        """Which step asks for these fields; the last where none does."""
        wanted = set(names)
        count = len(self.steps)
        return next((step for step in range(count) if wanted & self.names(step)), count - 1)

    @property
    def next(self) -> int | None:
        """The first step that was not sent yet."""
        return next((step for step in range(len(self.steps)) if step not in self.seen), None)

    @property
    def may_finish(self) -> bool:
        """Whether nothing that must be told is still to come."""
        rest = {name for step in range(len(self.steps)) if step not in self.seen for name in self.names(step)}
        return not any(each.required and each.name in rest for each in self.form.fields)

    def button(self, verb: str, step: int) -> Action:
        """A token for one of our buttons; the form's own travels in it where it fits, should we forget."""
        if self.form.action.verb == FORM:
            try:
                return Action(verb, (self.key, str(step), *self.form.action.arguments))
            except BadAction:
                pass
        return Action(verb, (self.key, str(step)))


class Drafts:
    """The forms being filled in just now, each once for a person; the oldest leave memory first."""

    def __init__(self) -> None:
        self._by_form: OrderedDict[tuple[str, str], Draft] = OrderedDict()

    def begin(self, owner: str, form: Form) -> Draft:
        """Ask a form of somebody; what they had answered in it before is forgotten."""
        return self.take_in(Draft(key_of(owner, form.action), form, owner))

    def known(self, owner: str, action: Action) -> Draft | None:
        return self._by_form.get((owner, str(action)))

    def take_in(self, draft: Draft) -> Draft:
        """Have a draft among the others, in place of an earlier one of that person and form."""
        self._by_form[draft.owner, str(draft.form.action)] = draft
        while len(self._by_form) > MOST:
            self._by_form.popitem(last=False)
        return draft

    def of(
        self, owner: str, action: Action, names: Iterable[str], specs: Iterable[CommandSpec]
    ) -> Draft | None:
        """The draft that a sent modal belongs to; begun anew from the command when it is forgotten.

        None when the fields that came are no step of the command's own form.
        """
        known = self.known(owner, action)
        if known is not None:
            return known
        form = _rebuilt(action, specs)
        if form is None:
            return None
        draft = Draft(key_of(owner, action), form, owner)
        if set(names) not in [draft.names(step) for step in range(len(draft.steps))]:
            return None
        return self.take_in(draft)

    def take(self, draft: Draft, values: Mapping[str, Value]) -> None:
        """Keep what one step answered; where files grow too large in all, the oldest drafts are forgotten."""
        draft.answers |= values
        draft.seen.add(draft.step_of(values))
        if any(isinstance(value, tuple) for value in values.values()):
            while len(self._by_form) > 1 and sum(map(_bytes, self._by_form.values())) > MOST_BYTES:
                self._by_form.popitem(last=False)

    def keyed(self, owner: str, key: str) -> Draft | None:
        return next(
            (each for each in self._by_form.values() if each.key == key and each.owner == owner), None
        )

    def end(self, draft: Draft) -> None:
        self._by_form.pop((draft.owner, str(draft.form.action)), None)


def key_of(owner: str, action: Action) -> str:
    """What names a person's draft of a form on buttons: the same after a restart."""
    return blake2b(f"{owner} {action}".encode(), digest_size=5).hexdigest()


def filled(form: Form, answers: Mapping[str, Value], reasons: Mapping[str, str] | None = None) -> Form:
    """The form with answers in its fields, and beside some of them why they need another look."""
    reasons = reasons or {}
    fields = []
    for each in form.fields:
        value = _text(answers[each.name]) if each.name in answers else each.value
        hint = limits.shorten(reasons[each.name], limits.FORM_HINT) if each.name in reasons else each.hint
        kept = value if value is None or len(value) <= limits.FORM_TEXT else each.value
        fields.append(replace(each, value=kept, hint=hint))
    return replace(form, fields=tuple(fields))


def of_form(action: Action) -> str | None:
    """The command a form's action names; None for a form of a feature's own."""
    try:
        return sent(action).command
    except BadAction:
        return None


def original(button: Action) -> Action | None:
    """The form's own action out of the token of one of our buttons, where it travelled along."""
    rest = button.arguments[2:]
    return Action(FORM, rest) if rest else None


def _rebuilt(action: Action, specs: Iterable[CommandSpec]) -> Form | None:
    try:
        told = sent(action)
    except BadAction:
        return None
    spec = next((each for each in specs if each.name == told.command), None)
    return None if spec is None or not spec.parameters else form_for(spec, hidden=told.values)


def _bytes(draft: Draft) -> int:
    return sum(len(value[1]) for value in draft.answers.values() if isinstance(value, tuple))


def _text(value: Value) -> str | None:
    return value if isinstance(value, str) and value else None
