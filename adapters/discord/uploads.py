"""A request with files, as the parts of its form."""

import json as jsonlib
from collections.abc import Mapping, Sequence
from typing import Any

from communitybot.conversation.message import File

Json = dict[str, Any]


def form_of(json: Any, files: Sequence[File]) -> list[Json]:
    parts: list[Json] = [
        {"name": "payload_json", "value": jsonlib.dumps(json), "content_type": "application/json"}
    ]
    named = [each["filename"] for each in _attached(json)]
    for index, file in enumerate(files):
        parts.append(
            {
                "name": f"files[{index}]",
                "value": file.content,
                "filename": named[index],
                "content_type": file.mime,
            }
        )
    return parts


def _attached(json: Mapping[str, Any]) -> Any:
    return json.get("attachments") or json["data"]["attachments"]
