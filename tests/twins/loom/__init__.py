"""A stand-in for Slack on 127.0.0.1, against which the unmodified slack-bolt and slack-sdk run."""

from twins.loom.doing import Doing, Nothing, Reaction
from twins.loom.ledger import Seen, SeenView
from twins.loom.people import Person, Room
from twins.loom.twin import Twin

__all__ = ["Doing", "Nothing", "Person", "Reaction", "Room", "Seen", "SeenView", "Twin"]
