"""What people read about ideas that are to be one: side by side, what will happen, and what came of it."""

from communitybot.conversation import limits
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, Look, Select
from communitybot.conversation.limits import one_line
from communitybot.conversation.message import (
    Block,
    Bullets,
    Controls,
    Field,
    Fields,
    Heading,
    Message,
    message,
    paragraph,
    small,
)
from communitybot.conversation.phrases import capital, counted, people
from communitybot.conversation.text import At, AtStyle, Code, Strong, Text, say
from communitybot.ideas.cards import actions
from communitybot.ideas.cards.which import choice_of
from communitybot.ideas.cards.words import author_of, support_words, title_of
from communitybot.ideas.gates import LARGEST_TEAM
from communitybot.ideas.merge_views import Came, Likes, Pair, Wished
from communitybot.ideas.model.idea import GROWING, Idea
from communitybot.ideas.model.merge import MergeState

NEED = 300
DAYS = "Within seven days whoever wrote one of them, or a moderator, can undo it exactly."
ANOTHER = "/idea merge … into: a few words of its title"


def likes_card(likes: Likes) -> Message:
    """Ask which idea this one is to go on in: those like it first."""
    title = Strong(title_of(likes.idea))
    how = small("Another one? ", Code(ANOTHER), ". Whoever wrote it is asked before anything happens.")
    if not likes.similar:
        return message(paragraph("I found no idea that sounds like ", title, "."), how)
    options = tuple(choice_of(idea) for idea in likes.similar[: limits.OPTIONS])
    chosen = Action("idea.merging", (likes.idea.id,))
    return message(
        paragraph("Which idea says the same as ", title, "? The two can go on as one."),
        Controls((Select("Choose the idea it goes on in", chosen, options),)),
        how,
    )


def pair_card(pair: Pair) -> Message:
    """Show two ideas side by side to whoever thinks they are one, before anybody is asked."""
    if pair.merge is not None and pair.merge.state is MergeState.MERGED and pair.one.into == pair.other.id:
        return _merged_card(Wished(pair=pair, came=Came.MERGED, now=False))
    one, other = pair.one.id, pair.other.id
    both = pair.mine >= {one, other}
    propose = "Merge them now" if both else "Ask whoever wrote them" if not pair.mine else "Ask its author"
    row = (
        Button(propose, Action("idea.merge_ask", (one, other)), Look.EXPECTED),
        Button("The other way round", Action("idea.merging", (other, one))),
    )
    said = "You wrote both, so nobody else has to agree." if both else _who_is_asked(pair)
    return message(
        Heading("Two ideas, or one?"),
        *_side_by_side(pair),
        paragraph(said, _further(pair)),
        Controls(row),
        small(DAYS),
    )


def question_card(pair: Pair) -> Message:
    """Ask an author, kindly, with both titles side by side and what will happen."""
    proposer = pair.merge.proposer if pair.merge is not None else ""
    wrote = pair.one.by(proposer) or pair.other.by(proposer)
    who = "Whoever wrote the other one" if wrote else "A moderator"
    return message(
        Heading("Two ideas, or one?"),
        paragraph(f"{who} thinks that these two say the same, and could go on as one. What do you think?"),
        *_side_by_side(pair),
        Controls(_answers(pair)),
        small("No is a fine answer. ", DAYS),
    )


def wished_card(wished: Wished) -> Message:
    """Say what came of a wish, a yes or a no."""
    pair = wished.pair
    one, other = Strong(title_of(pair.one)), Strong(title_of(pair.other))
    views = (actions.view(pair.other.id, "View the one"), actions.view(pair.one.id, "View the other"))
    match wished.came:
        case Came.MERGED:
            return _merged_card(wished)
        case Came.ASKED:
            return message(
                paragraph("Asked in private: may ", one, " go on in ", other, "? I tell you what they say."),
                small("They are asked once more in a week. After two weeks without an answer it rests."),
            )
        case Came.ANSWERS:
            return question_card(pair)
        case Came.WAITS:
            again = "Noted: you agree. " if wished.now else "That was asked already. "
            return message(
                paragraph(
                    again, "Whoever wrote the other one has not answered yet: ", one, " into ", other, "."
                )
            )
        case Came.APART:
            begins = "They stay apart: " if wished.now else "They were kept apart already: "
            told = "Whoever asked is told, kindly." if wished.now else "Nothing more was done."
            return message(paragraph(begins, one, " and ", other, f". {told}"), Controls(views))
        case Came.LAPSED:
            return message(
                paragraph("That question rests: ", one, " or ", other, " does not go on, or it is too old."),
                small("Nothing was changed. ", Code("/idea merge"), " asks again."),
            )
        case Came.UNDONE:
            return _undone_card(wished)


