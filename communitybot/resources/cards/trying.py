"""What happened when people used a resource: a form to tell it, a list to read it, and a day of it."""

from collections.abc import Sequence

from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, Choice, Control, Look
from communitybot.conversation.forms import FieldKind, Form, FormField
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
from communitybot.conversation.phrases import capital, name_words
from communitybot.conversation.text import Strong, Text, say
from communitybot.resources.cards import actions
from communitybot.resources.cards.words import grades_in_words, title_of, tried_words
from communitybot.resources.judging_views import TriesPage
from communitybot.resources.model.grades import IN_ORDER
from communitybot.resources.model.judgement import TRIED_MOST, Repeat, Try
from communitybot.resources.model.resource import Resource

WORDS = 420  # weight of what happened
SHORT = 200
AGAIN = {
    Repeat.YES: "would use it again",
    Repeat.CHANGES: "would use it again, with changes",
    Repeat.NO: "would not use it again",
}


def tries_button(resource: str, label: str = "Who tried it") -> Button:
    return Button(label, Action("resource.tries", (resource,)))


def tried_form(resource: Resource, mine: Try | None) -> Form:
    """Ask what happened; what somebody told before stands in it."""
    return Form(
        title="I tried it",
        action=Action("resource.tried_told", (resource.id,)),
        fields=(
            FormField(
                name="again",
                label="Would you use it again?",
                kind=FieldKind.ONE_OF,
                required=True,
                choices=tuple(Choice(each.value, capital(each.value)) for each in Repeat),
                value=mine.repeat.value if mine else None,
            ),
            FormField(
                name="grade",
                label="In which grade?",
                kind=FieldKind.ONE_OF,
                choices=tuple(Choice(each.value, capital(grades_in_words([each]))) for each in IN_ORDER),
                value=mine.grade.value if mine and mine.grade else None,
            ),
            FormField(
                name="happened",
                label="What happened?",
                kind=FieldKind.LONG_TEXT,
                hint=f"A sentence or two, at most {TRIED_MOST} characters. Please name no student.",
                value=mine.words or None if mine else None,
            ),
        ),
        submit="Tell colleagues",
        intro=f"You used “{title_of(resource)}”. Everybody here sees what you tell, with your name.",
    )


def tries_card(page: TriesPage, *, person: str, said: str | None = None) -> Message:
    """A page of what was told of a resource."""
    resource = page.resource
    blocks: list[Block] = [paragraph(said)] if said else []
    blocks.append(Heading(title_of(resource, 140)))
    blocks.append(paragraph(summed(page)))
    if page.tries:
        blocks.append(Bullets(tuple(try_line(each, resource) for each in page.tries)))
    row: list[Control] = []
    if resource.seen:
        label = "Change what I told" if page.mine else "I tried it"
        row.append(Button(label, Action("resource.tried", (resource.id,)), Look.EXPECTED))
    if page.mine is not None:
        row.append(Button("Take mine away", Action("resource.untry", (resource.id,))))
    turns = ((page.number > 1, "Later ones", -1), (page.more, "Earlier ones", 1))
    for there, name, step in turns:
        if there:
            row.append(Button(name, Action("resource.tries", (resource.id, str(page.number + step)))))
    row.append(actions.view(resource.id, "The resource"))
    blocks.append(Controls(tuple(row)))
    if page.mine is not None and resource.by(person):
        blocks.append(small("You shared it, so your own word stands here and is not counted."))
    return message(*blocks)


def summed(page: TriesPage) -> str:
    """All of it in a line: "4 people tried it, 3 would again, in grades 3 to 5."."""
    words = tried_words(page.resource, page.grades)
    return f"{words}." if words else "Nobody else has told yet what happened when they used it."


def day_card(told: Sequence[tuple[Resource, Try]], *, more: bool) -> Message:
    """Tell a sharer what colleagues did with what they shared."""
    lines = tuple(
        say(Strong(name_words(tried.name)), " tried ", Strong(title_of(resource)), f": {_told(tried, SHORT)}")
        for resource, tried in told
    )
    first = dict.fromkeys(resource.id for resource, _ in told)
    titles = {resource.id: title_of(resource, 40) for resource, _ in told}
    buttons = tuple(tries_button(each, f"“{titles[each]}”") for each in list(first)[:3])
    last = [small("There is more; each resource shows who tried it.")] if more else []
    return message(
        paragraph("What you shared was used in a classroom:"), Bullets(lines), Controls(buttons), *last
    )


def try_line(tried: Try, resource: Resource, most: int = WORDS) -> Text:
    """What one person tells: "Ana Ruiz: grade 4; would use it again. They cut and compared."."""
    own = " (shared it)" if resource.by(tried.person) else ""
    return say(Strong(name_words(tried.name)), f"{own}: {_told(tried, most)}")


def _told(tried: Try, most: int) -> str:
    grade = f"{grades_in_words([tried.grade])}; " if tried.grade else ""
    words = one_line(tried.words, most)
    return f"{grade}{AGAIN[tried.repeat]}{f'. {words}' if words else '.'}"
