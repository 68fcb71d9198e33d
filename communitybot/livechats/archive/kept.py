"""All that an archive is made of, as it is kept; what of it is shown is decided while a page is built."""

from dataclasses import dataclass

from communitybot.livechats.model.chat import Chat, Showing
from communitybot.threads.log import Gap, Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What stands around the lines, and changes when an archive does.

    The chat counts its lines, and a revision for each that was changed, so equal frames have equal lines.
    `showings` and `reactions` are pairs, sorted; `names` are what people were called as they came.
    """

    chat: Chat
    community: str
    slug: str = ""
    platforms: tuple[str, ...] = ()
    showings: tuple[tuple[str, Showing], ...] = ()
    reactions: tuple[tuple[int, int], ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A frame and its lines, in order, those of the bot and the removed ones too."""

    frame: Frame
    lines: tuple[Line, ...]
