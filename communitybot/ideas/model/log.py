"""What is said where an idea is discussed: people's words, and news the bot tells."""

from enum import StrEnum

from communitybot.threads.log import SAID


class Kind(StrEnum):
    """What a line is."""

    SAID = SAID
    NEWS = "news"  # its text is one plain sentence
    LEADS = "leads"  # its text is the id of another idea, a blank, and such a sentence
