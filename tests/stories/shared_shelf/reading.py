"""What somebody reads of resources, and where they read it."""

from tests.stories.teach_to_lead.reading import tells

BUTTONS = {"Save", "I tried it", "Report", "More"}


def cards(guest, title):
    """The cards of a resource in the rooms of somebody's platform."""
    return [each for each in guest.room() if title in each.words and set(each.labels) >= BUTTONS]


__all__ = ["cards", "tells"]
