"""The words people read about events, as frozen messages; drawn from data, never from memory."""

from communitybot.events.cards.asking import cancel_question, change_card, changed_card, was_cancelled
from communitybot.events.cards.attendance import attendance_card, corrected_card, here_card
from communitybot.events.cards.event import event_card, new_event_card, own_card
from communitybot.events.cards.lists import list_card
from communitybot.events.cards.preview import preview_card
from communitybot.events.cards.reminders import cancelled_card, moved_card, place_freed_card, reminder_card

__all__ = [
    "attendance_card",
    "cancel_question",
    "cancelled_card",
    "change_card",
    "changed_card",
    "corrected_card",
    "event_card",
    "here_card",
    "list_card",
    "moved_card",
    "new_event_card",
    "own_card",
    "place_freed_card",
    "preview_card",
    "reminder_card",
    "was_cancelled",
]
