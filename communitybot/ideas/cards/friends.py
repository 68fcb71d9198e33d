"""What people read about critical friends: the question, who was asked, and their notes."""

from collections.abc import Mapping, Sequence

from communitybot.conversation import limits
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, Choice, Look, Select
from communitybot.conversation.limits import one_line, shorten
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
from communitybot.conversation.phrases import joined, name_words
from communitybot.conversation.text import Code, Strong, Text, say
from communitybot.ideas.cards import actions
from communitybot.ideas.cards.words import author_of, title_of
from communitybot.ideas.lab_views import Circle
from communitybot.ideas.model.friend import PLACES, Friend, Standing
from communitybot.ideas.model.idea import Idea

NEED = 400
LISTED = 12  # of those who were asked, the last
ANSWER = 1_400  # weight of one answer on a page of notes
PAGE = 2_800  # weight of all answers on it
WHO_SEES = "Only the team reads your notes, and you can change them."

QUESTIONS: Mapping[str, str] = {
    "heard": "What I heard you say",
    "strongest": "What is strongest",
    "questions": "The questions I would ask",
    "evidence": "Evidence that is missing",
    "people": "People who are missing",
    "measures": "Measures that are missing",
    "step": "One next step",
}
"""What each critical friend is asked, in this order."""


def friend_asked_card(idea: Idea, *, again: bool = False) -> Message:
    """Ask somebody in private; `again` after a week without an answer."""
    title = Strong(title_of(idea))
    first = (
        paragraph("A week ago you were asked about ", title, ". Would you be its critical friend?")
        if again
        else paragraph("Would you be a critical friend of ", title, ", an idea by ", author_of(idea), "?")
    )
    need = one_line(idea.need, NEED)
    return message(
        first,
        *((paragraph(Strong("The need"), f": {need}"),) if need else ()),
        paragraph(
            "A critical friend listens, asks questions and leaves notes on seven short questions. ",
            "It takes about half an hour, and no is a fine answer.",
        ),
        Controls((_accept(idea.id), _not_now(idea.id), actions.view(idea.id, "View the idea"))),
        small(f"If you accept, the idea's thread names you. {WHO_SEES}"),
    )


def circle_card(circle: Circle, *, said: str | None = None) -> Message:
    """Who is a critical friend of an idea, and what the reader can do about it."""
    idea = circle.idea
    blocks: list[Block] = [Heading(one_line(f"Critical friends of {title_of(idea)}", limits.HEADING))]
    if said:
        blocks.append(paragraph(one_line(said, 600)))
    if lines := _lines(circle):
        blocks.append(Bullets(lines))
    else:
        blocks.append(paragraph("Nobody has been asked yet."))
    if circle.mine is not None:
        return message(*blocks, *_mine(idea, circle.mine))
    if circle.team:
        return message(*blocks, *_for_team(circle))
    return message(
        *blocks,
        paragraph("Two people from outside a team listen, ask questions and leave notes for it."),
        Controls((_willing(on=not circle.willing),)),
        small(_willingness(on=circle.willing)),
    )


def willing_card(*, on: bool) -> Message:
    """Say whether teams may ask the reader from now on."""
    return message(
        paragraph("Done. ", _willingness(on=on)),
        Controls((_willing(on=not on),)),
    )


def notes_card(idea: Idea, friends: Sequence[Friend], page: int) -> Message:
    """One page of what critical friends noted, for the team."""
    pages = note_pages(friends)
    page = min(max(page, 0), len(pages) - 1)
    blocks: list[Block] = [Heading(one_line(f"Notes on {title_of(idea)}", limits.HEADING))]
    blocks += [paragraph(text) for text in pages[page]]
    row = []
    if page:
        row.append(Button("Earlier notes", Action("idea.notes_page", (idea.id, str(page - 1)))))
    if page + 1 < len(pages):
        row.append(Button("More notes", Action("idea.notes_page", (idea.id, str(page + 1))), Look.EXPECTED))
    row.append(actions.friends(idea.id))
    waiting = sum(one.standing is Standing.AGREED and not one.done for one in friends)
    last = f"Page {page + 1} of {len(pages)}. " if len(pages) > 1 else ""
    more = "One friend has not written yet. " if waiting else ""
    return message(*blocks, Controls(tuple(row)), small(f"{last}{more}Only your team reads this."))


