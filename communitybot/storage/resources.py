"""The repository of resources: all its parts on one connection."""

from communitybot.storage.resources_lists import ListedResources
from communitybot.storage.resources_notes import NoteRows
from communitybot.storage.resources_settings import ResourceSettingsRows
from communitybot.storage.resources_store import ResourceRows


class StoredResources(ResourceRows, ListedResources, NoteRows, ResourceSettingsRows):
    """All about resources, in tables; satisfies `communitybot.resources.repository.ResourceRepository`."""
