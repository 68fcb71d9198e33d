"""What people wrote of a resource, for those who moderate: a list to choose from, and a question first."""

from communitybot.conversation import limits
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, Choice, Control, Select
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
from communitybot.conversation.phrases import name_words
from communitybot.conversation.text import Strong, Text, say
from communitybot.resources.cards import actions
from communitybot.resources.cards.words import title_of
from communitybot.resources.clearing_views import Cleared, Word, WordKind, WordsPage
from communitybot.resources.model.judgement import REASON_MOST
from communitybot.resources.model.resource import Resource

WORDS = 420  # weight of one in the list
KINDS = {WordKind.NOTE: "note", WordKind.TRY: "tried it"}


def words_button(resource: str) -> Button:
    return Button("Notes and tries", Action("resource.words", (resource,)))


def words_card(page: WordsPage, *, said: str | None = None) -> Message:
    """A page of what was written; the choice comes as the value of `resource.word`."""
    resource = page.resource
    blocks: list[Block] = [paragraph(said)] if said else []
    blocks.append(Heading(title_of(resource, 140)))
    if page.words:
        blocks.append(Bullets(tuple(_line(word) for word in page.words)))
        options = tuple(Choice(word.mark, _label(word)) for word in page.words)
        choose = Select("Take one away", Action("resource.word", (resource.id,)), options)
        blocks.append(Controls((choose,)))
    else:
        blocks.append(paragraph("Nobody has a note or an “I tried it” here."))
    turns = ((page.number > 1, "Later ones", -1), (page.more, "Earlier ones", 1))
    row: list[Control] = [
        Button(name, Action("resource.words", (resource.id, str(page.number + step))))
        for there, name, step in turns
        if there
    ]
    blocks.append(Controls((*row, actions.view(resource.id, "The resource"))))
    if page.words:
        blocks.append(small("I ask first, and tell whoever wrote it kindly, in private."))
    return message(*blocks)


def clear_form(resource: Resource, word: Word) -> Form:
    """Ask first; the reason is read by whoever wrote it."""
    why = FormField(
        name="reason",
        label="Why, if you like",
        kind=FieldKind.LONG_TEXT,
        hint=f"At most {REASON_MOST} characters, such as: it names a student. Its writer reads it.",
    )
    what = "the note of" if word.kind is WordKind.NOTE else "the “I tried it” of"
    who = one_line(word.name, 60) or "somebody"
    return Form(
        title="Take it away?",
        action=Action("resource.word_cleared", (resource.id, word.mark)),
        fields=(why,),
        submit="Take it away",
        intro=f"This takes {what} {who} away from “{title_of(resource, 100)}” for good.",
    )


def cleared_words(cleared: Cleared) -> str:
    if cleared.word is None:
        return "That is gone already, or was written anew since you looked. This is how it is now."
    return "Taken away. Whoever wrote it is told in private; the card follows."


def _line(word: Word) -> Text:
    return say(Strong(name_words(word.name)), f" ({KINDS[word.kind]}): {one_line(word.text, WORDS) or '—'}")


def _label(word: Word) -> str:
    who = f"{one_line(word.name, 30) or 'Somebody'} ({KINDS[word.kind]})"
    text = one_line(word.text, limits.OPTION_LABEL - limits.weight(f"{who}: "))
    return f"{who}: {text}" if text else who
