"""Forms as the playground's file keeps them: all of a form as JSON, and back."""

import json

from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Choice
from communitybot.conversation.forms import FieldKind, Form, FormField


def keep(form: Form) -> str:
    """Write a form so that `restore` gives an equal one back."""
    return json.dumps(
        {
            "title": form.title,
            "action": str(form.action),
            "submit": form.submit,
            "intro": form.intro,
            "fields": [
                {
                    "name": each.name,
                    "label": each.label,
                    "kind": each.kind.value,
                    "required": each.required,
                    "hint": each.hint,
                    "choices": [[choice.value, choice.label] for choice in each.choices],
                    "value": each.value,
                    "suggests": each.suggests,
                }
                for each in form.fields
            ],
        },
        ensure_ascii=True,
        separators=(",", ":"),
    )


def restore(text: str) -> Form:
    kept = json.loads(text)
    return Form(
        title=kept["title"],
        action=Action.parse(kept["action"]),
        submit=kept["submit"],
        intro=kept["intro"],
        fields=tuple(
            FormField(
                name=each["name"],
                label=each["label"],
                kind=FieldKind(each["kind"]),
                required=each["required"],
                hint=each["hint"],
                choices=tuple(Choice(value, label) for value, label in each["choices"]),
                value=each["value"],
                suggests=each["suggests"],
            )
            for each in kept["fields"]
        ),
    )
