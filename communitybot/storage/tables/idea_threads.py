"""What is said about ideas, and the threads it is said and shown in."""

from communitybot.storage.tables.ideas import ideas
from communitybot.storage.tables.talks import talk_tables

idea_talks = talk_tables("idea", ideas)
"""An idea's `lines` is the number of the last line of its log."""
