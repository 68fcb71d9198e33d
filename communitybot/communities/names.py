"""Names as people may write them: made harmless to show beside other words, and folded to be found."""

import unicodedata

MOST = 80  # ours: longer than any name platforms show in one line
JOINERS = "\u200c\u200d"  # zero width non-joiner, zero width joiner
SKIN_TONES = range(0x1F3FB, 0x1F400)
# Scripts in which a joiner changes the letters one sees: Arabic to Syriac, Indic, Thai to Tibetan, Mongolian.
JOINING = (range(0x0600, 0x0750), range(0x0900, 0x1000), range(0x1800, 0x18B0), range(0xFB50, 0xFE00))


def clean(text: str, otherwise: str, most: int = MOST) -> str:
    """Return a name that can stand in any line: normalised (NFC), of at most `most` characters.

    Control, direction and invisible characters and lone surrogates are dropped, except joiners inside
    emoji and in scripts that need them; runs of blanks become one space; a cut shows as an ellipsis.
    `otherwise` is given back when nothing to read is left.
    """
    letters = unicodedata.normalize("NFC", text[: most * 20])
    kept: list[str] = []
    for index, letter in enumerate(letters):
        if letter.isspace():
            kept.append(" ")
        elif letter in JOINERS:
            following = letters[index + 1 : index + 2]
            if kept and following and _joinable(kept[-1]) and _joinable(following):
                kept.append(letter)
        elif not unicodedata.category(letter).startswith("C"):
            kept.append(letter)
    name = unicodedata.normalize("NFC", " ".join("".join(kept).split()))
    if not any(unicodedata.category(letter)[0] in "LNPS" for letter in name):
        return otherwise
    return name if len(name) <= most else _cut(name, most)


def fold(text: str) -> str:
    """Return what a name is looked up by: no accents, no capitals, single spaces, no leading `#` or `@`."""
    short = text[:500]
    if short.isascii():  # nothing to take apart
        return " ".join(short.casefold().split()).lstrip("#@ ")
    bare = (letter for letter in unicodedata.normalize("NFKD", short) if not unicodedata.combining(letter))
    return unicodedata.normalize("NFKC", " ".join("".join(bare).casefold().split()).lstrip("#@ "))


def slug(name: str) -> str:
    """Return the part of a web address a name suggests: lower-case letters, digits, hyphens; at most 40."""
    letters = (letter if letter.isascii() and letter.isalnum() else "-" for letter in fold(name))
    words = [word for word in "".join(letters).split("-") if word]
    return "-".join(words)[:40].strip("-") or "community"


def _joinable(letter: str) -> bool:
    code = ord(letter)
    if code == 0xFE0F or code in SKIN_TONES or unicodedata.category(letter) == "So":
        return True
    return any(code in script for script in JOINING)


def _cut(name: str, most: int) -> str:
    end = most - 1
    while end > 0 and (_continues(name[end]) or name[end - 1] in JOINERS):
        end -= 1
    return (name[:end].rstrip() or name[: most - 1]) + "…"


def _continues(letter: str) -> bool:
    return letter in JOINERS or unicodedata.combining(letter) != 0 or ord(letter) in {0xFE0F, *SKIN_TONES}
