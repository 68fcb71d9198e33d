"""An archive for programs: JSON, with the same words and the same names as the page."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from communitybot.livechats.archive.page import ArchivePage, Said, Section

VERSION = 1  # rises when something is named or meant otherwise


def as_json(page: ArchivePage) -> str:
    told = {
        "format": "communitybot live chat archive",
        "version": VERSION,
        "title": page.title,
        "hashtag": page.hashtag,
        "community": page.community,
        "start": _moment(page.start),
        "end": _moment(page.end),
        "zone": page.zone,
        "hosts": page.hosts,
        "guest": page.guest,
        "numbers": {
            "people": page.numbers.people,
            "messages": page.numbers.messages,
            "answers": page.numbers.answers,
            "questions": page.numbers.questions,
            "minutes": page.numbers.minutes,
            "platforms": page.numbers.platforms,
        },
        "sections": [_section(each) for each in page.sections],
        "links": [
            {"url": link.url, "shared_by": link.by, "sections": [name for _, name in link.places]}
            for link in page.links
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _section(section: Section) -> Mapping[str, Any]:
    return {
        "label": section.label,
        "title": section.title,
        "question": section.number or None,
        "asked": _moment(section.asked) if section.asked else None,
        "asked_by": section.by or None,
        "gaps": section.gaps,
        "said": [_said(each) for each in section.said],
    }


def _said(said: Said) -> Mapping[str, Any]:
    return {
        "line": said.number,
        "author": said.author,
        "host": said.host,
        "at": _moment(said.at),
        "text": said.text,
        "attached": said.shown,
        "to": said.to or None,
        "late": said.late,
        "edited": said.edited,
        "moved": said.moved,
        "reactions": said.liked,
        "replies": [_said(each) for each in said.replies],
    }


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
