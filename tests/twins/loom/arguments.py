"""A request's arguments, from its query, its form or its JSON, as the published schema types them."""

import base64
import binascii
import json
from functools import cache
from typing import Any

from aiohttp import web
from twins.loom.records import Json
from twins.loom.refusals import Refused
from twins.loom.rules.schema import kinds_of

# Bolt's clients add the workspace to every call (slack_bolt/util/async_utils.py); Slack ignores it where the
# method knows no such argument.
EVERYWHERE = frozenset({"team_id", "token"})


async def read_arguments(request: web.Request) -> Json:
    """Give the arguments as sent; the body wins over the query (docs.slack.dev/apis/web-api)."""
    given: Json = dict(request.query)
    content = request.content_type
    if content == "application/json":
        body = await request.text()
        try:
            read = json.loads(body) if body else {}
        except ValueError:
            raise Refused("invalid_json") from None
        if not isinstance(read, dict):
            raise Refused("json_not_object")
        given |= read
    elif content in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        given |= dict(await request.post())
    given |= _basic(request.headers.get("Authorization", ""))
    return {name: value for name, value in given.items() if value is not None}


def bearer(request: web.Request, arguments: Json) -> str:
    head = request.headers.get("Authorization", "")
    if head.startswith("Bearer "):
        return head.removeprefix("Bearer ").strip()
    # docs.slack.dev/apis/web-api: with a JSON body the token is taken from the header alone
    return "" if request.content_type == "application/json" else str(arguments.get("token", ""))


def _basic(head: str) -> Json:
    """Give the client's id and secret, where they come as HTTP Basic authorisation."""
    if not head.startswith("Basic "):
        return {}
    try:
        name, _, secret = base64.b64decode(head[6:]).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return {}
    return {"client_id": name, "client_secret": secret}


def typed(arguments: Json, schema: str | None) -> Json:
    """Turn what came as text into what the schema wants: numbers, booleans, objects."""
    wanted = _kinds(schema) if schema else {}
    return {
        name: _typed(value, wanted.get(name, frozenset()))
        for name, value in arguments.items()
        if name not in EVERYWHERE - set(wanted)
    }


@cache
def _kinds(schema: str) -> dict[str, frozenset[str]]:
    return kinds_of(schema)


def _typed(value: Any, kinds: frozenset[str]) -> Any:
    if not isinstance(value, str) or "string" in kinds:
        return value
    if "boolean" in kinds and value.lower() in {"0", "1", "true", "false"}:
        return value.lower() in {"1", "true"}
    if kinds & {"number", "integer"}:
        try:
            return int(value)
        except ValueError:
            return value
    if kinds & {"object", "array"} or value[:1] in {"{", "["}:
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value
