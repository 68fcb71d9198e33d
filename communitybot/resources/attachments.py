"""Which files can be kept with a resource: plain kinds of a bounded size, under a clean name."""

import re

from communitybot.communities.names import clean
from communitybot.conversation.message import File
from communitybot.errors import Misread

FILE_MOST = 4 * 1024 * 1024
NAME_MOST = 80
KEPT_AS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "epub": "application/epub+zip",
    "txt": "text/plain",
    "md": "text/markdown",
    "csv": "text/csv",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
}
"""What can be kept, by the end of its name; nothing a reader's machine would run."""

_BEGINS = {
    "pdf": (b"%PDF-",),
    "png": (b"\x89PNG",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "gif": (b"GIF8",),
    **dict.fromkeys(("docx", "pptx", "xlsx", "odt", "odp", "ods", "epub"), (b"PK",)),
}
_UNSAFE = re.compile(r"[^\w .,()'&+-]+")


def read_file(given: File) -> File:
    """The file as it is kept, under a clean name.

    Raises:
        Misread: when it is too large, or of a kind that is not kept.
    """
    name = clean(given.name.replace("\\", "/").rpartition("/")[2], "", NAME_MOST * 2)
    stem, _, ending = name.rpartition(".")
    ending = ending.casefold()
    if ending not in KEPT_AS:
        raise Misread(
            "I keep documents and pictures: PDF, Word, PowerPoint, Excel, OpenDocument, EPUB, text, CSV, "
            "PNG, JPEG and GIF. For anything else, share a link to it.",
            understood=name[:60] or None,
            field="file",
        )
    if len(given.content) > FILE_MOST:
        size = FILE_MOST // (1024 * 1024)
        raise Misread(
            f"I keep files of up to {size} MB; this one is larger. Share a link to it.", field="file"
        )
    if not given.content or not _is(ending, given.content):
        raise Misread(
            f"This file is named .{ending}, but it is not one inside. Please look at it once more.",
            field="file",
        )
    safe = " ".join(_UNSAFE.sub(" ", stem).split()).strip(" .")[:NAME_MOST] or "file"
    return File(f"{safe}.{ending}", KEPT_AS[ending], given.content)


def title_from(name: str) -> str:
    """What a file may be called until somebody says otherwise: its name in words."""
    return " ".join(name.rpartition(".")[0].replace("_", " ").split())


def _is(ending: str, content: bytes) -> bool:
    if begins := _BEGINS.get(ending):
        return content.startswith(begins)
    return b"\x00" not in content[:4096]
