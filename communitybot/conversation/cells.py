"""Words in cells of a table, in which a spreadsheet finds nothing to carry out."""

Cell = str | int | None

# What spreadsheets take for the beginning of a formula, also full-width; and what they skip before it.
_TRIGGERS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_SKIPPED = " \t\r\n\x00\xa0\u3000\ufeff\u200b'\""


def safe_cell(value: Cell) -> str:
    """A value as a cell: line breaks become a slash, and what may be read as a formula gets an apostrophe."""
    if not isinstance(value, str):
        return "" if value is None else str(value)
    text = " / ".join(line.strip() for line in value.replace("\x00", "").splitlines() if line.strip())
    return f"'{text}" if text.lstrip(_SKIPPED).startswith(_TRIGGERS) else text
