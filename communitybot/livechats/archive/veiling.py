"""Takes out of everybody's words what others asked to be left out: their names, and quotes of them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from communitybot.livechats.archive.consent import Appearing
from communitybot.livechats.model.log import Line

QUOTED = "(words of someone who is left out)"
RUN = 6  # as many words in a row are no coincidence
BEHIND = 1  # the group of what stands behind a >
FEWEST = 2  # of a quote that is marked as one; a single word is nobody's
_WORD = re.compile(r"\w+")
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

_SIGNS = (">", *(opens for opens, _ in _QUOTATION))

Words = tuple[str, ...]


class Names:
    """Finds names that may not be seen, and says what their owners agreed to be called instead."""

    def __init__(self, appearing: Appearing) -> None:
        self._by_first: defaultdict[str, list[tuple[str, str, bool]]] = defaultdict(list)
        for person, names in appearing.known:
            if appearing.veiled(person):
                for name in names:
                    self._add(name, appearing.called(person), left_out=appearing.left_out(person))
        for known in self._by_first.values():
            known.sort(key=lambda each: -len(each[0]))  # the longest that fits is meant

    def among(self, words: Words) -> bool:
        """Whether a name may begin with one of the words; quick, since most lines name nobody."""
        return not self._by_first.keys().isdisjoint(words)

    def veiled(self, text: str, *, left_out_only: bool = False) -> str:
        """The text with each name replaced: full names, and any name behind an @."""
        lowered = text.lower()
        if len(lowered) != len(text):  # some capitals become two letters: places would not fit
            lowered = text
        kept: list[str] = []
        done = 0
        for match in _WORD.finditer(lowered):
            known = self._by_first.get(match.group())
            if known is None or match.start() < done:
                continue
            found = _fitting(lowered, match.start(), known, left_out_only=left_out_only)
            if found is not None:
                begin, end, instead = found
                kept += (text[done:begin], instead)
                done = end
        return "".join((*kept, text[done:])) if kept else text

    def _add(self, name: str, instead: str, *, left_out: bool) -> None:
        lowered = " ".join(name.lower().split())
        first = _WORD.search(lowered)
        if first is not None and first.start() == 0:
            self._by_first[first.group()].append((lowered, instead, left_out))


class Quotes:
    """Knows what people who are left out said first, and takes it out of what others said after them.

    `asked` are the questions: to repeat one is no quote of anybody. All others' words have to be met in the
    order they were said before any are asked for.
    """

    def __init__(self, left_out: Sequence[Line], asked: Iterable[str]) -> None:
        self._first: dict[Words, int] = {}
        self._whole: dict[Words, int] = {}
        self._suspect: set[int] = set()  # lines with as many words in a row as somebody left out said before
        for line in left_out:
            spoken = words_of(line.text)
            for part in (spoken, *map(words_of, line.text.splitlines())):
                self._whole.setdefault(part, line.number)
            for run in _runs(spoken):
                self._first.setdefault(run, line.number)
        for text in asked:
            self.meet(0, words_of(text))

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
                self._suspect.add(number)

    def veiled(self, number: int, text: str, *, answering: bool = False) -> str:
        """The text of a line without such quotes; `answering` somebody left out, all it quotes is theirs."""
        marked = (answering or self._whole) and any(sign in text for sign in _SIGNS)
        if not marked and number not in self._suspect:
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
        if number not in self._suspect:
            return
        places = list(_WORD.finditer(text))
        for index, run in enumerate(_runs(tuple(place.group().lower() for place in places))):
            if self._first.get(run, number) < number:
                yield places[index].start(), places[index + RUN - 1].end()


def _fitting(
    lowered: str, begin: int, known: Sequence[tuple[str, str, bool]], *, left_out_only: bool
) -> tuple[int, int, str] | None:
    at = begin > 0 and lowered[begin - 1] == "@"
    for name, instead, left_out in known:
        end = begin + len(name)
        ends = not (end < len(lowered) and (lowered[end].isalnum() or lowered[end] == "_"))
        if (
            (at or " " in name)
            and ends
            and lowered.startswith(name, begin)
            and (left_out or not left_out_only)
        ):
            return begin - at, end, instead
    return None


def words_of(text: str) -> Words:
    """The words of a text, in small letters."""
    return tuple(_WORD.findall(text.lower()))


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
