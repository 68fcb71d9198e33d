"""Paper with words on it: a PDF whose parts are tagged, so that a screen reader knows what they are."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from fpdf import FPDF, ViewerPreferences
from fpdf.fonts import TTFFont

from communitybot.fonts import BOLD, FAMILY, REGULAR
from communitybot.fonts.face import regular

MARGIN = 20.0  # millimetres
LEADING = 0.50  # millimetres of a line for each point of its size
UNKNOWN = "\u25a1"  # a square where a letter has no shape here


class Paper(FPDF):
    """Sheets of A4 or Letter that are filled from above; the same words give the same bytes.

    What would stand on more than `sheets` of them is left away: it does not fit, however much it is.
    """

    def __init__(self, *, letter: bool, sheets: int | None = None) -> None:
        super().__init__(format="letter" if letter else "A4")
        self.set_margin(MARGIN)
        self.set_auto_page_break(auto=False)
        self.add_font(FAMILY, "", REGULAR)
        self.add_font(FAMILY, "B", BOLD)
        self.set_lang("en")
        self.set_creator("Community Bot")
        self.set_producer("Community Bot")
        self.set_display_mode("default")
        self.viewer_preferences = ViewerPreferences(display_doc_title=True)
        self.lacking = False
        self._sheets = sheets
        self.add_page()

    def dated(self, moment: datetime) -> None:
        """When it says it was made: what is the same is made at the same time."""
        self.set_creation_date(moment.astimezone(UTC))

    def let_go(self) -> None:
        """Close the files of its letters; nothing can be put on it any more."""
        for font in self.fonts.values():
            if isinstance(font, TTFFont):
                font.close()

    def put(self, kind: str, text: str, size: float, *, bold: bool = False, indent: float = 0.0) -> None:
        """Put words under what stands there, on the next sheet where this one is full.

        `kind` is what a screen reader is told: `H1`, `H2`, `P`, `BlockQuote`.
        """
        if self._sheets is not None and self.page > self._sheets:
            return
        self.set_font(FAMILY, "B" if bold else "", size)
        height = size * LEADING
        lines = self._broken(self.settable(text), indent)
        least = 3 if kind.startswith("H") else 1  # a heading does not stand alone at the foot of a sheet
        if self._room(height) < min(len(lines) + least - 1, 4):
            self.add_page()
        while lines:
            now, lines = lines[: self._room(height)], lines[self._room(height) :]
            with self._tagged(kind):
                for line in now:
                    self.set_x(self.l_margin + indent)
                    self.cell(0, height, line, new_x="LMARGIN", new_y="NEXT")
            if lines:
                self.add_page()

    def space(self, height: float) -> None:
        """Leave a little room, but not at the head of a sheet."""
        if self.y > self.t_margin:
            self.y += height

    def rule(self) -> None:
        """A line across, which is only to be seen."""
        with self._artifact():
            self.set_line_width(0.3)
            self.line(self.l_margin, self.y, self.w - self.r_margin, self.y)

    def settable(self, text: str) -> str:
        """The text with a square for each letter that has no shape here."""
        face = regular()
        fit = "".join(letter if letter == "\n" or face.has(letter) else UNKNOWN for letter in text)
        self.lacking = self.lacking or fit != text
        return fit

    def _broken(self, text: str, indent: float) -> list[str]:
        found: Any = self.multi_cell(self.epw - indent, 1, text, align="L", dry_run=True, output="LINES")
        return list(found)

    def _room(self, height: float) -> int:
        return max(int((self.h - self.b_margin - self.y) / height), 0)

    @contextmanager
    def _tagged(self, kind: str) -> Iterator[None]:
        mcid = self.struct_builder.next_mcid_for_page(self.page)
        self._add_marked_content(struct_type=f"/{kind}", mcid=mcid)
        self._out(f"/{kind} <</MCID {mcid}>> BDC")
        yield
        self._out("EMC")

    @contextmanager
    def _artifact(self) -> Iterator[None]:
        self._out("/Artifact BMC")
        yield
        self._out("EMC")
