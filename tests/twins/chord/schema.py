"""Discord's published descriptions as compiled checks: requests, answers and gateway dispatches.

They are read from ../shared/specs beside the checkout; where they are absent nothing is checked against them.
"""

import json
from collections.abc import Callable, Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import unquote

# jsonschema is published without types
# published without types
from jsonschema import Draft7Validator, Draft202012Validator, ValidationError  # type: ignore[import-untyped]
from jsonschema.validators import extend  # type: ignore[import-untyped] # the same

Json = dict[str, Any]

SPECS = Path(__file__).resolve().parents[4] / "shared" / "specs"
HTTP, GATEWAY = "discord-openapi.json", "discord-gateway-dispatch.schema.json"
EXTRA_FORM = {"payload_json"}


NULL = {"type": "null"}
CONSTANT = {"const", "title", "description", "type"}


def present() -> bool:
    return (SPECS / HTTP).exists() and (SPECS / GATEWAY).exists()


@cache
def _read(name: str) -> Json:
    document: Json = json.loads((SPECS / name).read_text(encoding="utf-8"))
    if name == HTTP:
        # specs/README.md: whole numbers are taken where a snowflake is expected
        document["components"]["schemas"]["SnowflakeType"] = {"type": ["string", "integer"]}
        document["components"]["schemas"]["MessageFlags"] = {"type": "integer"}
    else:
        # the HTTP description demands an id of what is shown, which this one does not know
        document["definitions"]["APIUnfurledMediaItem"]["properties"]["id"] = {"type": "string"}
        for definition in document["definitions"].values():
            _open_flags(definition)
        for name_, definition in document["definitions"].items():
            if name_.endswith("Flags"):
                definition.clear()
                definition["type"] = "integer"  # specs/README.md: bit fields come out as single-bit enums
    return document


def _open_flags(schema: Json) -> None:
    """Fields called flags hold several bits at once, whatever single-bit enumeration stands there."""
    for name, inner in schema.get("properties", {}).items():
        if name == "flags":
            inner.clear()
            inner["type"] = "integer"


class _Chooser:
    """`anyOf` and `oneOf` over shapes that say their `type`: only the shape of that type is tried.

    Without this a wrong label deep in a card costs a try of every shape at every depth.
    """

    def __init__(self, document: Json, fallback: Callable[..., Iterator[ValidationError]]) -> None:
        self._document = document
        self._fallback = fallback
        self._known: dict[int, tuple[object, dict[object, Json] | None]] = {}
        self._listed: dict[int, tuple[object, list[object] | None]] = {}

    def __call__(
        self, validator: Any, branches: list[Json], instance: object, schema: Json
    ) -> Iterator[ValidationError]:
        constants = self._constants(branches)
        if constants is not None:
            if instance not in constants:
                yield ValidationError(f"{instance!r} is not one of {constants}")
            return
        present = [each for each in branches if each != NULL]
        if len(present) == 1 < len(branches):
            if instance is not None:
                yield from validator.descend(instance, present[0])
            return
        kinds = self._kinds(branches)
        if kinds is None or not isinstance(instance, dict) or "type" not in instance:
            yield from self._fallback(validator, branches, instance, schema)
        elif not isinstance(instance["type"], (int, str)) or instance["type"] not in kinds:
            yield ValidationError(f"type {instance['type']!r} is not one of {sorted(map(str, kinds))}")
        else:
            yield from validator.descend(instance, kinds[instance["type"]])

    def _constants(self, branches: list[Json]) -> list[object] | None:
        """Give the values of an enumeration written as one branch a value."""
        if id(branches) not in self._listed:
            simple = all("const" in each and each.keys() <= CONSTANT for each in branches)
            self._listed[id(branches)] = (branches, [each["const"] for each in branches] if simple else None)
        return self._listed[id(branches)][1]

    def _kinds(self, branches: list[Json]) -> dict[object, Json] | None:
        if id(branches) not in self._known:
            self._known[id(branches)] = (branches, self._sorted(branches))
        return self._known[id(branches)][1]

    def _sorted(self, branches: list[Json]) -> dict[object, Json] | None:
        found: dict[object, Json] = {}
        for branch in branches:
            if branch == NULL:
                continue
            for kind in self._types(branch):
                if kind in found:
                    return None
                found[kind] = branch
            if not self._types(branch):
                return None
        return found or None

    def _types(self, branch: Json) -> list[object]:
        schema = self._resolved(branch)
        kind = self._resolved(schema.get("properties", {}).get("type", {}))
        if "const" in kind:
            return [kind["const"]]
        return list(kind.get("enum", []))

    def _resolved(self, schema: Json) -> Json:
        while "$ref" in schema:
            found: Any = self._document
            for part in schema["$ref"].removeprefix("#/").split("/"):
                found = found[unquote(part)]
            schema = found
        return schema


