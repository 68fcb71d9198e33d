"""What is said where a consultation is open: people's words."""

from enum import StrEnum

from communitybot.threads.log import SAID


class Kind(StrEnum):
    """What a line is."""

    SAID = SAID
