"""Bytes of a file as text, in the encoding it says it is in, among those that are only encodings."""

import codecs
import re

LOOKED_AT = 2_048  # bytes in which a page names its encoding
_NAMED = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# Python's registry also holds compressions and escapes, some of them slow: only these are asked of it.
_KNOWN = re.compile(
    r"utf-?8|us-?ascii|latin-?1|iso-?8859-\d{1,2}|windows-\d{3,4}|cp\d{3,4}|koi8-[rut]|mac-?roman|macintosh"
    r"|gb2312|gbk|gb18030|big5(?:-?hkscs)?|euc-(?:jp|kr)|shift[_-]jis|iso-2022-jp|tis-620|utf-16(?:-?[bl]e)?",
    re.IGNORECASE,
)


def decoded(content: bytes) -> str:
    """The text of a file: by its mark, by what it says, as UTF-8, else as Windows writes English.

    Nothing is refused: a byte that is no letter becomes a sign that says so.
    """
    for mark, name in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(name, errors="replace")
    for name in ("utf-8", *_said(content)):
        try:
            return content.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode(next(iter(_said(content)), "cp1252"), errors="replace")


def _said(content: bytes) -> tuple[str, ...]:
    found = _NAMED.search(content[:LOOKED_AT])
    name = found[1].decode("ascii") if found else ""
    if not _KNOWN.fullmatch(name):
        return ()
    try:
        return (codecs.lookup(name).name,)
    except LookupError:
        return ()
