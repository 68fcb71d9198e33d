"""Lists of ideas, page by page, and what helps where there are none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from communitybot.conversation import limits
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, Choice, Control, Look, Select
from communitybot.conversation.forms import Form, FormField
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
from communitybot.conversation.phrases import counted, people, tags_words
from communitybot.conversation.text import Code, Strong, Text, say
from communitybot.ideas.cards import actions
from communitybot.ideas.cards.which import choice_of
from communitybot.ideas.cards.words import author_of, roles_words, title_of
from communitybot.ideas.model.idea import Idea
from communitybot.ideas.views import IdeaQuery, Page, Sort

LINE = 330  # weight of one idea in a list
TITLE = 90
HEADINGS: Mapping[Sort, str] = {
    Sort.HOT: "Ideas people talk about",
    Sort.NEW: "New ideas",
    Sort.NEEDS_HELP: "Ideas that need help",
    Sort.MINE: "Your ideas",
    Sort.NEAR_ME: "Ideas near you",
}
NOTHING: Mapping[Sort, str] = {
    Sort.HOT: "No ideas yet. What would you change, if you led from your classroom?",
    Sort.NEW: "No ideas yet. What would you change, if you led from your classroom?",
    Sort.NEEDS_HELP: "No idea looks for help just now.",
    Sort.MINE: "You have no idea here yet, and follow none.",
    Sort.NEAR_ME: "No idea near there yet.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaves:
    """Where the buttons under a list lead; None where there is nothing to turn to."""

    back: Action | None = None
    on: Action | None = None
    sort: Action | None = None
    everything: Action | None = None


def list_card(page: Page, query: IdeaQuery, leaves: Leaves, person: str) -> Message:
    """Draw one page of ideas for somebody; their own drafts and what is theirs are marked."""
    if not page.ideas:
        return _nothing(query, leaves)
    blocks: list[Block] = [Heading(HEADINGS[query.sort])]
    narrowed = _narrowed(query)
    number = query.offset // query.limit + 1
    paged = number > 1 or page.more
    where = ". ".join(part for part in (narrowed, f"Page {number}" if paged else "") if part)
    if where:
        blocks.append(paragraph(f"{where}."))
    blocks.append(Bullets(tuple(_line(idea, person) for idea in page.ideas)))
    options = tuple(choice_of(idea) for idea in page.ideas)
    blocks.append(Controls((Select("Look at one of them", Action("idea.view"), options),)))
    blocks += _turns(leaves)
    blocks.append(
        small(Code("/idea post"), " posts one; ", Code("/ideas near me"), " finds those around you.")
    )
    return message(*blocks)


def place_form(action: Action, place: str = "") -> Form:
    """Ask where somebody is."""
    return Form(
        title="Ideas near you",
        action=action,
        fields=(
            FormField(
                name="near",
                label="Where are you?",
                required=True,
                hint="A town, a district or a state. I use it for this list alone.",
                value=place or None,
            ),
        ),
        submit="Show ideas",
    )


def place_card(ask: Action) -> Message:
    """Say that no place is known, and how to name one."""
    return message(
        paragraph("I do not know where you are. Which ideas are near depends on that."),
        Controls((Button("Say where", ask, Look.EXPECTED),)),
        small("Or type ", Code("/ideas near: Lexington"), ". I use it for this list alone."),
    )


def _line(idea: Idea, person: str) -> Text:
    facts = [idea.stage.value]
    if idea.stage.seen:
        facts.append(f"by {author_of(idea)}")
    if idea.by(person):
        facts.append("your own")
    if idea.votes:
        facts.append(f"{people(idea.votes)} for it")
    if idea.lines:
        facts.append(f"{counted(idea.lines, 'line')} in its thread")
    if idea.team > 1:
        facts.append(f"team of {idea.team}")
    if idea.roles and idea.stage.open:
        facts.append(f"looks for {roles_words(idea.roles)}")
    if place := one_line(idea.place, 60):
        facts.append(place)
    if tags := tags_words(idea.tags, 60):
        facts.append(tags)
    title = title_of(idea, TITLE)
    room = LINE - limits.weight(title) - 10
    return say(Strong(title), f": {limits.shorten(', '.join(facts), room)}")


def _narrowed(query: IdeaQuery) -> str:
    """Which ideas these are, in words: "At stage seed, about policy, tagged #time"."""
    words = []
    if query.stage is not None:
        words.append(f"at stage {query.stage.value}")
    if query.category is not None:
        words.append(f"about {query.category.value}")
    if query.tag:
        words.append(f"tagged {tags_words([query.tag], 60)}")
    if query.near:
        words.append(f"near {one_line(query.near, 60)}")
    told = ", ".join(words)
    return told[:1].upper() + told[1:]


def _turns(leaves: Leaves) -> Sequence[Block]:
    turns = (("Earlier page", leaves.back), ("More ideas", leaves.on), ("All ideas", leaves.everything))
    row: list[Control] = [Button(label, action) for label, action in turns if action is not None]
    blocks: list[Block] = [Controls((*row, actions.post()))]
    if leaves.sort is not None:
        orders = tuple(Choice(sort.name.lower(), f"{HEADINGS[sort]} ({sort.value})") for sort in Sort)
        blocks.append(Controls((Select("Show other ideas", leaves.sort, orders),)))
    return blocks


def _nothing(query: IdeaQuery, leaves: Leaves) -> Message:
    if query.offset:
        said = "This page is empty: the list ends before it."
    elif narrowed := _narrowed(query):
        said = f"No idea fits yet: {narrowed[:1].lower()}{narrowed[1:]}."
    else:
        said = NOTHING[query.sort]
    return message(
        paragraph(said, " ", Code("/idea post"), " opens a form for yours."),
        *_turns(leaves),
    )
