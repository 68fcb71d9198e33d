"""Which links that people say lead to no resource, and what one is called whose page was not looked at."""

import re
from urllib.parse import unquote, urlsplit

from communitybot.conversation.visible import one_line
from communitybot.resources.addresses import Address
from communitybot.resources.canonical import words

_PASSING = words(
    """
    tenor.com giphy.com gph.is discord.com discord.gg discordapp.com discordapp.net discord.new slack.com
    zoom.us zoom.com meet.google.com teams.microsoft.com teams.live.com webex.com whereby.com
    jitsi.org meet.jit.si calendly.com doodle.com when2meet.com maps.app.goo.gl waze.com
    """
)
"""Moving pictures, meetings, other messages, ways to a place: nobody looks for them next month."""
_BETWEEN = re.compile(r"[-_+.\s]+")
_ENDING = re.compile(r"\.(?:html?|php|aspx?|pdf|docx?|pptx?)$", re.IGNORECASE)
LETTERS = 4  # fewer in a row are no word anybody would know


def is_passing(address: Address) -> bool:
    """Whether a link leads to a moving picture, a meeting or the like."""
    host = address.site.lower()
    return any(host == each or host.endswith(f".{each}") for each in _PASSING)


def named_by(address: str) -> str:
    """What an address alone says of its page: "exit tickets (edutopia.org)"; nothing without one."""
    split = urlsplit(address)
    site = (split.hostname or "").removeprefix("www.")
    parts = [part for part in split.path.split("/") if part]
    last = one_line(_BETWEEN.sub(" ", _ENDING.sub("", unquote(parts[-1])))) if parts else ""
    told = last if re.search(rf"[^\W\d_]{{{LETTERS}}}", last) and " " in last else ""
    return f"{told} ({site})" if told else site
