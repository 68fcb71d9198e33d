"""What a chat takes over from its date in the calendar."""

from dataclasses import replace

from communitybot.livechats.calendar import Dated
from communitybot.livechats.model.chat import Chat


def as_dated(chat: Chat, dated: Dated) -> Chat:
    """The chat with what its date says now; the first of its hosts who is a member has the chair.

    Whoever took it keeps it as long as the hosts are the same.
    """
    chair = next((host.person for host in dated.hosts if host.person is not None), chat.created_by)
    if chat.chair is not None and dated.hosts == chat.hosts:
        chair = chat.chair
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
