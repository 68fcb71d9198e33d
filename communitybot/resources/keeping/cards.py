"""What people read about imports: what would happen, that it has begun, what came of it, and its undoing."""

from collections.abc import Sequence

from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, Choice, Look
from communitybot.conversation.forms import FieldKind, Form, FormField
from communitybot.conversation.limits import one_line, shorten
from communitybot.conversation.message import (
    Block,
    Bullets,
    Controls,
    Message,
    message,
    paragraph,
    small,
)
from communitybot.conversation.phrases import capital, counted, tags_words
from communitybot.conversation.text import Code, Strong, Text, Words, say
from communitybot.resources.model.importing import (
    KEPT,
    MOST_ROWS,
    Filing,
    Folder,
    Import,
    ImportState,
    Problem,
)
from communitybot.resources.model.resource import Kind

SHOWN = 6  # folders, and problems
FILINGS = {
    Filing.SUGGESTED: "Subjects and tags",
    Filing.TAGS: "Tags only",
    Filing.NOTHING: "Nothing",
}


def preview_card(made: Import) -> Message:
    """What would happen; nothing has."""
    if made.state is not ImportState.PREVIEW:
        return begun_card(made)
    blocks: list[Block] = [
        paragraph(Strong(_file(made)), ": this is what I would do. Nothing has happened yet."),
        Bullets(tuple(_counts(made))),
    ]
    if made.wanted > 0:
        blocks += [paragraph(*_filed(made))] if made.folders or made.tags or made.kind else []
        if made.examples:
            names = "; ".join(f"\u201c{one_line(title, 70)}\u201d" for title in made.examples)
            blocks.append(small("For example ", names, "."))
    blocks += _troubles(made.problems, made.unread + made.left)
    buttons = [
        Button("Change", Action("resource.import_change", (made.id,))),
        Button("Leave it", Action("resource.import_leave", (made.id,))),
    ]
    if made.wanted > 0:
        label = "Import it" if made.wanted == 1 else f"Import all {made.wanted:,}"
        buttons.insert(0, Button(label, Action("resource.import_take", (made.id,)), Look.EXPECTED))
        note = f"No cards are posted. You can take the whole import back for {KEPT.days} days."
    elif made.secluded and not made.private:
        note = "Only links that your file marks as private would be new. Change takes them along."
    else:
        note = "Nothing in it is new here, so there is nothing to do."
        del buttons[0]
    return message(*blocks, Controls(tuple(buttons)), small(note))


def _counts(made: Import) -> Sequence[Text]:
    told = [say(Strong(counted(made.wanted, "link")), " would be new here")]
    for number, words in (
        (
            made.known,
            "here already, and left alone",
        ),
        (made.twice, "more than once in the file, and taken once"),
        (made.left, "no page of the web that others could open, so left out"),
        (made.unread, "not understood, so left out"),
    ):
        if number:
            told.append(say(f"{number:,} {words}"))
    if made.secluded:
        what = "taken as well" if made.private else "left out, unless you change that"
        told.append(say(f"{made.secluded:,} marked as private in your file: {what}"))
    if made.more:
        told.append(say(f"The file goes on: I read at most {MOST_ROWS:,} links at once"))
    return told


def _filed(made: Import) -> list[Words]:
    told: list[Words] = []
    subjects = [each for each in made.folders if each.subject and made.filing is Filing.SUGGESTED]
    tags = [each for each in made.folders if each not in subjects and made.filing is not Filing.NOTHING]
    for what, folders in (("subjects", subjects), ("tags", tags)):
        if folders:
            told.append(f"{'Folders' if not told else 'Others'} become {what}: {_folders(folders)}. ")
    if made.filing is Filing.NOTHING and made.folders:
        told.append("Folders become nothing. ")
    if made.tags:
        told.append(f"Each link gets {tags_words(made.tags)}. ")
    if made.kind is not None:
        told.append(f"Each whose type the file does not say is one of: {made.kind.value}. ")
    return told


def _folders(folders: Sequence[Folder]) -> str:
    named = ", ".join(f"{one_line(each.name, 40)} ({each.count:,})" for each in folders[:SHOWN])
    more = len(folders) - SHOWN
    return f"{named} and others" if more > 0 else named


