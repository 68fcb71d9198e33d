"""Forms half filled in, where a restart does not take them: noted after each step, for a day."""

import asyncio
import json
from base64 import b64decode, b64encode
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from adapters.discord.drafts import Draft
from communitybot.conversation.actions import Action, BadAction
from communitybot.conversation.controls import Choice
from communitybot.conversation.forms import FieldKind, Form, FormField
from communitybot.conversation.inbound import Value
from communitybot.conversation.text import Unsayable
from communitybot.notes import Notes

Json = dict[str, Any]

LASTS = timedelta(days=1)
MOST_BYTES = 2**20  # of files in one form; larger ones are asked for again after a restart


class KeptDrafts:
    """Drafts in the database, sealed. Without notes nothing is kept."""

    def __init__(self, notes: Notes | None) -> None:
        self._notes = notes
        self._forgetting: set[asyncio.Task[None]] = set()

    async def keep(self, draft: Draft) -> None:
        """Keep what was answered so far; once this returns, it outlives us."""
        if self._notes is not None:
            await self._notes.keep(_name(draft.key), written(draft), lasts=LASTS)

    async def find(self, owner: str, key: str) -> Draft | None:
        """A draft of this person, as it was after its last step."""
        words = None if self._notes is None else await self._notes.find(_name(key))
        draft = None if words is None else read(key, words)
        return draft if draft is not None and draft.owner == owner else None

    def forget(self, key: str) -> None:
        """Drop what is kept, beside whatever else goes on: nobody waits for it."""
        if self._notes is not None:
            task = asyncio.create_task(self._notes.forget(_name(key)), name="draft")
            self._forgetting.add(task)
            task.add_done_callback(self._forgetting.discard)

    async def close(self, within: float) -> None:
        """Let what is being dropped be dropped."""
        if self._forgetting:
            await asyncio.wait(set(self._forgetting), timeout=within)


def written(draft: Draft) -> str:
    """A draft as a text. The step of a file that is too large counts as not sent."""
    files = {name: value for name, value in draft.answers.items() if isinstance(value, tuple)}
    fits = sum(len(content) for _, content in files.values()) <= MOST_BYTES
    again = set() if fits else {draft.step_of([name]) for name in files}
    answers = {name: _written(value) for name, value in draft.answers.items() if fits or name not in files}
    form = asdict(draft.form) | {"action": str(draft.form.action)}
    return json.dumps(
        {"owner": draft.owner, "form": form, "answers": answers, "seen": sorted(draft.seen - again)}
    )


def read(key: str, words: str) -> Draft | None:
    """Read a draft back; None for one of another version of us."""
    try:
        held = json.loads(words)
        return Draft(
            key=key,
            form=_form(held["form"]),
            owner=held["owner"],
            answers={name: _read(value) for name, value in held["answers"].items()},
            seen=set(held["seen"]),
        )
    except (LookupError, TypeError, ValueError, BadAction, Unsayable):
        return None


def _form(held: Json) -> Form:
    fields = tuple(
        FormField(
            **each
            | {"kind": FieldKind(each["kind"]), "choices": tuple(Choice(**one) for one in each["choices"])}
        )
        for each in held["fields"]
    )
    return Form(**held | {"action": Action.parse(held["action"]), "fields": fields})


def _written(value: Value) -> Any:
    if isinstance(value, tuple):
        name, content = value
        return {"file": name, "content": b64encode(content).decode("ascii")}
    return value


def _read(value: Any) -> Value:
    if isinstance(value, dict):
        return value["file"], b64decode(value["content"])
    kept: Value = value
    return kept


def _name(key: str) -> str:
    return f"discord.draft:{key}"
