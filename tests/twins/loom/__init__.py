"""A stand-in for Slack on 127.0.0.1, against which the unmodified slack-bolt and slack-sdk run."""

from twins.loom.doing import Doing, Nothing, Reaction
from twins.loom.ledger import Seen, SeenView
from twins.loom.people import Person, Room
from twins.loom.rules.manifest import check_manifest
from twins.loom.rules.schema import definitions
from twins.loom.twin import Twin

HAS_SCHEMA = bool(definitions())

__all__ = [
    "HAS_SCHEMA",
    "Doing",
    "Nothing",
    "Person",
    "Reaction",
    "Room",
    "Seen",
    "SeenView",
    "Twin",
    "check_manifest",
]
