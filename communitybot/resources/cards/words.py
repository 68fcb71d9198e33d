"""The words every card about a resource is made of: title, what it is, whom it is for, who tried it."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from communitybot.conversation import limits
from communitybot.conversation.limits import one_line, shorten
from communitybot.conversation.phrases import capital, counted, name_words, people, tags_words
from communitybot.conversation.text import Link, Strong, Text, Unsayable, Words, say
from communitybot.resources.model.grades import IN_ORDER, Grade
from communitybot.resources.model.resource import Resource, State
from communitybot.resources.passing import named_by

TITLE_IN_LINE = 80  # weight of a title inside a sentence or a list
TITLE_IN_CARD = 220  # weight of the longest title whose letters are all escaped
SITE = 60
AUTHOR = 80
LINE = 330  # weight of one resource in a list, its link not counted
TAGS = 120
LONGEST_LINK = 640  # weight of an address that stands as a link; of a longer one its words stand in the view
LISTED_LINK = 300  # the same in a list
NAMED = {Grade.KINDERGARTEN: "kindergarten", Grade.COLLEGE: "college", Grade.ADULTS: "adults"}
UNTITLED = "Untitled resource"


def title_of(resource: Resource, most: int = TITLE_IN_LINE) -> str:
    return one_line(resource.title, most) or one_line(named_by(resource.address), most) or UNTITLED


def linked_title(resource: Resource, most: int = TITLE_IN_LINE) -> Words:
    """Its title, which leads to it where it has an address every platform can show."""
    title = title_of(resource, most)
    if not resource.address:
        return Strong(title)
    try:
        link = Link(title, resource.address)
    except Unsayable:
        return Strong(title)
    fits = say(link).weight - limits.weight(title) <= LONGEST_LINK
    return link if fits else Strong(title)


def what_words(resource: Resource, *, author: bool = True) -> str:
    """What it is and whose: "Video, 12 minutes, www.edutopia.org, by Ana Ruiz, 2019"."""
    by = one_line(resource.author, AUTHOR) if author else ""
    parts = (
        kind_words(resource),
        length_words(resource.lasts),
        site_of(resource),
        f"by {by}" if by else "",
        str(resource.written.year) if resource.written is not None else "",
    )
    return ", ".join(part for part in parts if part)


def kind_words(resource: Resource) -> str:
    """What it is, in a word: its kind, else whether it is a link, a file or words."""
    if resource.kind is not None:
        return capital(resource.kind.value)
    if resource.file:
        return "File"
    return "Link" if resource.address else "Words"


def site_of(resource: Resource) -> str:
    """Whose site it is: the host it leads to, which no page can say otherwise."""
    host = resource.canonical.partition("://")[2].partition("/")[0] or resource.site
    return one_line(host, SITE)


def length_words(lasts: timedelta | None) -> str:
    """How long a video lasts: "12 minutes", "1 hour 5 minutes"."""
    if lasts is None or lasts <= timedelta(0):
        return ""
    minutes = max(round(lasts / timedelta(minutes=1)), 1)
    hours, rest = divmod(minutes, 60)
    told = [counted(number, noun) for number, noun in ((hours, "hour"), (rest, "minute")) if number]
    return " ".join(told)


def grades_in_words(grades: Iterable[Grade]) -> str:
    """Whom it is for: "grades 3 to 5", "kindergarten", "all grades"; empty where nobody said.

    What is said here is read again by `reading.read_grades` as the same grades.
    """
    places = sorted({IN_ORDER.index(grade) for grade in grades})
    if len(places) == len(IN_ORDER):
        return "all grades"
    runs: list[list[int]] = []
    for place in places:
        if runs and place == runs[-1][-1] + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    if not runs:
        return ""
    if len(places) == 1:
        only = IN_ORDER[places[0]]
        return NAMED.get(only, f"grade {only.value}" if only.value.isdecimal() else only.value)
    said = [_run([IN_ORDER[place] for place in run]) for run in runs]
    numbered = any(IN_ORDER[place].value.isdecimal() for place in places)
    return f"{'grades ' if numbered else ''}{', '.join(said)}"


def login_words(resource: Resource) -> str:
    """Whether it needs a log-in; empty where nobody said."""
    return {None: "", True: "needs a log-in", False: "no log-in needed"}[resource.login]


def tried_words(resource: Resource, grades: Iterable[Grade] = ()) -> str:
    """What became of it in classrooms: "4 people tried it, 3 would again, in grades 3 to 5".

    `grades` are those they used it in. Empty while nobody did.
    """
    if not resource.tries:
        return ""
    again = f", {resource.again:,} would again" if resource.again else ""
    where = grades_in_words(grades)
    return f"{people(resource.tries)} tried it{again}{f', in {where}' if where else ''}"


def state_words(resource: Resource) -> str:
    """Who sees it, as a sentence without its end; also of what a host took out."""
    return {
        State.DRAFT: "a draft; only you see it",
        State.SHARED: "shared",
        State.HIDDEN: "being checked; only whoever shared it and hosts see it",
        State.WITHDRAWN: "taken out of the library",
    }[resource.state]


def facts_words(resource: Resource) -> str:
    """Whom it is for and how it may be used, in a line."""
    parts = (
        grades_in_words(resource.grades),
        ", ".join(one_line(subject, 60) for subject in resource.subjects),
        tags_words(resource.tags, TAGS),
        login_words(resource),
        tried_words(resource),
    )
    return " · ".join(part for part in parts if part)


def line_of(
    resource: Resource, why: Sequence[str] = (), *, most: int = LINE, longest: int = LONGEST_LINK
) -> Text:
    """One resource in a list: its title as a link, what it is, whom it is for; `why` it is shown.

    `most` is its weight without the address, `longest` that of an address its title still leads to.
    """
    if resource.state is State.WITHDRAWN:
        return say(Strong(title_of(resource)), " (taken back)")
    title = linked_title(resource)
    if isinstance(title, Link) and say(title).weight - limits.weight(title.label) > longest:
        title = Strong(title.label)
    told = [what_words(resource, author=False), facts_words(resource)]
    words = " · ".join(part for part in told if part)
    reasons = _reasons(why, most * 2 // 5)
    room = most - limits.weight(title_of(resource)) - limits.weight(reasons) - 10
    return say(title, f": {shorten(words, max(room, 20))}", reasons)


def _reasons(why: Sequence[str], most: int) -> str:
    """As many of the reasons as fit, each whole; of the first, what fits of it."""
    if not why:
        return ""
    kept = list(why)
    while len(kept) > 1 and limits.weight("; ".join(kept)) > most:
        kept.pop()
    return f" ({shorten('; '.join(kept), most)})"


def sharer_of(resource: Resource) -> str:
    return name_words(resource.sharer.name)


def _run(run: Sequence[Grade]) -> str:
    if len(run) == 1:
        return run[0].value
    return f"{run[0].value}{' to ' if len(run) > 2 else ', '}{run[-1].value}"
