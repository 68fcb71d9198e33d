"""The promised JSON: how messages, forms, commands and places look to whoever drives the playground."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, assert_never
from urllib.parse import quote

from adapters.playground import cast
from adapters.playground.cast import Member, room_address
from adapters.playground.controls import control_id
from adapters.playground.places import Place, is_private
from adapters.playground.records import Attached, Said
from adapters.playground.schema import spell
from communitybot.commands.spec import CommandSpec
from communitybot.conversation.controls import Button, Choice, Control, LinkButton, Select
from communitybot.conversation.forms import FieldKind, Form, FormField
from communitybot.conversation.frozen import thaw
from communitybot.conversation.message import (
    Bullets,
    Controls,
    Divider,
    Fields,
    Heading,
    Message,
    Paragraph,
    Quote,
    Small,
    Video,
)
from communitybot.conversation.plain import plain
from communitybot.conversation.text import Link, Text
from communitybot.conversation.visible import label, visible

Json = dict[str, Any]
SHOWN = {"image/png", "image/jpeg"}


def message_json(said: Said, reader: Member, now: datetime) -> Json:
    """One message as one person sees it; times in `plain` are in that person's zone."""
    body = thaw(said.body) if said.body is not None else None
    return {
        "id": str(said.id),
        "place": said.place,
        "author": _author(said),
        "plain": plain(body, zone=reader.zone, now=now) if body is not None else visible(said.words or ""),
        "private": is_private(said),
        "at": spell(said.at),
        "edited": spell(said.edited) if said.edited else None,
        "controls": [_control(control) for control in body.controls] if body is not None else [],
        "thread": said.thread,
        "links": list(_links(body)) if body is not None else [],
        "files": [_file(file) for file in said.files],
        "reply_to": str(said.reply.id) if said.reply else None,
        "reactions": [
            {"mark": each.mark.value, "count": len(each.people), "mine": reader.id in each.people}
            for each in said.reactions
        ],
    }


def _file(file: Attached) -> Json:
    """A file to save; a picture is shown as well, with what it shows in words."""
    told: Json = {"name": file.name, "url": file_url(file)}
    if file.mime not in SHOWN:
        return told
    sized = {"width": file.size[0], "height": file.size[1]} if file.size else {}
    return told | {"alt": visible(file.alt) or file.name} | sized


def file_url(file: Attached) -> str:
    return f"/api/files/{file.id}/{quote(file.name, safe='')}"


def place_json(place: Place) -> Json:
    return {"id": place.id, "name": place.name, "kind": place.kind, "parent": place.parent}


def person_json(member: Member) -> Json:
    return {"id": member.id, "name": member.name}


def command_json(spec: CommandSpec) -> Json:
    return {
        "name": spec.name,
        "description": spec.description,
        "parameters": [
            {
                "name": each.name,
                "kind": each.kind.value,
                "required": each.required,
                "description": each.description,
                "choices": choices_json(each.choices) if each.choices else None,
            }
            for each in spec.parameters
        ],
    }


def form_json(form: str, shown: Form) -> Json:
    return {
        "id": form,
        "title": shown.title,
        "fields": [
            {
                "name": each.name,
                "kind": each.kind.value,
                "required": each.required,
                "description": each.hint or "",
                "choices": _choices(each),
                "label": each.label,
                "value": each.value,
            }
            for each in shown.fields
        ],
    }


def _choices(field: FormField) -> list[Json] | None:
    """What can be picked: rooms and people by name, as chat tools offer them, or the field's own choices."""
    match field.kind:
        case FieldKind.PLACE:
            return [{"value": str(room_address(room)), "label": name} for room, name in cast.ROOMS]
        case FieldKind.PERSON:
            return [{"value": str(each.address), "label": each.name} for each in cast.MEMBERS]
        case _:
            return choices_json(field.choices) if field.choices else None


def choices_json(choices: tuple[Choice, ...]) -> list[Json]:
    return [{"value": each.value, "label": label(each.label)} for each in choices]


def _author(said: Said) -> Json:
    if said.author is None:
        return {"id": cast.BOT_ID, "name": cast.BOT_NAME, "bot": True}
    author = cast.member(said.author)
    return {"id": said.author, "name": author.name if author else said.author, "bot": False}


def _control(control: Control) -> Json:
    shown = {"id": control_id(control)}
    match control:
        case Button(words):
            return {**shown, "label": label(words), "kind": "button"}
        case Select(placeholder, _, options):
            return {**shown, "label": label(placeholder), "kind": "select", "choices": choices_json(options)}
        case LinkButton(words):
            return {**shown, "label": label(words), "kind": "link"}
        case _ as never:
            assert_never(never)


def _links(body: Message) -> Iterator[Json]:
    """Every web address a message leads to, in reading order: in its words, then on its buttons."""
    if body.video is not None:
        yield {"label": label(body.video.title), "url": body.video.url}
    for text in _texts(body):
        for span in text.spans:
            if isinstance(span, Link):
                yield {"label": label(span.label), "url": span.url}
    for control in body.controls:
        if isinstance(control, LinkButton):
            yield {"label": label(control.label), "url": control.url}


def _texts(body: Message) -> Iterator[Text]:
    for block in body.blocks:
        match block:
            case Paragraph(text) | Quote(text) | Small(text):
                yield text
            case Bullets(items):
                yield from items
            case Fields(items):
                yield from (item.value for item in items)
            case Heading() | Divider() | Controls() | Video():  # no link stands in what is said of a video
                pass
            case _ as never:
                assert_never(never)
