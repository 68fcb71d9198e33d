"""The grammar of typed commands: `Reading circle, when: friday 5pm`, with double quotes to protect."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from communitybot.commands.spec import CommandSpec, Parameter
from communitybot.commands.words import clean, listed, near, quoted
from communitybot.conversation import limits
from communitybot.errors import Misread, NotFound

STRAIGHT = re.compile(r'"(?:[^"\\]|\\.)*+"', re.DOTALL)
CURLY = re.compile(r"“[^”]*+”|„[^“”]*+[“”]")  # phones and word processors turn quotes round
MARK = re.compile(r'[,"“„]')
LIKE_A_NAME = re.compile(r"\s*([A-Za-z][A-Za-z_-]{2,31})\s*:(?!//)")
A_LABEL = re.compile(r"[a-z][a-z0-9_]{2,31}")
ESCAPED = re.compile(r'\\(["\\])')
MISSPELT = 0.75  # ours: "whn" is "when", "bring" is not "link"


@dataclass(frozen=True, slots=True)
class Found:
    """The command that was meant, and the text that follows its name."""

    spec: CommandSpec
    text: str


@dataclass(frozen=True, slots=True)
class Listing:
    """Only a group was named (`/event`): what it can do is wanted."""

    group: str


def find(specs: Sequence[CommandSpec], command: str, typed: str | None) -> Found | Listing:
    """Find the command by name; with only a group's word, its subcommand is the first word of the text.

    Raises `NotFound` with near names. Letters' case and doubled spaces do not matter.
    """
    words = clean(command[:200]).casefold().removeprefix("/").split()
    text = clean(typed or "").strip()
    group = [spec for spec in specs if words and spec.group == words[0] and spec.name != words[0]]
    if len(words) == 1 and group:
        verb, text = [*text.split(maxsplit=1), "", ""][:2]
        verb = verb.casefold().rstrip(",")
        if verb in {"", "help", "?"}:
            return Listing(words[0])
        words.append(verb)
    name = " ".join(words)
    spec = next((spec for spec in specs if spec.name == name), None)
    if spec is None:
        raise _unknown(words, group, specs)
    return Found(spec, text.strip())


def parse(spec: CommandSpec, text: str) -> dict[str, str]:
    """Read the text after a command's name into values by parameter name, each stripped and not empty.

    Text before the first pair is the first parameter. A pair `name: value` begins the text or follows a
    comma, and runs to the next; what a form calls the parameter does for its name (`Order: new`). Where no
    comma parts pairs, a text that begins with one is also read as chat tools show a command, `title: Reading
    circle when: friday 5pm`; and a last piece that is one of the second parameter's choices is that choice
    (`Reading circle, going`). Raises `Misread` when the text is too long, names something twice or nearly
    names something.
    """
    if len(text) > limits.TYPED_TEXT:
        room = " The form below has more room." if spec.parameters else ""
        raise Misread(
            f"That is {len(text):,} characters, and one line carries {limits.TYPED_TEXT:,}.{room}",
            example=spec.examples[0] if spec.examples else f"/{spec.name}",
        )
    text = clean(text).strip()
    if not text:
        return {}
    if not spec.parameters:
        raise Misread(
            f"I read {quoted(text)}, but `/{spec.name}` takes nothing after it.", example=f"/{spec.name}"
        )
    values: dict[str, str] = {}
    pieces = [(name, piece) for name, piece in _pieces(spec, text) if piece.strip()]
    if len(pieces) == 1:
        pieces = _spaced(spec, text) or _chosen(spec, *pieces[0]) or pieces
    for name, piece in pieces:
        value = _unquoted(piece)
        if not value:
            continue
        if name in values:
            raise Misread(
                f"I read `{name}` twice, as {quoted(values[name])} and as {quoted(value)}. "
                "Words with a comma and a colon in them go between double quotes.",
                example=f'{name}: "{_harmless(value)}"',
                field=name,
            )
        values[name] = value
    return values


def render(spec: CommandSpec, values: Mapping[str, str]) -> str:
    """Write a command as one would type it, such that `parse` gives the same values back."""
    pieces = []
    for index, parameter in enumerate(spec.parameters):
        value = values.get(parameter.name)
        if not value:
            continue
        written = _written(spec, parameter.name, value)
        pieces.append(written if index == 0 else f"{parameter.name}: {written}")
    return f"/{spec.name} {', '.join(pieces)}".rstrip()


def _pieces(spec: CommandSpec, text: str) -> Iterator[tuple[str, str]]:
    """Cut the text into names and what stands behind them, commas between pairs left out."""
    name, begin, position = spec.parameters[0].name, 0, 0
    comma: int | None = 0  # where a pair may begin: at the start, and behind a comma
    called = _called(spec.parameters)
    pattern = _names(tuple(called))
    while True:
        if comma is not None:
            if found := pattern.match(text, position):
                yield name, text[begin:comma]
                name = called[_plain(found[1])]
                begin = position = found.end()
            else:
                _refuse_a_slip(spec, text, position)
            comma = None
        mark = MARK.search(text, position)
        if mark is None:
            yield name, text[begin:]
            return
        position = mark.end()
        if mark[0] == ",":
            comma = mark.start()
        elif _opens(text, begin, mark.start()) and (region := _region(text, mark.start())):
            position = region.end()


def _spaced(spec: CommandSpec, text: str) -> list[tuple[str, str]] | None:
    """Cut a text that begins with a pair, and has others behind spaces alone, into all of them."""
    pattern = _names(tuple(each.name for each in spec.parameters))
    if pattern.match(text) is None:
        return None
    quoted_ones = [region.span() for mark in (STRAIGHT, CURLY) for region in mark.finditer(text)]
    found = [
        pair
        for pair in pattern.finditer(text)
        if (pair.start() == 0 or text[pair.start()].isspace())
        and not any(begin < pair.start() < end for begin, end in quoted_ones)
    ]
    if len(found) < 2:
        return None
    ends = [each.start() for each in found[1:]] + [len(text)]
    return [(_plain(pair[1]), text[pair.end() : end]) for pair, end in zip(found, ends, strict=True)]


def _chosen(spec: CommandSpec, name: str, piece: str) -> list[tuple[str, str]] | None:
    """Take a last piece that is one of the choices of a needed second parameter for just that."""
    if len(spec.parameters) < 2 or name != spec.parameters[0].name:
        return None
    first, comma, last = piece.rpartition(",")
    second, word = spec.parameters[1], last.strip().casefold()
    if not comma or not first.strip() or not second.required:
        return None
    known = {each.casefold() for choice in second.choices for each in (choice.value, choice.label)}
    return [(name, first), (second.name, last)] if word in known else None


@lru_cache(maxsize=256)
def _called(parameters: tuple[Parameter, ...]) -> Mapping[str, str]:
    """What may stand before a colon, as a name is written: each name, and each label that means one alone."""
    names = {each.name: each.name for each in parameters}
    labels = [_plain(each.label) for each in parameters]
    alone = {
        label: each.name for label, each in zip(labels, parameters, strict=True) if labels.count(label) == 1
    }
    return {label: name for label, name in alone.items() if A_LABEL.fullmatch(label)} | names


@lru_cache(maxsize=256)
def _names(names: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    either = "|".join(re.escape(name).replace("_", "[ _-]") for name in longest_first)
    return re.compile(rf"\s*({either})\s*:", re.IGNORECASE | re.ASCII)


def _plain(name: str) -> str:
    return name.lower().replace(" ", "_").replace("-", "_")


def _refuse_a_slip(spec: CommandSpec, text: str, position: int) -> None:
    """Refuse `whn: friday`: taken literally it would end up in a title for all to see."""
    found = LIKE_A_NAME.match(text, position)
    if found is None:
        return
    word = _plain(found[1])
    names = [each.name for each in spec.parameters]
    alike = [name for name in names if name.startswith(word)] or near(word, names, least=MISSPELT)
    if alike:
        choices = listed([f"`{name}:`" for name in alike[:3]])
        raise Misread(
            f"I read {quoted(found[1] + ':')}, which is no name I know for `/{spec.name}`. Is it {choices}? "
            "If those are your own words, put them between double quotes.",
            example=f"/{spec.name} …, {alike[0]}: …" if spec.examples == () else spec.examples[0],
        )


def _opens(text: str, begin: int, at: int) -> bool:
    """Whether a quote opens: at the beginning of a value or a word. The inches of 5" do not."""
    return at == begin or text[at - 1].isspace() or text[at - 1] in "(,:"


