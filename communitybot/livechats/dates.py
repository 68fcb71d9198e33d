"""What a chat takes over from its date in the calendar."""

from dataclasses import replace

from communitybot.livechats.calendar import Dated
from communitybot.livechats.model.chat import Chat


def as_dated(chat: Chat, dated: Dated) -> Chat:
    """The chat with what its date says now; the first of its hosts who is a member has the chair."""
    chair = next((host.person for host in dated.hosts if host.person is not None), chat.created_by)
    return replace(
        chat,
        event=dated.event,
        original=dated.original,
        title=dated.title,
        hashtag=dated.hashtag,
        hosts=dated.hosts,
        zone=dated.zone,
        start=dated.start,
        end=dated.end,
        chair=chair,
    )
