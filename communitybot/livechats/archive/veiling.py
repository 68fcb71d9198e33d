"""Takes out of everybody's words what others asked to be left out: their names, and quotes of them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from communitybot.livechats.archive.consent import Appearing
from communitybot.threads.log import Line

QUOTED = "(words of someone who is left out)"
RUN = 6  # as many words in a row are no coincidence
TRACE = 3  # as many are looked for first, since in most lines there are none
STEP = RUN - TRACE + 1  # however a run stands, the trace at one place in so many lies within it
BEHIND = 1  # the group of what stands behind a >
FEWEST = 2  # of a quote that is marked as one; a single word is nobody's
_WORD = re.compile(r"\w+")
_SOLID = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")  # scripts that put no blanks between words
_PLACE = re.compile(r"@|\w+")  # where a name may begin
_QUOTATION = (('"', '"'), ("\u201c", "\u201d"), ("\u00ab", "\u00bb"), ("\u201e", "\u201c"))
_MARKED = re.compile(
    "|".join(
        (
            r"^[ \t]*>+[ \t]*(.+)$",
            # a text of nothing but quotation marks must not take long, so they have to be near
            *(f"{opens}([^{closes}\n]{{1,500}}){closes}" for opens, closes in _QUOTATION),
        )
    ),
    re.MULTILINE,
)

_SIGN = re.compile(f"[>{''.join(opens for opens, _ in _QUOTATION)}]")

Words = tuple[str, ...]
Veiled = tuple[str, str, bool]
"""A name in small letters, what is said instead, and whether its owner is left out."""


class Names:
    """Finds names that may not be seen, and says what their owners agreed to be called instead.

    A name behind an @ is found whatever it looks like; elsewhere only one of several words is, since a single
    one ("Will", "May") may mean anything.
    """

    def __init__(self, appearing: Appearing) -> None:
        self._mentioned: defaultdict[str, list[Veiled]] = defaultdict(list)  # by what it begins with
        self._written: defaultdict[str, list[Veiled]] = defaultdict(list)  # by first word
        for person, names in appearing.known:
            if appearing.veiled(person):
                for name in names:
                    self._add(name, appearing.called(person), left_out=appearing.left_out(person))
        for known in (*self._mentioned.values(), *self._written.values()):
            known.sort(key=lambda each: -len(each[0]))  # the longest that fits is meant
        self.material = (self._mentioned, self._written)

    def same(self, other: "Names") -> bool:
        """Whether it finds the same names, and says the same instead."""
        return self.material == other.material

    def among(self, text: str, words: Words) -> bool:
        """Whether a text may hold a name; quick, since most lines name nobody."""
        return "@" in text or not self._written.keys().isdisjoint(words)

    def veiled(self, text: str, *, left_out_only: bool = False) -> str:
        """The text with each name replaced: full names, and any name behind an @."""
        lowered = _small(text)
        kept: list[str] = []
        done = 0
        for match in _PLACE.finditer(lowered):
            begin = match.start()
            if begin < done:
                continue
            at = match.group() == "@"
            known = self._mentioned.get(_key(lowered, begin + 1)) if at else self._written.get(match.group())
            if known is None:
                continue
            found = _fitting(lowered, begin + at, known, left_out_only=left_out_only)
            if found is not None:
                end, instead = found
                kept += (text[done:begin], instead)
                done = end
        return "".join((*kept, text[done:])) if kept else text

    def _add(self, name: str, instead: str, *, left_out: bool) -> None:
        lowered = " ".join(_small(name).split())
        self._mentioned[_key(lowered, 0)].append((lowered, instead, left_out))
        first = _WORD.match(lowered)
        if first is not None and " " in lowered:
            self._written[first.group()].append((lowered, instead, left_out))


class Quotes:
    """Knows what people who are left out said first, and takes it out of what others said after them.

    `asked` are the questions: to repeat one is no quote of anybody. All others' words that it may know have
    to be met in the order they were said before any are asked for. `suspect` are the lines with as many words
    in a row as somebody left out said before.
    """

    def __init__(self, left_out: Sequence[Line], asked: Iterable[str]) -> None:
        asked = tuple(asked)
        self.material = (tuple((line.number, line.text) for line in left_out), asked)
        self._first: dict[Words, int] = {}
        self._whole: dict[Words, int] = {}
        self._traces: set[Words] = set()
        self.suspect: set[int] = set()
        for line in left_out:
            spoken = words_of(line.text)
            for part in (spoken, *map(words_of, line.text.splitlines())):
                self._whole.setdefault(part, line.number)
            for run in _runs(spoken):
                self._first.setdefault(run, line.number)
            self._traces.update(zip(*(spoken[skipped:] for skipped in range(TRACE)), strict=False))
        for text in asked:
            self.meet(0, words_of(text))

    def same(self, other: "Quotes") -> bool:
        """Whether it began with the same words of the same people."""
        return self.material == other.material

    def may_know(self, words: Words) -> bool:
        """Whether some of these words may be of somebody left out; to be asked before any are met."""
        if words in self._whole:
            return True
        traces = zip(*(words[skipped::STEP] for skipped in range(TRACE)), strict=False)
        return not self._traces.isdisjoint(traces) and not self._first.keys().isdisjoint(_runs(words))

    def meet(self, number: int, words: Words) -> None:
        """What somebody else said before is theirs; what they said after may be a quote."""
        if self._whole.get(words, -1) > number:
            del self._whole[words]
        if not self._first or self._first.keys().isdisjoint(_runs(words)):
            return
        for run in tuple(_runs(words)):
            first = self._first.get(run, number)
            if first > number:
                del self._first[run]
            elif first < number:
                self.suspect.add(number)

    def veiled(self, number: int, text: str, *, answering: bool = False) -> str:
        """The text of a line without such quotes; `answering` somebody left out, all it quotes is theirs."""
        marked = (answering or self._whole) and has_signs(text)
        if not marked and number not in self.suspect:
            return text
        spans = [*self._marked(number, text, answering=answering), *self._runs_in(number, text)]
        for begin, end in reversed(_joined(spans)):
            text = f"{text[:begin]}{QUOTED}{text[end:]}"
        return text

    def _marked(self, number: int, text: str, *, answering: bool) -> Iterable[tuple[int, int]]:
        """Whole lines of theirs behind a `>` or between quotation marks."""
        for match in _MARKED.finditer(text):
            group = match.lastindex or 0
            words = words_of(match.group(group))
            known = len(words) >= FEWEST and self._whole.get(words, number) < number
            if known or (answering and group == BEHIND):
                yield match.span(group)

    def _runs_in(self, number: int, text: str) -> Iterable[tuple[int, int]]:
        """Six words and more in a row, marked or not."""
        if number not in self.suspect:
            return
        places = list(_WORD.finditer(text))
        for index, run in enumerate(_runs(tuple(_small(place.group()) for place in places))):
            if self._first.get(run, number) < number:
                yield places[index].start(), places[index + RUN - 1].end()


def _key(lowered: str, begin: int) -> str:
    """The word that begins there; one letter where none does, or where words have no end one could see."""
    word = _WORD.match(lowered, begin)
    return lowered[begin : begin + 1] if word is None or _SOLID.match(word.group()) else word.group()


def _fitting(
    lowered: str, begin: int, known: Iterable[Veiled], *, left_out_only: bool
) -> tuple[int, str] | None:
    """Where the name that begins there ends, and what its owner is called."""
    for name, instead, left_out in known:
        if lowered.startswith(name, begin) and (left_out or not left_out_only):
            end = begin + len(name)
            after = lowered[end : end + 1]
            if not (name[-1:].isalnum() and after.isalnum()) or _SOLID.match(after):  # else a longer word
                return end, instead
    return None


def has_signs(text: str) -> bool:
    """Whether something in a text may be marked as a quote."""
    return _SIGN.search(text) is not None


def words_of(text: str) -> Words:
    """The words of a text, in small letters."""
    return tuple(_WORD.findall(_small(text)))


def _small(text: str) -> str:
    """The text in small letters, each where it stood: some capitals would become two."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)


def _runs(words: Words) -> Iterable[Words]:
    return zip(*(words[skipped:] for skipped in range(RUN)), strict=False)


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those that touch or overlap made one."""
    joined: list[tuple[int, int]] = []
    for begin, end in sorted(spans):
        if joined and begin <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((begin, end))
    return joined
