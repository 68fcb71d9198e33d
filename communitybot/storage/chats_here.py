"""What every statement about a live chat stands on: that the chat is the community's."""

from datetime import datetime

from sqlalchemy import ColumnElement, Table, case, literal

from communitybot.storage import threads_here
from communitybot.storage.tables.chats import chat_talks
from communitybot.storage.threads_here import new

__all__ = ["earlier", "here", "later", "mine", "new"]


def here(table: Table, community: str, chat: str) -> ColumnElement[bool]:
    """The condition that a row hangs on this chat of this community; on another's chat nothing does."""
    return threads_here.here(chat_talks, table, community, chat)


def mine(community: str, chat: str) -> ColumnElement[bool]:
    """The condition that a chat is the community's."""
    return threads_here.mine(chat_talks, community, chat)


def earlier(column: ColumnElement[datetime], at: datetime) -> ColumnElement[datetime]:
    """The earlier of two moments; nothing when the column has none."""
    return case((column > at, literal(at, column.type)), else_=column)


def later(column: ColumnElement[datetime], at: datetime) -> ColumnElement[datetime]:
    return case((column < at, literal(at, column.type)), else_=column)