def undo_card(pair: Pair) -> Message:
    """Ask before two ideas that became one are two again."""
    merge = pair.merge
    since: tuple[str | At, ...] = ()
    if merge is not None and merge.done is not None:
        since = (" since ", At(merge.done, pair.zone, style=AtStyle.DATE))
    lines = (
        "Votes, followers, team and authors are as if it had never been.",
        "What people did themselves since stays: a vote they gave or took back, a place they took or left.",
        "The threads of both go on; whoever follows one of them is told.",
    )
    row = (
        Button("Make them two again", Action("idea.unmerged", (pair.one.id,))),
        actions.view(pair.other.id, "Leave it so"),
    )
    return message(
        Heading("Two ideas again?"),
        paragraph(Strong(title_of(pair.one)), " goes on in ", Strong(title_of(pair.other)), *since, "."),
        Bullets(tuple(say(line) for line in lines)),
        Controls(row),
    )


def _merged_card(wished: Wished) -> Message:
    pair = wished.pair
    one, other = Strong(title_of(pair.one)), Strong(title_of(pair.other))
    if not wished.now:
        return message(
            paragraph("They are one already: ", one, " goes on in ", other, "."),
            Controls((actions.view(pair.other.id, "View the idea"),)),
        )
    support = f"{support_words(pair.other)}. " if pair.other.votes else ""
    until: tuple[str | At, ...] = ()
    if wished.until is not None:
        until = (" until ", At(wished.until, pair.zone))
    return message(
        paragraph("One idea now: ", one, " goes on in ", other, ", with both authors. Thank you!"),
        paragraph(f"{support}{people(pair.other.team)} in its team."),
        Controls(
            (
                actions.view(pair.other.id, "View the idea", Look.EXPECTED),
                actions.unmerge(pair.one.id),
            )
        ),
        small(
            "Its threads lead there, and whoever follows one of them is told. It can be undone", *until, "."
        ),
    )


def _undone_card(wished: Wished) -> Message:
    pair = wished.pair
    return message(
        paragraph(
            "Two ideas again: ", Strong(title_of(pair.one)), " and ", Strong(title_of(pair.other)), "."
        ),
        Controls(
            (
                actions.view(pair.one.id, one_line(f"View “{title_of(pair.one, 40)}”", limits.BUTTON_LABEL)),
                actions.view(
                    pair.other.id, one_line(f"View “{title_of(pair.other, 40)}”", limits.BUTTON_LABEL)
                ),
            )
        ),
        small("The threads of both go on, and whoever follows one of them is told."),
    )


def _side_by_side(pair: Pair) -> list[Block]:
    return [
        Fields(
            (
                Field(f"This one{_yours(pair, pair.one)}", _told(pair.one)),
                Field(f"goes on in this one{_yours(pair, pair.other)}", _told(pair.other)),
            )
        ),
        paragraph(Strong("What happens")),
        Bullets(tuple(say(line) for line in _consequences(pair))),
    ]


def _yours(pair: Pair, idea: Idea) -> str:
    return " (yours)" if idea.id in pair.mine else ""


def _told(idea: Idea) -> Text:
    need = one_line(idea.need, NEED)
    stands = f", by {author_of(idea)}. {capital(idea.stage.value)}, {counted(idea.votes, 'supporter')}."
    return say(Strong(title_of(idea)), stands, *((f" {need}",) if need else ()))


def _consequences(pair: Pair) -> list[str]:
    """What will happen, a sentence each."""
    told = [
        "The text of the second one stays; that of the first can still be read.",
        "Supporters, followers, tags and roles wanted of both are its own; each person counts once.",
        "Both authors stand on it, and both teams are one.",
        "The threads of the first one are closed, with the way to the other; its words stay there.",
    ]
    if pair.team > LARGEST_TEAM:
        told.append(
            f"The team has {pair.team} people then. All stay; more than {LARGEST_TEAM} take nobody else on."
        )
    if pair.one.anonymous or pair.other.anonymous:
        told.append(
            "One hides its author's name, so members read no names. The two authors read each other's."
        )
    return told


def _who_is_asked(pair: Pair) -> str:
    if pair.mine:
        return "You wrote one of them. Whoever wrote the other one is asked first, in private."
    return "Whoever wrote each of them is asked first, in private. Both have to agree."


def _further(pair: Pair) -> str:
    """Where the text that stays is not the one that has come further, say so."""
    if not (pair.one.stage.open and pair.other.stage.open):
        return ""
    one, other = GROWING.index(pair.one.stage), GROWING.index(pair.other.stage)
    return " The first one has come further; the other way round, its stage stays." if one > other else ""


def _answers(pair: Pair) -> tuple[Button, ...]:
    name = pair.merge.id if pair.merge is not None else ""
    return (
        Button("Agree", Action("idea.merge_agree", (name,)), Look.EXPECTED),
        Button("Keep them apart", Action("idea.merge_apart", (name,))),
        actions.view(pair.one.id, one_line(f"View “{title_of(pair.one, 40)}”", limits.BUTTON_LABEL)),
        actions.view(pair.other.id, one_line(f"View “{title_of(pair.other, 40)}”", limits.BUTTON_LABEL)),
    )