def _region(text: str, at: int) -> re.Match[str] | None:
    return (STRAIGHT if text[at] == '"' else CURLY).match(text, at)


def _unquoted(piece: str) -> str:
    """Strip a value, and take the quotes off when they stand around all of it."""
    value = piece.strip().removesuffix(",").rstrip()
    if value[:1] in {'"', "“", "„"} and (region := _region(value, 0)) and region.end() == len(value):
        inner = value[1:-1]
        return (ESCAPED.sub(r"\1", inner) if value[0] == '"' else inner).strip()
    return value


def _written(spec: CommandSpec, name: str, value: str) -> str:
    if not set(value) & set('"“”„') and not value.endswith(","):
        index = next(i for i, each in enumerate(spec.parameters) if each.name == name)
        try:
            if parse(spec, value if index == 0 else f"{name}: {value}") == {name: value}:
                return value
        except Misread:
            pass
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _harmless(value: str) -> str:
    return limits.shorten(" ".join(value.split()).replace('"', "'"), 60)


def _unknown(words: Sequence[str], group: Sequence[CommandSpec], specs: Sequence[CommandSpec]) -> NotFound:
    if not words:
        return NotFound(
            "That is a slash alone; a command comes right behind it. `/communitybot` lists what I can do.",
            example="/communitybot",
        )
    typed = quoted("/" + " ".join(words))
    names = [spec.name for spec in group or specs]
    if group:
        alike = [f"{words[0]} {verb}" for verb in near(words[1], [name.split(" ")[1] for name in names])]
    else:
        firsts = near(words[0] if words else "", dict.fromkeys(spec.group for spec in specs))
        alike = near(" ".join(words), names) or firsts
    lists = f"`/{words[0]}` alone lists what it can do." if group else "`/communitybot` lists what I can do."
    meant = f" Did you mean {listed([f'`/{name}`' for name in alike[:3]])}?" if alike else ""
    example = next(
        (spec.examples[0] for spec in specs if alike and spec.name == alike[0] and spec.examples), None
    )
    default = f"/{words[0]}" if group else "/communitybot"
    return NotFound(f"I read {typed}, which I do not know.{meant} {lists}", example=example or default)
