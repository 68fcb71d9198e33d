"""Reads what people type about a resource, kindly: grades however called, tags and subjects as free words."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

from communitybot.commands.tags import MOST_PARTS, PARTS, emptied, tags_in
from communitybot.commands.words import listed, quoted
from communitybot.communities.names import clean, fold
from communitybot.conversation.limits import one_line
from communitybot.errors import Misread
from communitybot.people.model import Level
from communitybot.resources.model.grades import IN_ORDER, OF_LEVEL, Grade
from communitybot.resources.model.resource import MOST_SUBJECTS, MOST_TAGS, TITLE_MOST

GRADES_EXAMPLE = "3-5, middle school"
SUBJECT_MOST = 40  # characters
NAMED = 5  # of what was left out, told by name

_WORDS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
CALLED: Mapping[str, tuple[Grade, ...]] = {
    **{grade.value.casefold(): (grade,) for grade in Grade},
    **{word: (IN_ORDER[2 + at],) for at, word in enumerate((*_WORDS, "eleventh", "twelfth"))},
    **{level.value.casefold(): grades for level, grades in OF_LEVEL.items()},
    "prek": (Grade.PRE_K,),
    "pk": (Grade.PRE_K,),
    "preschool": (Grade.PRE_K,),
    "pre-kindergarten": (Grade.PRE_K,),
    "early years": OF_LEVEL[Level.EARLY_CHILDHOOD],
    "kindergarten": (Grade.KINDERGARTEN,),
    "kinder": (Grade.KINDERGARTEN,),
    "primary": OF_LEVEL[Level.ELEMENTARY],
    "lower elementary": IN_ORDER[1:4],
    "upper elementary": IN_ORDER[4:7],
    "junior high": IN_ORDER[8:11],
    "middle": OF_LEVEL[Level.MIDDLE],
    "high": OF_LEVEL[Level.HIGH_SCHOOL],
    "secondary": IN_ORDER[7:14],
    "higher ed": OF_LEVEL[Level.HIGHER_EDUCATION],
    "university": (Grade.COLLEGE,),
    "undergraduate": (Grade.COLLEGE,),
    "adult": (Grade.ADULTS,),
    "teachers": (Grade.ADULTS,),
    "educators": (Grade.ADULTS,),
    "staff": (Grade.ADULTS,),
    "freshman": (Grade.NINTH,),
    "sophomore": (Grade.TENTH,),
    "junior": (Grade.ELEVENTH,),
    "senior": (Grade.TWELFTH,),
    "all": IN_ORDER,
    "all ages": IN_ORDER,
    "any": IN_ORDER,
    "every": IN_ORDER,
    "everyone": IN_ORDER,
    "everybody": IN_ORDER,
}
"""What people call grades and groups of them, folded."""

_SPLIT = re.compile(r"[,;\n|/&]+|\band\b|\bor\b")
_UPWARDS = re.compile(r"\s*(?:\+|(?:and|or) (?:up|above|older|higher|beyond))(?![^\W_])")
_RANGE = re.compile(r"\s*(?:\bto\b|\bthrough\b|\bthru\b|\buntil\b|\bup to\b|\u2013|\u2014|\u2212|-)\s*")
_NOISE = re.compile(r"\b(?:grades?|gr|years?|schools?|students?|learners?|level|levels|the|for)\b\.?")
_ORDINAL = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)\b")
_PRE = re.compile(r"\bpre[\s-]+k\b")
_TOUCHING = re.compile(r"\b(?:grades?|gr)(?=\d)")


def read_grades(text: str) -> tuple[Grade, ...]:
    """The grades that are meant, in their order: "3-5, middle", "K to 2", "9+", "all", "none".

    Raises:
        Misread: for words that name no grade.
    """
    words = _UPWARDS.sub("+ ", _PRE.sub("prek", fold(emptied(text))))
    words = _TOUCHING.sub("grade ", words)
    parts = [part.strip() for part in _SPLIT.split(words)][:MOST_PARTS]
    found: set[Grade] = set()
    for part in (part for part in parts if part):
        found.update(_grades_of(part))
    return tuple(grade for grade in IN_ORDER if grade in found)


def read_tags(text: str) -> tuple[str, ...]:
    """Tags from words with commas between them, or hashtags, or simply words; the first eight are kept."""
    return tags_in(text)[:MOST_TAGS]


def read_subjects(text: str) -> tuple[str, ...]:
    """Subjects, folded, from words with commas between them; the first four are kept."""
    return _subjects_in(text)[:MOST_SUBJECTS]


def left_out(tags: str, subjects: str) -> tuple[str, ...]:
    """What was typed and not kept, a sentence each."""
    told = (("tags", tags_in(tags), MOST_TAGS), ("subjects", _subjects_in(subjects), MOST_SUBJECTS))
    return tuple(_left(noun, found[most:], most) for noun, found, most in told if len(found) > most)


def read_title(text: str) -> str:
    """A title on one line.

    Raises:
        Misread: for one without a letter or a figure, and for one that is too long.
    """
    title = clean(text, "", TITLE_MOST * 4)
    if not any(letter.isalnum() for letter in title):
        raise Misread(
            "A title needs a word or a number.", example="Fractions on a number line", field="title"
        )
    if len(title) > TITLE_MOST:
        raise Misread(
            f"A title has at most {TITLE_MOST} characters; this one has {len(title)}.",
            understood=one_line(title, 60),
            example="Fractions on a number line",
            field="title",
        )
    return title


def read_text(text: str, most: int, field: str) -> str:
    """Words on several lines, tidied; empty for "none".

    Raises:
        Misread: when they are too long.
    """
    words = emptied(text)
    if len(words) > most:
        raise Misread(
            f"This may have {most:,} characters; it has {len(words):,}.",
            understood=one_line(words, 60),
            example=one_line(words, 60),
            field=field,
        )
    return words


def _grades_of(part: str) -> Sequence[Grade]:
    """What one part of a list names: a grade, a group of them, or all between two."""
    if (known := _known(part)) is not None:
        return known
    upwards = part.endswith("+")
    ends = [_known(end) for end in _RANGE.split(part.removesuffix("+"), maxsplit=1)]
    if any(end is None for end in ends) or (upwards and len(ends) > 1):
        raise Misread(
            f"I read {quoted(part)}, which is no grade I know.",
            understood=one_line(part, 60),
            example=GRADES_EXAMPLE,
            field="grade",
        )
    places = [IN_ORDER.index(grade) for end in ends if end for grade in end]
    if upwards:  # nobody means grown-ups by "6 and up"
        places.append(max(IN_ORDER.index(Grade.TWELFTH), *places))
    return IN_ORDER[min(places) : max(places) + 1]


def _known(words: str) -> Sequence[Grade] | None:
    bare = " ".join(_ORDINAL.sub(r"\1", words).split())
    for name in (bare, " ".join(_NOISE.sub(" ", bare).split())):
        for form in (name, name.removesuffix("s"), name.removeprefix("0")):
            if form in CALLED:
                return CALLED[form]
    return None


def _subjects_in(text: str) -> tuple[str, ...]:
    parts = PARTS.split(emptied(text))[:MOST_PARTS]
    return tuple(dict.fromkeys(subject for part in parts if (subject := subject_of(part))))


def subject_of(words: str) -> str:
    """What some words are called as a subject: `#Language  Arts!` is `language arts`; accents stay."""
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", words[:500]).casefold())
    kept = "".join(letter if _stays(letter) else " " for letter in folded)
    return " ".join(unicodedata.normalize("NFC", kept).split())[:SUBJECT_MOST].strip(" -&'")


def _stays(letter: str) -> bool:
    return letter.isalnum() or letter in "-&'" or bool(unicodedata.combining(letter))


def _left(noun: str, left: Sequence[str], most: int) -> str:
    some = listed([f"*{one}*" for one in left[:NAMED]], "and")
    return f"A resource has at most {most} {noun}. I left out {some}."
