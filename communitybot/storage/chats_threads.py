"""The threads of live chats, and which of them are listened to."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import and_, or_, select

from communitybot.livechats.model.chat import Chat, Stage
from communitybot.storage import chats_rows as rows
from communitybot.storage import threads_open
from communitybot.storage.tables.chats import chat_talks, chats
from communitybot.storage.threads_rows import thread_of
from communitybot.threads.log import Thread

_T, _C = chat_talks.threads.c, chats.c


class ThreadRows(threads_open.ThreadRows):
    """The threads of every chat."""

    tables = chat_talks

    async def listened(self, platform: str, since: datetime) -> Sequence[tuple[Thread, Chat]]:
        there = _T.place.startswith(f"{platform}:", autoescape=True)
        heard = and_(
            _C.stage == Stage.OVER.value, _C.ended.op("+", return_type=_C.ended.type)(_C.late) > since
        )
        asked = (
            select(chat_talks.threads, *(column.label(f"chat_{column.name}") for column in _C))
            .join_from(chats, chat_talks.threads, _C.id == _T.chat)
            .where(or_(_C.stage == Stage.LIVE.value, heard), there)
            .order_by(_C.start, _C.id, _T.room)
        )
        found = (await self._connection.execute(asked)).mappings().all()
        chats_there = [
            rows.chat_of({column.name: row[f"chat_{column.name}"] for column in _C}) for row in found
        ]
        return [
            (thread_of({**row, "community": chat.community}, "chat"), chat)
            for row, chat in zip(found, chats_there, strict=True)
        ]
