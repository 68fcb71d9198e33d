"""Messages as the page draws them: the promised JSON, and the blocks it is built from."""

from datetime import UTC, datetime
from typing import assert_never

from adapters.playground import cast
from adapters.playground.cast import Member
from adapters.playground.controls import control_id
from adapters.playground.exchange import command_of
from adapters.playground.forms import restore
from adapters.playground.marks import Mark
from adapters.playground.naming import NAMED_HERE
from adapters.playground.places import Place, is_private
from adapters.playground.records import OpenForm, Said
from adapters.playground.schema import spell
from adapters.playground.shapes import Json, choices_json, form_json, message_json
from communitybot.commands.spec import CommandSpec
from communitybot.conversation import text as spans
from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.controls import Button, Control
from communitybot.conversation.frozen import thaw
from communitybot.conversation.message import (
    Block,
    Bullets,
    Controls,
    Divider,
    Fields,
    Heading,
    Paragraph,
    Quote,
    Small,
    Video,
)
from communitybot.conversation.plain import plain_text
from communitybot.conversation.text import Span, Text
from communitybot.conversation.visible import label, visible


class Reader:
    """Draws for one member at one moment."""

    def __init__(self, member: Member, now: datetime) -> None:
        self._member = member
        self._now = now

    def message(self, said: Said) -> Json:
        author = cast.member(said.author) if said.author else None
        body = thaw(said.body) if said.body is not None else None
        return {
            **message_json(said, self._member, self._now),
            "change": said.change,
            "role": author.role if author else None,
            "mine": said.author == self._member.id,
            "can": self._can(said),
            "reply": self._reply(said),
            "reactions": [
                {
                    "mark": each.mark.value,
                    "people": [_name(person) for person in each.people if person != self._member.id],
                    "mine": self._member.id in each.people,
                }
                for each in said.reactions
            ],
            "blocks": [self._block(block) for block in body.blocks] if body is not None else [],
        }

    def _can(self, said: Said) -> list[str]:
        """What this person can do with it, as far as its thread is not closed."""
        if is_private(said):
            return []
        mine = said.author == self._member.id
        return [
            *(["reply"] if said.in_thread else []),
            "react",
            "choose",
            *(["reword"] if mine and said.is_words else []),
            *(["remove"] if mine else []),
        ]

    def _reply(self, said: Said) -> Json | None:
        if said.reply is None:
            return None
        return {"id": str(said.reply.id), "name": None if said.reply.removed else _name(said.reply.author)}

    def _block(self, block: Block) -> Json:
        match block:
            case Heading(text):
                return {"block": "heading", "text": label(text)}
            case Paragraph(text):
                return {"block": "paragraph", "spans": self._spans(text)}
            case Quote(text):
                return {"block": "quote", "spans": self._spans(text)}
            case Small(text):
                return {"block": "small", "spans": self._spans(text)}
            case Bullets(items):
                return {"block": "bullets", "items": [self._spans(item) for item in items]}
            case Fields(items):
                fields = [{"name": label(item.name), "spans": self._spans(item.value)} for item in items]
                return {"block": "fields", "items": fields}
            case Divider():
                return {"block": "divider"}
            case Controls(items):
                return {"block": "controls", "items": [_control(item) for item in items]}
            case Video(title, url, words):
                about = self._spans(words) if words is not None else []
                return {"block": "video", "text": label(title), "url": url, "spans": about}
            case _ as never:
                assert_never(never)

    def _spans(self, text: Text) -> list[Json]:
        return [self._span(span) for span in text.spans]

    def _span(self, span: Span) -> Json:
        match span:
            case spans.Plain(text):
                return {"span": "plain", "text": visible(text)}
            case spans.Strong(text):
                return {"span": "strong", "text": visible(text)}
            case spans.Emphasis(text):
                return {"span": "emphasis", "text": visible(text)}
            case spans.Struck(text):
                return {"span": "struck", "text": visible(text)}
            case spans.Code(text):
                return {"span": "code", "text": visible(text)}
            case spans.Link(words, url):
                return {"span": "link", "text": label(words), "url": url}
            case spans.At(start):
                words = plain_text(Text((span,)), zone=self._member.zone, now=self._now)
                return {"span": "time", "text": words, "datetime": spell(start.astimezone(UTC))}
            case spans.Person(address, name):
                mine = address == self._member.address
                return {"span": "person", "text": label(name), "mine": mine}
            case spans.Place(address, name):
                return {"span": "place", "text": label(name), "place": _page_place(address)}
            case _ as never:
                assert_never(never)


def page_json(
    member: Member, places: tuple[Place, ...], commands: tuple[CommandSpec, ...], *, can_advance: bool
) -> Json:
    """What the page needs beyond the promised state: zones, roles, labels, examples."""
    return {
        "me": {"id": member.id, "name": member.name, "role": member.role, "zone": member.zone},
        "roles": {each.id: each.role for each in cast.MEMBERS},
        "can_advance": can_advance,
        "marks": [{"mark": mark.value, "sign": mark.sign} for mark in Mark],
        "actions": [
            {"command": spec.name, "label": label(spec.action_name)}
            for spec in commands
            if spec.chosen_on is not None
        ],
        "closed": [place.id for place in places if place.closed],
        "pinned": [place.id for place in places if place.pinned],
        "commands": [
            {
                "name": spec.name,
                "description": spec.description,
                "examples": list(spec.examples),
                "parameters": [
                    {
                        "name": each.name,
                        "label": each.label,
                        "kind": each.kind.value,
                        "required": each.required,
                        "description": each.description,
                        "example": each.example,
                        "choices": choices_json(each.choices) if each.choices else None,
                        "suggests": each.suggests or each.kind in NAMED_HERE,
                    }
                    for each in spec.parameters
                ],
            }
            for spec in commands
        ],
    }


def dialog_json(form: OpenForm, commands: tuple[CommandSpec, ...]) -> Json:
    """An open form with what its dialog shows beyond the promise."""
    shown = restore(form.form)
    spec = command_of(shown.action, commands)
    return {
        **form_json(form.id, shown),
        "submit": shown.submit,
        "intro": shown.intro,
        "command": spec.name if spec else None,
        "suggests": [field.name for field in shown.fields if field.suggests or field.kind in NAMED_HERE],
    }


def _name(person: str | None) -> str:
    if person is None:
        return cast.BOT_NAME
    known = cast.member(person)
    return known.name if known else person


def _control(control: Control) -> Json:
    look = control.look.value if isinstance(control, Button) else "plain"
    return {"id": control_id(control), "look": look}


def _page_place(address: PlaceAddress) -> str | None:
    if (address.platform, address.space) != (cast.PLATFORM, cast.SPACE.space):
        return None
    return f"{address.place}/{address.thread}" if address.thread else address.place
