"""The live chats themselves, in tables: each is read and written whole."""

from collections.abc import Sequence

from sqlalchemy import and_, case, delete, insert, select, true, update
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.communities.names import fold
from communitybot.livechats.model.chat import Chat, Stage
from communitybot.storage import chats_rows as rows
from communitybot.storage.chats_here import mine
from communitybot.storage.tables.chats import chats
from communitybot.storage.words import words_in

PAST = (Stage.OVER.value, Stage.CANCELLED.value)
NEVER_SAVED = {"id", "community", "lines", "revision", "created_at"}

_C = chats.c


class ChatRows:
    """The chats of every community."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, chat: Chat) -> None:
        await self._connection.execute(insert(chats), rows.chat_values(chat))

    async def save(self, chat: Chat) -> None:
        held = {name: value for name, value in rows.chat_values(chat).items() if name not in NEVER_SAVED}
        higher = case((_C.revision > chat.revision, _C.revision), else_=chat.revision)
        changed = update(chats).where(mine(chat.community, chat.id)).values(**held, revision=higher)
        await self._connection.execute(changed)

    async def delete(self, community: str, chat: str) -> None:
        await self._connection.execute(delete(chats).where(mine(community, chat)))

    async def get(self, community: str, chat: str, *, hold: bool = False) -> Chat | None:
        asked = select(chats).where(mine(community, chat))
        found = await self._connection.execute(asked.with_for_update() if hold else asked)
        row = found.mappings().first()
        return rows.chat_of(row) if row else None

    async def addressed(self, chat: str) -> Chat | None:
        row = (await self._connection.execute(select(chats).where(_C.id == chat))).mappings().first()
        return rows.chat_of(row) if row else None

    async def of_event(self, community: str, event: str) -> Sequence[Chat]:
        asked = select(chats).where(_C.community == community, _C.event == event).order_by(_C.start, _C.id)
        return [rows.chat_of(row) for row in (await self._connection.execute(asked)).mappings()]

    async def at_stage(
        self, community: str, stages: Sequence[Stage], *, limit: int, offset: int = 0
    ) -> Sequence[Chat]:
        past = _C.stage.in_(PAST)
        asked = (
            select(chats)
            .where(_C.community == community, _C.stage.in_([stage.value for stage in stages]))
            .order_by(case((past, 1), else_=0), case((past, None), else_=_C.start), _C.start.desc(), _C.id)
        )
        found = await self._connection.execute(asked.limit(limit).offset(offset))
        return [rows.chat_of(row) for row in found.mappings()]

    async def named(self, community: str, text: str, *, limit: int) -> Sequence[Chat]:
        words = words_in(fold(text))
        if text.strip() and not words:
            return []
        called = and_(true(), *(_C.folded.contains(f" {word}", autoescape=True) for word in words))
        posted = and_(_C.community == community, _C.stage != Stage.DRAFT.value)
        asked = select(chats).where(posted, called).order_by(_C.start.desc(), _C.id).limit(limit)
        return [rows.chat_of(row) for row in (await self._connection.execute(asked)).mappings()]
