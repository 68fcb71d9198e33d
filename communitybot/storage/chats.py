"""The repository of live chats: all its parts on one connection."""

from communitybot.storage.chats_log import LogRows
from communitybot.storage.chats_part import PartRows
from communitybot.storage.chats_search import SearchedRows
from communitybot.storage.chats_store import ChatRows
from communitybot.storage.chats_threads import ThreadRows
from communitybot.storage.chats_wondering import WonderingRows


class StoredChats(ChatRows, LogRows, ThreadRows, PartRows, WonderingRows, SearchedRows):
    """All about live chats, in tables; satisfies `communitybot.livechats.repository.ChatRepository`."""
