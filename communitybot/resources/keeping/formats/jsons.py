"""A library as JSON, in a shape that is promised."""

import json

from communitybot.resources.keeping.formats.plain import fields_of
from communitybot.resources.keeping.formats.writing import About, Growing
from communitybot.resources.model.resource import Resource

FORMAT = "communitybot-resources"
VERSION = 1
"""Rises when a field changes its meaning or goes; new fields may come at any time."""

_write = json.JSONEncoder(ensure_ascii=False, separators=(",", ": ")).encode


class Json(Growing):
    """An object with a list of resources, one a line."""

    ending, mime = "json", "application/json"

    def __init__(self, about: About) -> None:
        super().__init__(about)
        self._first = True
        head = {
            "format": FORMAT,
            "version": VERSION,
            "community": about.community,
            "narrowed": about.narrowed or None,
            "part": about.part,
        }
        self._say(f'{_write(head)[:-1]},"resources": [')

    def add(self, resource: Resource) -> bool:
        told = fields_of(resource) | {"picture": resource.picture, "picture_shows": resource.shows}
        self._say(f"{'' if self._first else ','}\n{_write(told)}")
        self._first = False
        return True

    def ended(self, *, more: bool) -> bytes:
        self._say(f'\n],"more": {"true" if more else "false"}}}\n')
        return super().ended(more=more)
