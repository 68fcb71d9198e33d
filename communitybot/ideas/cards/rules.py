"""The rules of ideas, in the same words wherever they are shown."""

from communitybot.conversation.text import Strong, Text, say

RULES = (
    "no party politics, no adverts, no personal data, nothing that tells who a student is. "
    "Views are not judged."
)
REASONS = "Such as: it names a student; it advertises something. Never because of a view"
"""A hint beside the reason a moderator gives."""


def rules_text() -> Text:
    return say(Strong("The rules"), f": {RULES}")
