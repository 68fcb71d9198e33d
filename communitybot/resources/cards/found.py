"""What was found: a page of resources with why each came up, and what helps where nothing fits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from communitybot.commands.words import near
from communitybot.communities.names import fold
from communitybot.conversation import limits
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, Choice, Control, Look, Select
from communitybot.conversation.limits import one_line
from communitybot.conversation.message import (
    Block,
    Bullets,
    Controls,
    Heading,
    Message,
    message,
    paragraph,
    small,
)
from communitybot.conversation.phrases import capital, counted, joined
from communitybot.conversation.text import At, AtStyle, Code, Emphasis, Text, Words, say
from communitybot.resources.cards import actions
from communitybot.resources.cards.which import choice_of
from communitybot.resources.cards.words import grades_in_words, line_of, sharer_of
from communitybot.resources.finding import Sought, Wider, narrowing
from communitybot.resources.model.resource import Resource
from communitybot.resources.views import Counted, Found, Hit, Matched, ResourceQuery, Sort

TYPED = 80  # weight of what was typed, said again
SHARER = 40
CHIPS = limits.CONTROLS
MENDED = 4  # words told
WHERES = 3  # parts of a resource named, in which words stand
NEW_FOR = timedelta(days=7)
KEPT = 250  # weight that is left for a line's words, whatever its address takes
FEW = 400  # weight of a line's words where few lines share the paragraph
ORDERS: Mapping[Sort, str] = {
    Sort.BEST: "Best first: words, new, tried",
    Sort.NEW: "Newest first",
    Sort.TRIED: "Tried by most first",
}
ANY = {"grade": "Any grade", "subject": "Any subject", "kind": "Any type", "licence": "Any licence"}
WHERE: Mapping[str, str] = {
    "title": "its title",
    "tags": "its tags",
    "subjects": "its subjects",
    "about": "its description",
    "text": "its words",
    "author": "its author",
    "site": "its site",
    "notes": "a note on it",
    "file": "the name of its file",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaves:
    """Where the controls under a list lead; what is missing has no control.

    `chips` take one part of the search away; `tags` and `subjects` search by one that is near.
    """

    back: Action | None = None
    on: Action | None = None
    sort: Action | None = None
    chips: Mapping[str, Action] | None = None
    tags: Action | None = None
    subjects: Action | None = None
    ask: Action | None = None
    everything: Action | None = None


def found_card(sought: Sought, leaves: Leaves) -> Message:
    """Draw one page for whoever searched."""
    if not sought.found.hits:
        return _nothing(sought, leaves)
    query, found = sought.query, sought.found
    number = query.offset // query.limit + 1
    told = [
        part for part in (narrowed_words(query), f"Page {number}" if number > 1 or found.more else "") if part
    ]
    blocks: list[Block] = [Heading(_heading(query))]
    if told:
        blocks.append(paragraph(f"{'. '.join(told)}."))
    if mended := mended_words(query, found):
        blocks.append(paragraph(mended))
    hits = found.hits
    lines = tuple(_line(hit, sought.now, sought.zone, len(hits), typed=bool(query.words)) for hit in hits)
    blocks.append(Bullets(lines))
    options = tuple(choice_of(hit.resource) for hit in hits)
    blocks.append(Controls((Select("Look at one of them", Action("resource.view"), options),)))
    blocks += _rows(query, leaves)
    blocks.append(small("Not there? ", Code("/resource ask"), " asks the room for it."))
    return message(*blocks)


def narrowed_words(query: ResourceQuery) -> str:
    """What narrows a search beside its words: "Grade 4, about maths, no log-in needed"."""
    return capital(", ".join(part_words(query, name) for name in narrowing(query) if name != "words"))


def part_words(query: ResourceQuery, name: str) -> str:
    """One part of a search in words, as it stands in a sentence."""
    match name:
        case "words":
            return f"“{one_line(query.words, TYPED)}”"
        case "grade":
            return grades_in_words([query.grade]) if query.grade else ""
        case "subject":
            return f"about {one_line(query.subject or '', TYPED)}"
        case "kind":
            return f"{query.kind.value}s only" if query.kind else ""
        case "licence":
            return query.licence.value if query.licence else ""
        case "login":
            return "needs a log-in" if query.login else "no log-in needed"
        case _:
            return f"#{one_line(query.tag or '', TYPED)}"


def wider_words(query: ResourceQuery, name: str) -> str:
    """A search without one of its parts, in a few words: "Any grade", "With or without a log-in"."""
    if name == "login":
        return "With or without a log-in"
    return ANY.get(name) or f"Without {part_words(query, name)}"


def mended_words(query: ResourceQuery, found: Found) -> Text | None:
    """Which words were looked for in place of those typed: "I read *fractions* for *fracitons*."."""
    if found.matched is Matched.BEGINNINGS:
        return say("I also looked for words that begin like yours.")
    if found.matched is not Matched.NEARLY or not found.read:
        return None
    typed = {fold(word): word for word in query.words.split()}
    left = [word for word in typed if word not in found.read]
    parts: list[Words] = []
    for read in [word for word in found.read if word not in typed][:MENDED]:
        alike = near(read, left, least=0)[:1]
        parts += [", " if parts else "", Emphasis(one_line(read, 40))]
        if alike:
            left.remove(alike[0])
            parts += [" for ", Emphasis(one_line(typed[alike[0]], 40))]
    return say("I read ", *parts, ".") if parts else None


def why_words(hit: Hit, now: datetime, *, typed: bool) -> list[str]:
    """Why it came up, a phrase each: "in its title and its tags", "new this week"."""
    told = []
    if hit.where == ("link",):
        told.append("this is its link")
    elif typed and hit.where:
        told.append(f"in {joined([WHERE.get(where, f'its {where}') for where in hit.where[:WHERES]])}")
    resource = hit.resource
    if resource.tries:
        again = f", {resource.again:,} would again" if resource.again else ""
        told.append(f"tried by {resource.tries:,}{again}")
    if resource.shared is not None and now - resource.shared < NEW_FOR:
        told.append("new this week")
    return told


def _line(hit: Hit, now: datetime, zone: str, among: int, *, typed: bool) -> Text:
    """One of `among` lines that share a paragraph: its words shrink with what its address takes."""
    resource = hit.resource
    room = min((limits.PARAGRAPH - 3 * among) // among, 600)
    tail: tuple[Words, ...] = (f". From {one_line(sharer_of(resource), SHARER)}",)
    if resource.shared is not None:
        tail = (*tail, ", ", At(resource.shared, zone, style=AtStyle.DATE))
    tail = (*tail, ".")
    room -= say(*tail).weight
    why = why_words(hit, now, typed=typed)
    for most in range(max(min(FEW, room), KEPT), 100, -30):
        line = line_of(_untried(resource), why, most=most)
        if line.weight <= room:
            return say(line, *tail)
    return say(line_of(_untried(resource), why, most=KEPT, longest=0), *tail)


def _untried(resource: Resource) -> Resource:
    """The same without what the reasons tell already."""
    return replace(resource, tries=0)


def _heading(query: ResourceQuery) -> str:
    if query.words:
        return f"Resources about “{one_line(query.words, 100)}”"
    return {
        Sort.BEST: "Resources: new and tried",
        Sort.NEW: "New resources",
        Sort.TRIED: "Resources people tried",
    }[query.sort]


def _rows(query: ResourceQuery, leaves: Leaves) -> Sequence[Block]:
    blocks: list[Block] = []
    turns = (("Earlier page", leaves.back), ("More resources", leaves.on))
    row: list[Control] = [Button(label, action) for label, action in turns if action is not None]
    if row:
        blocks.append(Controls(tuple(row)))
    if chips := _chips(query, leaves):
        blocks.append(Controls(chips))
    if leaves.sort is not None:
        orders = tuple(Choice(sort.value, words) for sort, words in ORDERS.items() if sort is not query.sort)
        blocks.append(Controls((Select(f"Order: {ORDERS[query.sort].lower()}", leaves.sort, orders),)))
    return blocks


def _chips(query: ResourceQuery, leaves: Leaves) -> tuple[Control, ...]:
    """A button for each part of the search that takes it away."""
    made = [
        Button(one_line(wider_words(query, name), limits.BUTTON_LABEL), action)
        for name, action in (leaves.chips or {}).items()
    ]
    return tuple(made[:CHIPS])


def _nothing(sought: Sought, leaves: Leaves) -> Message:
    """Nothing fits: what keeps it out, what is near, and whom to ask."""
    query = sought.query
    if query.offset:
        back = leaves.everything
        first = (Controls((Button("First page", back, Look.EXPECTED),)),) if back is not None else ()
        return message(paragraph("This page is empty: the list ends before it."), *first)
    if sought.empty:
        return message(
            paragraph("Nothing is shared here yet. What has worked in your classroom lately?"),
            Controls((actions.begin(), *_ask(leaves))),
        )
    parts = [part_words(query, name) for name in narrowing(query)]
    blocks: list[Block] = [
        paragraph(f"Nothing fits {joined(parts)}." if parts else "There is nothing to show.")
    ]
    if sought.wider:
        blocks.append(Bullets(tuple(_wider_line(query, each) for each in sought.wider)))
        if chips := _chips(query, leaves):
            blocks.append(Controls(chips))
    blocks += _near("Tags near it", "#", sought.tags, leaves.tags)
    blocks += _near("Subjects near it", "", sought.subjects, leaves.subjects)
    ask = _ask(leaves)
    row = [*ask, actions.begin()]
    blocks.append(Controls(tuple(row)))
    blocks.append(small("Colleagues may have it: ", Code("/resource ask"), " asks the room."))
    return message(*blocks)


def _wider_line(query: ResourceQuery, wider: Wider) -> Text:
    number = f"more than {wider.count}" if wider.more else f"{wider.count:,}"
    fit = "fits" if wider.count == 1 and not wider.more else "fit"
    return say(f"{wider_words(query, wider.without)}: {number} {fit}.")


def _near(label: str, mark: str, counts: Sequence[Counted], action: Action | None) -> Sequence[Block]:
    fits = [each for each in counts if len(each.name) <= limits.OPTION_VALUE]
    if not fits or action is None:
        return ()
    options = tuple(
        Choice(each.name, f"{mark}{one_line(each.name, 45)} ({counted(each.count, 'resource')})")
        for each in fits
    )
    return (Controls((Select(label, action, options),)),)


def _ask(leaves: Leaves) -> tuple[Control, ...]:
    return () if leaves.ask is None else (Button("Ask the room", leaves.ask, Look.EXPECTED),)
