"""What fits everywhere: one table, the narrowest doorway of each platform, with the source of each number.

Sources are the platforms' own references, as of November 2026: Discord's developer documentation
(resources/message, components/reference, interactions/application-commands) and Slack's Block Kit
reference (blocks, block-elements, composition objects, views). A number marked *ours* is a margin we chose.
"""

import re
import unicodedata

HEADING = 150  # Slack header block: 150 characters; Discord's text display has no own limit
PARAGRAPH = 2_900  # Slack section text: 3,000; ours: 100 spare for a prefix such as a quote mark
MESSAGE_TEXT = 3_800  # Discord Components V2: 4,000 displayed characters a message; ours: 200 spare
FIELDS = 10  # Slack section fields: 10
FIELD_NAME = 80  # ours: a name is a label, not a sentence
FIELD_VALUE = 1_000  # Discord embed field value: 1,024; Slack section field: 2,000
BULLETS = 25  # ours: a longer list is paged
BLOCKS = 20  # Discord: 40 components in all, nested ones counted; Slack: 50 blocks
CONTROLS = 5  # Discord action row: 5 buttons (a select takes a row of its own)
CONTROL_ROWS = 4  # Discord: 40 components in all
BUTTON_LABEL = 75  # Slack button text: 75; Discord: 80
ACTION_TOKEN = 100  # Discord custom_id: 100; Slack action value: 2,000
URL = 512  # Discord link button: 512; Slack: 3,000
OPTIONS = 25  # Discord select: 25; Slack: 100
OPTION_LABEL = 75  # Slack option text: 75; Discord: 100
OPTION_VALUE = 75  # Slack option value: 75 (150 since 2025); Discord: 100
PLACEHOLDER = 150  # Slack and Discord: 150
FORM_TITLE = 24  # Slack modal title: 24; Discord: 45
FORM_FIELDS = 15  # ours: Discord shows five at a time, so three steps
FORM_LABEL = 45  # Discord modal label: 45; Slack: 2,000
FORM_HINT = 100  # Discord label description: 100; Slack hint: 2,000
FORM_INTRO = 1_000  # ours: a sentence or two over the questions; Slack section text: 3,000
FIELD_ID = 64  # ours; Discord custom_id: 100, Slack action_id: 255
FORM_TEXT = 3_000  # Slack plain-text input: 3,000; Discord: 4,000
COMMAND_NAME = 32  # Discord: 32 a level; Slack: 32 with the slash
COMMAND_DESCRIPTION = 100  # Discord: 100; Slack: 2,000
SUGGESTIONS = 25  # Discord autocomplete: 25
VIDEO_TEXT = 1_800  # Discord content without Components V2: 2,000 characters; ours: 200 spare
FILES = 10  # Discord and Slack: 10 a message
FILE_BYTES = 8 * 1024 * 1024  # Discord: 10 MiB by default; ours: 2 MiB spare for the request around it
FILE_NAME = 100  # ours
ALT_TEXT = 1_000  # Slack alt_txt: 1,000; Discord attachment and media description: 1,024
TYPED_TEXT = 3_000  # Slack sends long command text cut at about 3,000; Discord string option: 6,000

# A line may begin with a mark of ours (a quote's, small print's: three characters) and a backslash.
_MORE = {"&": 4, "<": 3, ">": 3, "\n": 4, "\r": 4} | dict.fromkeys("\\*_~`|[]()#-:@", 1)
_COSTLY = re.compile("[" + re.escape("".join(_MORE)) + "\U00010000-\U0010ffff]")


def weight(text: str) -> int:
    """Return the length of a literal text after the costliest platform's escaping.

    Slack writes `&`, `<` and `>` as entities (five and four characters), and a zero-width space behind
    mark-up characters; Discord puts a backslash before them. Astral characters count twice, since Discord and
    Slack count UTF-16 units. A line break counts for the mark its line may begin with.
    """
    return len(text) + sum([_MORE.get(letter, 1) for letter in _COSTLY.findall(text)])


def shorten(text: str, most: int, more: str = "…") -> str:
    """Cut a text to a weight of at most `most`, visibly: at a word where there is one, ending in `more`.

    Never cuts inside a joined character (a combining mark, a variation selector, a joiner sequence).
    """
    if weight(text) <= most:
        return text
    room = most - weight(more)
    used = 0
    end = 0
    for index, letter in enumerate(text):
        used += weight(letter)
        if used > room:
            break
        end = index + 1
    while 0 < end < len(text) and (_joins(text[end]) or _joins_next(text[end - 1])):
        end -= 1
    kept = text[:end].rstrip()
    space = kept.rfind(" ")
    if space > len(kept) * 2 // 3:
        kept = kept[:space]
    return kept + more


def _joins(letter: str) -> bool:
    return unicodedata.combining(letter) != 0 or letter in "\u200d\ufe0e\ufe0f" or "🏻" <= letter <= "🏿"


def _joins_next(letter: str) -> bool:
    return letter == "\u200d"


def one_line(text: str, most: int) -> str:
    """Fold white space and control characters into single spaces; shorten visibly to a weight of `most`."""
    plain = text
    if not text.isprintable():  # most titles are
        plain = "".join(letter if letter.isprintable() or letter.isspace() else " " for letter in text)
    return shorten(" ".join(plain.split()), most)
