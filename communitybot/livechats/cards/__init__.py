"""The words people read about live chats, as frozen messages; drawn from data, never from memory."""

from communitybot.livechats.cards.lines import line_card
from communitybot.livechats.cards.opening import opening_card

__all__ = ["line_card", "opening_card"]
