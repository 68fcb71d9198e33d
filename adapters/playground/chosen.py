"""A message somebody chose, as the bot is told of it: its words, and who said them."""

from adapters.playground import cast
from adapters.playground.platform import reference
from adapters.playground.records import Said
from communitybot.conversation.frozen import thaw
from communitybot.conversation.inbound import Chosen
from communitybot.conversation.plain import plain
from communitybot.conversation.visible import visible


def chosen(said: Said) -> Chosen:
    """The message with its words; the bot's own as they read without their controls."""
    author = cast.member(said.author) if said.author else None
    words = plain(thaw(said.body), zone="UTC", now=said.at) if said.body is not None else said.words
    return Chosen(
        ref=reference(said),
        text=visible(words or ""),
        account=author.address if author else None,
        name=author.name if author else cast.BOT_NAME,
    )