def no_notes_card(circle: Circle) -> Message:
    """Say how many notes there are, to those who do not read them."""
    count = sum(one.done for one in circle.friends)
    title = Strong(title_of(circle.idea))
    if circle.team:
        words = ("Nobody has left notes on ", title, " yet.")
        return message(paragraph(*words), Controls((actions.friends(circle.idea.id),)))
    if not count:
        return message(paragraph("No critical friend has left notes on ", title, " yet."))
    friends = "One critical friend has" if count == 1 else f"{count} critical friends have"
    return message(paragraph(f"{friends} left notes on ", title, ". They are for its team."))


def note_pages(friends: Sequence[Friend]) -> Sequence[Sequence[Text]]:
    """The answers of all who have answered, as many on a page as fit."""
    pages: list[list[Text]] = [[]]
    room = PAGE
    for friend in friends:
        if not friend.done or friend.notes is None:
            continue
        first = say(Strong(name_words(friend.name)), " noted:")
        for index, (name, answer) in enumerate(friend.notes.written):
            text = say(Strong(QUESTIONS[name]), f": {shorten(answer, ANSWER)}")
            texts = [first, text] if not index else [text]
            weight = sum(each.weight + 4 for each in texts)
            if pages[-1] and (weight > room or len(pages[-1]) + len(texts) > limits.BLOCKS - 4):
                pages.append([])
                room = PAGE
            pages[-1] += texts
            room -= weight
    return pages


def _lines(circle: Circle) -> tuple[Text, ...]:
    """Whoever agreed, for everybody; for the team and for themselves also who was asked."""
    shown = []
    for friend in circle.friends:
        own = circle.mine is not None and circle.mine.person == friend.person
        if friend.standing is Standing.AGREED:
            state = "has left notes" if friend.done else "agreed, and has not left notes yet"
        elif circle.team or own:
            state = friend.standing.value
        else:
            continue
        shown.append(say(Strong("You" if own else name_words(friend.name)), f": {state}"))
    return tuple(shown[-LISTED:])


def _mine(idea: Idea, mine: Friend) -> tuple[Block, ...]:
    if mine.standing is Standing.AGREED:
        label = "Change my notes" if mine.notes is not None else "Write my notes"
        row = (
            Button(label, Action("idea.notes", (idea.id,)), Look.EXPECTED),
            actions.view(idea.id, "View the idea"),
            Button("Step back", Action("idea.step_back", (idea.id,)), Look.GRAVE),
        )
        return Controls(row), small(f"{WHO_SEES} If you step back, they go with you.")
    asked = mine.standing is Standing.ASKED
    no = (_not_now(idea.id),) if asked else ()
    return (Controls((_accept(idea.id), *no, actions.view(idea.id, "View the idea"))),)


def _for_team(circle: Circle) -> tuple[Block, ...]:
    idea = circle.idea
    row = [Button("Read the notes", Action("idea.notes", (idea.id,)))]
    if not circle.free:
        return (Controls(tuple(row)),)
    name = Code("/idea friends people: Ana Ruiz")
    if not circle.rota:
        nobody = "Nobody else has said yet that teams may ask them. You can name people: "
        return paragraph(nobody, name, "."), Controls(tuple(row))
    turn = circle.rota[: circle.free]
    names = joined(name_words(one.name) for one in turn)
    row.insert(
        0, Button(one_line(f"Ask {names}", 60), _ask(idea.id, *(o.person for o in turn)), Look.EXPECTED)
    )
    chosen = Select(
        "Or choose whom to ask",
        Action("idea.friend_ask", (idea.id,)),
        tuple(Choice(one.person, name_words(one.name)) for one in circle.rota),
    )
    return (
        paragraph("These people are willing; whoever was asked least lately comes first."),
        Controls(tuple(row)),
        Controls((chosen,)),
        small("You can also name people: ", name, f". An idea has {PLACES} critical friends."),
    )


def _ask(idea: str, *persons: str) -> Action:
    return Action("idea.friend_ask", (idea, *persons))


def _accept(idea: str) -> Button:
    return Button("Accept", Action("idea.befriend", (idea,)), Look.EXPECTED)


def _not_now(idea: str) -> Button:
    return Button("Not now", Action("idea.unfriend", (idea,)))


def _willing(*, on: bool) -> Button:
    label = "Teams may ask me" if on else "Do not ask me any more"
    return Button(label, Action("idea.willing", ("yes" if on else "no",)))


def _willingness(*, on: bool) -> str:
    if on:
        return "Teams see your name and may ask you to be a critical friend; you can say no each time."
    return "Teams are not told to ask you."
