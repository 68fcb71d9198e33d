"""Words in Markdown, in which nobody's words can be anything but words."""

import re

_MARKS = re.compile(r"[\\`*_\[\]<>|~&!#$@]")
_FIRST = re.compile(r"^(\d*)([-+=.):])")  # a bullet, a numbered line, an underline of a heading
_BARE = re.compile(r"(?<=:)(?=//)|(?<=www)(?=\.)", re.IGNORECASE)  # what some readers make a link of


def literal(text: str) -> str:
    """Words in one line that mean nothing to Markdown."""
    line = _MARKS.sub(r"\\\g<0>", " ".join(text.split()))
    line = _BARE.sub(r"\\", line)
    return _FIRST.sub(r"\1\\\2", line)