@cache
def _checker(name: str) -> Any:
    document = _read(name)
    draft: Any = Draft202012Validator if name == HTTP else Draft7Validator
    choosers = {each: _Chooser(document, draft.VALIDATORS[each]) for each in ("anyOf", "oneOf")}
    return extend(draft, choosers)


def _compiled(name: str, schema: Json) -> Any:
    document = _read(name)
    part = "components" if name == HTTP else "definitions"
    return _checker(name)({part: document[part], "allOf": [schema]})


@cache
def _request(method: str, template: str) -> Any:
    operation = _read(HTTP)["paths"].get(template, {}).get(method.lower())
    content = (operation or {}).get("requestBody", {}).get("content", {})
    kind = "application/json" if "application/json" in content else "multipart/form-data"
    return _compiled(HTTP, content[kind]["schema"]) if content else None


@cache
def _answer(method: str, template: str, status: int) -> Any:
    operation = _read(HTTP)["paths"].get(template, {}).get(method.lower(), {})
    if status == 429:
        return _compiled(HTTP, {"$ref": "#/components/schemas/RatelimitedResponse"})
    if 400 <= status < 500:
        return _compiled(HTTP, {"$ref": "#/components/schemas/ErrorResponse"})
    content = operation.get("responses", {}).get(str(status), {}).get("content", {})
    return _compiled(HTTP, content["application/json"]["schema"]) if content else None


@cache
def _dispatch(event: str) -> Any:
    for definition in _read(GATEWAY)["definitions"].values():
        named = definition.get("properties", {}).get("t", {}).get("const")
        if named == event:
            return _compiled(GATEWAY, definition["properties"]["d"])
    title = "".join(part.capitalize() for part in event.split("_"))
    return _compiled(GATEWAY, {"$ref": f"#/definitions/Gateway{title}DispatchData"})


def described(method: str, template: str) -> bool:
    """Whether the published description has this path and method at all."""
    return not present() or method.lower() in _read(HTTP)["paths"].get(template, {})


def faults_of_request(method: str, template: str, body: object) -> list[str]:
    """What a request gets wrong; the very same one is looked at once, as commands are told by every bot."""
    if not present():
        return []
    try:
        key = (f"{method} {template}", sha256(json.dumps(body, sort_keys=True).encode()).digest())
    except TypeError:
        return _faults(_request(method, template), body)
    if key in _RIGHT:
        return []
    faults = _faults(_request(method, template), body)
    if not faults:
        _RIGHT.add(key)
    return faults


def faults_of_answer(method: str, template: str, status: int, body: object) -> list[str]:
    """What an answer of the twin gets wrong; a shape once found right is not looked at again."""
    if not present():
        return []
    return _once(f"{method} {template} {status}", body, lambda: _answer(method, template, status))


def faults_of_dispatch(event: str, data: object) -> list[str]:
    """What a dispatch of the twin gets wrong, as above."""
    return _once(event, data, lambda: _dispatch(event)) if present() else []


_RIGHT: set[tuple[str, object]] = set()
SMALL = 100  # whole numbers below it are kinds, beyond it they count or name something


def _once(what: str, value: object, compiled: Callable[[], Any]) -> list[str]:
    key = (what, _shape(value))
    if key in _RIGHT:
        return []
    faults = _faults(compiled(), value)
    if not faults:
        _RIGHT.add(key)
    return faults


def _shape(value: object) -> object:
    """Give the keys, kinds and types of a value without its words: what the twin makes differs in no more."""
    if isinstance(value, dict):
        return tuple((key if not key.isdigit() else "0", _shape(value[key])) for key in sorted(value))
    if isinstance(value, list):
        return frozenset(map(_shape, value))
    if isinstance(value, str):
        return "text"
    if isinstance(value, int) and not isinstance(value, bool) and value >= SMALL:
        return "number"
    return (type(value).__name__, value)


def _faults(compiled: Any, body: object) -> list[str]:
    if compiled is None:
        return []
    return [_told(each) for each in compiled.iter_errors(body)]


def _told(error: ValidationError) -> str:
    deepest = error
    while deepest.context:
        deepest = max(deepest.context, key=lambda each: len(each.absolute_path))
    where = ".".join(str(part) for part in deepest.absolute_path)
    return f"{where or 'body'}: {deepest.message[:200]}"
