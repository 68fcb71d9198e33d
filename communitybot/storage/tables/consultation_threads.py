"""What is said about consultations, and the threads it is said and shown in."""

from communitybot.storage.tables.consultations import consultations
from communitybot.storage.tables.talks import talk_tables

consultation_talks = talk_tables("consultation", consultations)
"""A consultation's `lines` is the number of the last line of its log."""