def _troubles(problems: Sequence[Problem], number: int) -> list[Block]:
    if not problems:
        return []
    lines = [say(f"Line {each.line:,}: {shorten(each.why, 170)}") for each in problems[:SHOWN]]
    more = number - len(lines)
    if more > 0:
        lines.append(say(f"and {more:,} more"))
    return [paragraph("Left out:"), Bullets(tuple(lines))]


def begun_card(made: Import) -> Message:
    """What is happening with an import, or has happened."""
    match made.state:
        case ImportState.TAKING:
            return message(
                paragraph("I am importing ", Strong(counted(made.wanted, "link")), f" from {_file(made)}."),
                small("I tell you in private when it is done. You can go on meanwhile."),
            )
        case ImportState.UNDOING:
            return message(
                paragraph(f"I am taking back what came from {_file(made)}."),
                small("I tell you in private when it is done."),
            )
        case ImportState.LEFT | ImportState.PREVIEW:
            return message(paragraph("Left: nothing was imported from ", Strong(_file(made)), "."))
        case _:
            return ended_card(made)


def ended_card(made: Import) -> Message:
    """What came of an import."""
    if made.state is ImportState.UNDONE:
        stayed = (
            f" {counted(made.stayed, 'resource')} stayed, since colleagues saved, tried or wrote about "
            f"{'it' if made.stayed == 1 else 'them'}."
            if made.stayed
            else ""
        )
        return message(
            paragraph(Strong(counted(made.gone, "resource")), f" from {_file(made)} taken back.{stayed}")
        )
    missed = made.wanted - made.kept
    also = (
        f" {counted(missed, 'link')} came here in another way meanwhile, and stayed as "
        f"{'it is' if missed == 1 else 'they are'}."
        if missed > 0
        else ""
    )
    return message(
        paragraph(
            "Done: ",
            Strong(counted(made.kept, "resource")),
            f" imported from {_file(made)}.{also}",
        ),
        Controls((Button("Take all of it back", Action("resource.import_undo", (made.id,)), Look.GRAVE),)),
        small("You can do so for a week. ", Code("/resources"), " finds what is in the library."),
    )


def undo_question(made: Import) -> Message:
    return message(
        paragraph(
            "Take back ",
            Strong("the one resource" if made.kept == 1 else f"all {counted(made.kept, 'resource')}"),
            f" from {_file(made)}? What colleagues have saved, tried or written about stays.",
        ),
        Controls(
            (
                Button("Yes, take them back", Action("resource.import_undo", (made.id, "sure")), Look.GRAVE),
                Button("Keep them", Action("resource.import_keep", (made.id,))),
            )
        ),
    )


def change_form(made: Import) -> Form:
    """How an import is to be done, as it is set now."""
    fields = [
        FormField(
            name="tags",
            label="Tags for every link",
            hint="Up to four, beside those of the file. Leave it empty for none.",
            value=", ".join(made.tags) or None,
        ),
        FormField(
            name="kind",
            label="Type, where the file says none",
            kind=FieldKind.ONE_OF,
            choices=(Choice("none", "Say nothing"), *(Choice(k.value, capital(k.value)) for k in Kind)),
            value=made.kind.value if made.kind else "none",
        ),
        FormField(
            name="filing",
            label="What folders become",
            kind=FieldKind.ONE_OF,
            choices=tuple(Choice(one.value, label) for one, label in FILINGS.items()),
            value=made.filing.value,
        ),
    ]
    if made.secluded:
        fields.append(
            FormField(
                name="private",
                label="Links the file marks as private",
                kind=FieldKind.ONE_OF,
                choices=(Choice("no", "Leave them out"), Choice("yes", "Take them as well")),
                value="yes" if made.private else "no",
            )
        )
    return Form(
        title="How to import",
        action=Action("resource.import_changed", (made.id,)),
        fields=tuple(fields),
        submit="Show me",
    )


def _file(made: Import) -> str:
    return one_line(made.file, 60) or "your file"
