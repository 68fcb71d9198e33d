"""What the building of an archive leaves for the next time: of thousands of lines few change at once."""

import sys
from collections.abc import Iterable, Mapping

from communitybot.conversation.visible import visible
from communitybot.livechats.archive.kept import Frame, Kept
from communitybot.livechats.archive.page import Said
from communitybot.livechats.archive.veiling import Names, Quotes, has_signs, words_of
from communitybot.threads.log import Line
from communitybot.threads.repository import KnownLines


class Spoken:
    """The words of one line, what stands in them, and what was shown of it last.

    `naming` and `quoting` say that they may hold a name, or words that somebody else may have said first.
    """

    __slots__ = ("_made", "_of", "_veiled", "line", "naming", "quoting", "signs", "text", "words")

    def __init__(self, line: Line, names: Names, quotes: Quotes) -> None:
        self.line = line
        self.text = visible(line.text).strip()
        self.words = tuple(map(sys.intern, words_of(self.text)))  # a chat has few different ones
        self.signs = has_signs(self.text)
        self.naming = names.among(self.text, self.words)
        self.quoting = quotes.may_know(self.words)
        self._veiled: tuple[str, str] | None = None
        self._of: tuple[object, ...] | None = None
        self._made: Said | None = None

    def look_for(self, names: Names) -> None:
        """Look for other names than before."""
        self.naming = names.among(self.text, self.words)
        self._veiled = None

    def veiled(self, text: str, names: Names) -> str:
        """What is left of its text, without the names it was searched for."""
        if self._veiled is None or self._veiled[0] != text:
            self._veiled = (text, names.veiled(text))
        return self._veiled[1]

    def before(self, of: tuple[object, ...]) -> Said | None:
        """What was shown of it, if that was made of the same."""
        return self._made if self._of == of else None

    def keep(self, of: tuple[object, ...], made: Said) -> None:
        """Remember what is shown of it now, and all it was made of beside the line."""
        self._of, self._made = of, made


class Parts:
    """The parts of one archive; each is used again only while all it was made of is the same.

    `lines` are those that were read, `kept` is what was built last. If a building fails its parts are of no
    use to another.
    """

    def __init__(self) -> None:
        self.lines: KnownLines = {}
        self.kept: Kept | None = None
        self._spoken: dict[int, Spoken] = {}
        self._names: Names | None = None
        self._quotes: Quotes | None = None

    def still(self, frame: Frame) -> Kept | None:
        """This frame with the lines there are, if its chat is as it was: it counts every change of a line."""
        if self.kept is None or self.kept.frame.chat != frame.chat:
            return None
        return Kept(frame=frame, lines=self.kept.lines)

    def read(self, lines: Iterable[Line], names: Names, quotes: Quotes) -> Mapping[int, Spoken]:
        """Read the words that stand, those that are new or searched for something new."""
        same_names = self._names is not None and names.same(self._names)
        same_quotes = self._quotes is not None and quotes.same(self._quotes)
        known, self._spoken = self._spoken, {}
        for line in lines:
            if not line.said:
                continue
            one = known.get(line.number)
            if one is None or one.line is not line:
                one = Spoken(line, names, quotes)
            else:
                if not same_names:
                    one.look_for(names)
                if not same_quotes:
                    one.quoting = quotes.may_know(one.words)
            self._spoken[line.number] = one
        self._names, self._quotes = names, quotes
        return self._spoken
