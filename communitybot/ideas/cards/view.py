"""One idea as somebody sees it in private: all of it, and every button they may use now."""

from collections.abc import Callable, Sequence
from datetime import datetime

from communitybot.conversation import limits
from communitybot.conversation.addresses import MessageRef
from communitybot.conversation.controls import Button
from communitybot.conversation.limits import one_line, shorten, weight
from communitybot.conversation.message import (
    Block,
    Controls,
    Field,
    Fields,
    Heading,
    Message,
    Paragraph,
    message,
    paragraph,
    small,
)
from communitybot.conversation.phrases import capital, counted, joined, people, tags_words
from communitybot.conversation.text import At, AtStyle, Link, Strong, Text, Unsayable, Words, say
from communitybot.ideas.cards.offers import rows_for, whole
from communitybot.ideas.cards.words import (
    author_of,
    roles_words,
    stage_words,
    support_words,
    team_words,
    title_of,
)
from communitybot.ideas.model.idea import Idea, Stage
from communitybot.ideas.views import Seen

LinkTo = Callable[[MessageRef], str | None]
PARTS = (
    ("need", "The need"),
    ("approach", "The approach"),
    ("benefits", "Who benefits"),
    ("helps", "Help wanted"),
)
AROUND = 4 * 24  # weight of the names of the parts
LINK = 150  # characters of a web address that is shown
REASON = 200
THREADS = 3


def view_card(seen: Seen, link: LinkTo, *, answered: frozenset[str] | None = None) -> Message:
    """Draw an idea for one person. `link` gives web addresses; `answered` are the verbs there are."""
    idea = seen.idea
    head: list[Block] = [
        Heading(title_of(idea, limits.HEADING)),
        Paragraph(stage_words(idea.stage)),
        paragraph(*_who(seen)),
    ]
    if reason := one_line(idea.reason, REASON):
        head.append(paragraph(Strong("Why"), f": {reason}"))
    foot: list[Block] = [Fields(_fields(seen)), *_threads(seen, link)]
    dates = small(*_dates(seen))
    whole_texts = [_text(idea, name) for name, _ in PARTS]
    texts = _fitted(whole_texts, limits.MESSAGE_TEXT - message(*head, *foot, dates).weight - AROUND)
    body = [
        paragraph(Strong(name), f": {text}") for (_, name), text in zip(PARTS, texts, strict=True) if text
    ]
    cut = [name for (name, _), text, all_of in zip(PARTS, texts, whole_texts, strict=True) if text != all_of]
    return message(*head, *body, *foot, *_answered(rows_for(seen, whole(idea, cut)), answered), dates)


def part_card(idea: Idea, name: str) -> Message | None:
    """One part of an idea alone, as far as a message carries; None for a part there is not."""
    called = dict(PARTS).get(name)
    text = _text(idea, name) if called is not None else ""
    if called is None or not text:
        return None
    return message(
        paragraph(Strong(f"{called} of “{title_of(idea)}”")), paragraph(shorten(text, limits.PARAGRAPH))
    )


def _answered(rows: Sequence[Controls], answered: frozenset[str] | None) -> list[Controls]:
    """The rows with only those buttons that somebody answers."""
    if answered is None:
        return list(rows)
    kept = [
        tuple(each for each in row.items if not isinstance(each, Button) or each.action.verb in answered)
        for row in rows
    ]
    return [Controls(row) for row in kept if row]


def _text(idea: Idea, name: str) -> str:
    """One of an idea's parts, its lines kept but for empty ones."""
    text: str = getattr(idea, name)
    return "\n".join(line for line in (" ".join(each.split()) for each in text.splitlines()) if line)


def _fitted(texts: Sequence[str], left: int) -> list[str]:
    """Shorten the longest texts, visibly, until all weigh `left` together."""
    most: dict[int, int] = {}
    shortest_first = sorted(range(len(texts)), key=lambda at: weight(texts[at]))
    for rank, at in enumerate(shortest_first):
        most[at] = min(weight(texts[at]), left // (len(texts) - rank), limits.PARAGRAPH - AROUND)
        left -= most[at]
    return [shorten(text, most[at]) if text else "" for at, text in enumerate(texts)]


def _who(seen: Seen) -> tuple[Words, ...]:
    idea = seen.idea
    known = seen.mine or seen.moderates
    who: list[Words] = ["An idea by ", Strong(author_of(idea, known=known))]
    if idea.anonymous and known:
        who.append(" (members read “a member”)")
    if seen.into is not None:
        who.append(f". It goes on in “{title_of(seen.into)}”")
    if seen.joined:
        titles = joined((f"“{title_of(one, 60)}”" for one in seen.joined), most=3)
        who.append(f". {titles} joined it")
    return (*who, ".")


def _fields(seen: Seen) -> tuple[Field, ...]:
    idea = seen.idea
    known = seen.mine or seen.moderates
    about = (capital(idea.category.value) if idea.category else "", tags_words(idea.tags, 200))
    waiting = f". {people(len(seen.asking))} would like to join" if seen.asking else ""
    told = (
        ("Team", shorten(team_words(idea, seen.members, known=known), 400) + waiting),
        ("Looking for", capital(roles_words(idea.roles))),
        ("Support", support_words(idea) + (". You do, too" if seen.supports and idea.votes > 1 else "")),
        ("Followers", people(idea.follows) if idea.follows else ""),
        ("About", " · ".join(part for part in about if part)),
        ("Place", one_line(idea.place, 100)),
    )
    return tuple(Field(name, say(text)) for name, text in told if text.strip())


def _threads(seen: Seen, link: LinkTo) -> list[Block]:
    """Where it is discussed, each thread a link where its platform gives one."""
    links: list[Text] = []
    for ref in seen.talks[:THREADS]:
        address = link(ref) or ""
        try:
            one = say(Link(f"on {capital(ref.place.platform)}", address))
        except Unsayable:
            continue
        if len(address) <= LINK:
            links.append(one)
    if not links:
        return []
    words: list[Words] = [Strong("Its threads"), ": "]
    for number, one in enumerate(links):
        words += [", " if number else "", one]
    lines = f". {counted(seen.idea.lines, 'line')} so far." if seen.idea.lines else "."
    return [paragraph(*words, lines)]


def _dates(seen: Seen) -> tuple[Words, ...]:
    idea = seen.idea

    def day(moment: datetime) -> At:
        return At(moment, seen.zone, style=AtStyle.DATE)

    words: list[Words] = ["Begun ", day(idea.created)]
    if idea.published is not None:
        words += [", posted ", day(idea.published)]
    if idea.moved is not None and idea.moved != idea.published:
        words += [f", {idea.stage.value} since ", day(idea.moved)]
    if idea.reworded is not None:
        words += [", reworded ", day(idea.reworded)]
    if idea.said is not None:
        words += [", last heard of ", day(idea.said)]
    if idea.stage is Stage.DRAFT:
        return (*words, ". Only you see it now.")
    hidden = idea.stage in {Stage.SUBMITTED, Stage.DECLINED, Stage.WITHDRAWN}
    return (*words, ". ", "Only you and moderators see it now." if hidden else "Only you see this view.")
