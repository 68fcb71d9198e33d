"""The repository of ideas: all its parts on one connection."""

from communitybot.storage.ideas_backing import BackingRows
from communitybot.storage.ideas_lists import ListedRows
from communitybot.storage.ideas_search import SearchedIdeas
from communitybot.storage.ideas_settings import IdeaSettingsRows
from communitybot.storage.ideas_store import IdeaRows


class StoredIdeas(IdeaRows, ListedRows, SearchedIdeas, BackingRows, IdeaSettingsRows):
    """All about ideas, in tables; satisfies `communitybot.ideas.repository.IdeaRepository`."""
