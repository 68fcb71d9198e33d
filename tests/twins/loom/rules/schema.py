"""The published schema of every method's arguments, compiled once; absent, only the other rules hold."""

import json
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from jsonschema import Draft7Validator  # type: ignore[import-untyped] # published without types

Json = dict[str, Any]

FILE = Path(__file__).resolve().parents[5] / "shared" / "specs" / "slack-web-api-arguments.schema.json"


@cache
def definitions() -> Json:
    """Every definition by name; none when the published rules are not beside this repository."""
    if not FILE.exists():
        return {}
    found: Json = json.loads(FILE.read_text(encoding="utf-8"))["definitions"]
    # The reference calls it alt_txt, as its error "alt_txt_too_large" does; the published types misspell it.
    upload = found["FilesGetUploadURLExternalArguments"]["properties"]
    upload["alt_txt"] = upload.pop("alt_text")
    return found


@cache
def validator(name: str) -> Draft7Validator | None:
    if name not in definitions():
        return None
    return Draft7Validator({"$ref": f"#/definitions/{name}", "definitions": definitions()})


def faults_of_shape(name: str, given: Json) -> list[str]:
    """Say what in the arguments is not of the published shape."""
    compiled = validator(name)
    if compiled is None:
        return []
    return [f"{_where(error)}: {error.message[:200]}" for error in compiled.iter_errors(given)]


@cache
def _block_shapes() -> dict[str, str]:
    """Give the definition of every kind of block that Slack knows."""
    found = {}
    for each in definitions().get("KnownBlock", {}).get("anyOf", []):
        name = each.get("$ref", "").removeprefix("#/definitions/")
        for shape in _alternatives(each):
            kind = shape.get("properties", {}).get("type", {}).get("const")
            if kind is not None:
                found[kind] = name
    return found


def faults_of_block_shapes(blocks: object) -> list[str]:
    """Say which blocks are of no kind that Slack knows, or not of their kind's shape."""
    known = _block_shapes()
    if not known or not isinstance(blocks, list):
        return []
    faults = []
    for index, block in enumerate(blocks):
        kind = block.get("type") if isinstance(block, dict) else None
        if kind not in known:
            faults.append(f"blocks/{index}: unsupported type: {kind}")
        else:
            faults += [f"blocks/{index}/{each}" for each in faults_of_shape(known[kind], block)]
    return faults


def _where(error: Any) -> str:
    return "/".join(str(part) for part in error.absolute_path) or "arguments"


def kinds_of(name: str) -> dict[str, frozenset[str]]:
    """Give the JSON types that each argument may have, over all alternatives."""
    found: dict[str, set[str]] = {}
    for shape in _alternatives({"$ref": f"#/definitions/{name}"} if name in definitions() else {}):
        for argument, about in shape.get("properties", {}).items():
            found.setdefault(argument, set()).update(_types(about))
    return {argument: frozenset(kinds) for argument, kinds in found.items()}


def _alternatives(shape: Json) -> list[Json]:
    if "$ref" in shape:
        return _alternatives(_named(shape["$ref"]))
    inner = [*shape.get("anyOf", []), *shape.get("allOf", []), *shape.get("oneOf", [])]
    return [shape, *(each for one in inner for each in _alternatives(one))]


def _types(shape: Json) -> set[str]:
    found: set[str] = set()
    for each in _alternatives(shape):
        kind = each.get("type", [])
        found |= {kind} if isinstance(kind, str) else set(kind)
    return found


def _named(reference: str) -> Json:
    found: Json = definitions().get(unquote(reference.removeprefix("#/definitions/")), {})
    return found


def faults_of_arguments(schema: str, arguments: Json) -> tuple[list[str], list[str]]:
    """Say what is wrong with the blocks of a call, and with its other arguments.

    Blocks are held to their own kind's shape, which is told at once, and so the whole is judged without them.
    """
    view = arguments.get("view")
    if isinstance(view, dict):
        faults = faults_of_block_shapes(view.get("blocks"))
        return faults, faults_of_shape(schema, arguments | {"view": _without_blocks(view)})
    faults = faults_of_block_shapes(arguments.get("blocks"))
    return faults, faults_of_shape(schema, _without_blocks(arguments))


def _without_blocks(given: Json) -> Json:
    stands_in = [{"type": "divider"}]
    return given | {"blocks": stands_in} if isinstance(given.get("blocks"), list) else given
