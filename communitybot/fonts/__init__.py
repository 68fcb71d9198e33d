"""The letters that travel with the program: DejaVu Sans, regular and bold, cut to what our readers write."""

from pathlib import Path

# DejaVu 2.37, its licence beside it. Made with fontTools' pyftsubset: Latin with its extensions, Greek,
# Cyrillic, combining marks, punctuation, currencies, arrows, a few signs; no hinting, and of the layout
# features only those that place marks, so that letters are drawn exactly as wide as they are measured.
REGULAR = Path(__file__).with_name("DejaVuSans.ttf")
BOLD = Path(__file__).with_name("DejaVuSans-Bold.ttf")
FAMILY = "DejaVu Sans"

__all__ = ["BOLD", "FAMILY", "REGULAR"]
