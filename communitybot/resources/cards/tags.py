"""Tags in use by their letters, what has none yet, and the question before one becomes another."""

from communitybot.commands.form import escaped
from communitybot.conversation import limits
from communitybot.conversation.actions import Action, BadAction
from communitybot.conversation.controls import Button, Choice, Control, Look, Select
from communitybot.conversation.forms import Form, FormField
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
from communitybot.conversation.phrases import counted
from communitybot.conversation.text import Code, Strong
from communitybot.errors import Misread
from communitybot.resources.cards import actions
from communitybot.resources.cards.which import choice_of
from communitybot.resources.cards.words import line_of, title_of
from communitybot.resources.model.resource import Resource
from communitybot.resources.tagging import Retag, TagsPage, Untagged
from communitybot.resources.views import Counted

TAG = 40
LINE = 220
LINK = 120


def tags_card(page: TagsPage, *, choose: Action) -> Message:
    """A page of tags; one that is chosen shows what has it."""
    if not page.tags:
        return _none(page)
    blocks: list[Block] = [Heading("Tags in use")]
    told = [f"Those that begin with “{page.begins}”"] if page.begins else []
    told += [f"Page {page.number}"] if page.number > 1 or page.more else []
    if told:
        blocks.append(paragraph(f"{'. '.join(told)}."))
    if page.most_used:
        blocks.append(paragraph(f"Most used: {', '.join(map(_counted, page.most_used))}."))
    listed = shorten(", ".join(map(_counted, page.tags)), limits.PARAGRAPH - 100)
    blocks.append(paragraph(f"{listed}."))
    options = tuple(
        Choice(each.name, one_line(f"#{each.name} ({counted(each.count, 'resource')})", limits.OPTION_LABEL))
        for each in sorted(page.tags, key=lambda each: -each.count)[: limits.OPTIONS]
        if len(each.name) <= limits.OPTION_VALUE
    )
    blocks.append(Controls((Select("See what has a tag", choose, options),)))
    if row := _turns(page):
        blocks.append(Controls(row))
    blocks.append(small(*_hint(page)))
    return message(*blocks)


def untagged_card(page: Untagged) -> Message:
    """Resources without a tag, each of which can be given some here."""
    if not page.resources:
        whose = "Every resource here has a tag." if page.moderates else "All you shared has a tag."
        return message(paragraph(f"{whose} Thank you!"), Controls((_all(),)))
    blocks: list[Block] = [
        Heading("Without a tag" if page.moderates else "Yours without a tag"),
        paragraph("A tag or two, and colleagues find them."),
        Bullets(tuple(line_of(each, most=LINE, longest=LINK) for each in page.resources)),
        Controls(
            (
                Select(
                    "Give one its tags",
                    Action("resource.tag_it"),
                    tuple(choice_of(each) for each in page.resources),
                ),
            )
        ),
    ]
    row: list[Control] = []
    if page.number > 1:
        row.append(Button("Earlier page", _bare(page.number - 1)))
    if page.more:
        row.append(Button("More of them", _bare(page.number + 1)))
    return message(*blocks, Controls((*row, _all())))


def tag_form(resource: Resource) -> Form:
    """Ask for the tags of one resource."""
    return Form(
        title="Give it tags",
        action=Action("resource.tags_given", (resource.id,)),
        fields=(
            FormField(
                name="tags",
                label="Tags",
                required=True,
                hint="Up to eight words, such as: fractions, games",
                value=", ".join(resource.tags)[: limits.FORM_TEXT] or None,
            ),
        ),
        submit="Keep them",
        intro=title_of(resource, 300),
    )


def tagged_card(resource: Resource) -> Message:
    """That a resource has its tags, and the way to the next."""
    tags = ", ".join(f"#{one_line(tag, TAG)}" for tag in resource.tags) or "no tag"
    return message(
        paragraph(Strong(title_of(resource)), f" has {tags} now."),
        Controls((Button("The next without a tag", _bare(1), Look.EXPECTED), actions.view(resource.id))),
    )


def retag_card(retag: Retag) -> Message:
    """Ask before one tag becomes another."""
    old, new = (one_line(each.name, TAG) for each in (retag.old, retag.new))
    joins = (
        f" #{new} is on {counted(retag.new.count, 'resource')} already: the two become one."
        if retag.new.count
        else ""
    )
    return message(
        paragraph(f"#{old} becomes #{new} on {counted(retag.old.count, 'resource')}.{joins}"),
        paragraph("Two that became one cannot be told apart again." if retag.new.count else "Cards follow."),
        Controls((Button("Change it", _retag(retag), Look.GRAVE),)),
    )


def _retag(retag: Retag) -> Action:
    try:
        return Action("resource.retag", (escaped(retag.old.name), escaped(retag.new.name)))
    except BadAction:
        raise Misread(
            "These tags are too long together for me to ask you back. Shorter ones work.",
            example="/resource tags",
            field="to",
        ) from None


def retagged_card(retag: Retag) -> Message:
    old, new = (one_line(each.name, TAG) for each in (retag.old, retag.new))
    return message(
        paragraph(f"#{old} becomes #{new} now; {counted(retag.old.count, 'resource')} may take a moment."),
        Controls((_all(),)),
    )


def _none(page: TagsPage) -> Message:
    if page.number > 1:
        said = "This page is empty: the list ends before it."
    elif page.begins:
        said = f"No tag begins with “{one_line(page.begins, TAG)}”."
    else:
        said = "No resource has a tag yet."
    row: tuple[Control, ...] = (_all(),) if page.begins or page.number > 1 else (actions.begin(),)
    if page.bare:
        row = (*row, Button("What has no tag", _bare(1)))
    return message(paragraph(said), Controls(row))


def _counted(each: Counted) -> str:
    return f"#{one_line(each.name, TAG)} {each.count:,}"


def _turns(page: TagsPage) -> tuple[Control, ...]:
    row: list[Control] = []
    for label, number, there in (
        ("Earlier letters", page.number - 1, page.number > 1),
        ("Later letters", page.number + 1, page.more),
    ):
        action = _page(page.begins, number) if there else None
        if action is not None:
            row.append(Button(label, action))
    if page.bare:
        row.append(Button("What has no tag", _bare(1)))
    return tuple(row)


def _page(begins: str, number: int) -> Action | None:
    """None where the letters are too long for a button; shorter ones show the same tags."""
    try:
        return Action("resource.tags", (escaped(begins), str(number)))
    except BadAction:
        return None


def _hint(page: TagsPage) -> tuple[str | Code, ...]:
    if page.moderates:
        return ("One tag can become another: ", Code("/resource tags rename: maths, to: math"))
    return ("By letters: ", Code("/resource tags fra"))


def _all() -> Button:
    return Button("All tags", Action("resource.tags", ("", "1")))


def _bare(number: int) -> Action:
    return Action("resource.untagged", (str(number),))
