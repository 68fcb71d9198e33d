"""What an author reads once an idea that others know was changed, or taken back."""

from communitybot.commands.words import marked
from communitybot.conversation.message import (
    Block,
    Bullets,
    Controls,
    Message,
    message,
    paragraph,
    small,
)
from communitybot.conversation.phrases import counted
from communitybot.conversation.text import Code, Strong, Struck
from communitybot.ideas.cards import actions
from communitybot.ideas.cards.reading import cautions_block
from communitybot.ideas.cards.words import title_of
from communitybot.ideas.cautions import cautions_of
from communitybot.ideas.model.idea import MOST_WORDS, Idea
from communitybot.ideas.model.wording import words_in
from communitybot.ideas.previews import Changed

NOTES = 4
NOTE = 240


def changed_card(changed: Changed) -> Message:
    """Say that an idea is changed, and what follows from that."""
    idea = changed.idea
    if idea == changed.before:
        said = paragraph(Strong(title_of(idea)), " is as it was: nothing was different.")
    else:
        follows = " Its card follows in every thread." if idea.stage.seen else ""
        said = paragraph("Changed: ", Strong(title_of(idea)), f".{follows}")
    notes = [marked(note, NOTE) for note in changed.notes[:NOTES]]
    warned = cautions_block(cautions_of(idea), own=True)
    blocks: list[Block] = [said, *([Bullets(tuple(notes))] if notes else []), *warned]
    return message(
        *blocks,
        Controls(
            (actions.view(idea.id, "View the idea"), actions.labelled("Change it", actions.edit(idea.id)))
        ),
        small(f"{counted(words_in(idea), 'word')} of {MOST_WORDS}."),
    )


def withdrawn_card(idea: Idea, *, now: bool) -> Message:
    if not now:
        return message(paragraph(Struck(title_of(idea)), " is withdrawn already."))
    told = " Its threads are closed, and whoever follows it is told." if idea.published is not None else ""
    return message(
        paragraph("Withdrawn: ", Struck(title_of(idea)), f".{told}"),
        small("The support it had is kept. ", Code("/idea post"), " starts another one."),
    )
