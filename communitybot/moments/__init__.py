"""Time as people say it, and what repeats: words in, exact moments out."""

from communitybot.moments.durations import read_duration, read_offsets
from communitybot.moments.notes import Note, NoteKind
from communitybot.moments.occurrences import dates, next_after
from communitybot.moments.read import Reading, read
from communitybot.moments.refusal import Unreadable
from communitybot.moments.repeat import Every, Repeat, ShortMonth
from communitybot.moments.repeat_words import read_repeat
from communitybot.moments.rrule_text import from_rrule
from communitybot.moments.wall import at, is_doubled, is_gap
from communitybot.moments.zones import label_of, suggest_zones, zone_named

__all__ = [
    "Every",
    "Note",
    "NoteKind",
    "Reading",
    "Repeat",
    "ShortMonth",
    "Unreadable",
    "at",
    "dates",
    "from_rrule",
    "is_doubled",
    "is_gap",
    "label_of",
    "next_after",
    "read",
    "read_duration",
    "read_offsets",
    "read_repeat",
    "suggest_zones",
    "zone_named",
]
