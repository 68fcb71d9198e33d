"""Briefs, voices, answers and outcomes, in tables."""

from communitybot.storage.ideas_briefs_kept import BriefRows
from communitybot.storage.ideas_outcomes import OutcomeRows
from communitybot.storage.ideas_voices import VoiceRows


class StoredBriefs(BriefRows, VoiceRows, OutcomeRows):
    """Everything between ideas and those who decide, inside one unit of work."""
