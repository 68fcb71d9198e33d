"""Lists of live chats: what is live, coming and archived; which one is meant; what was found."""

from collections.abc import Sequence
from contextlib import suppress

from communitybot.conversation import limits
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, Choice, Select
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
from communitybot.conversation.text import At, AtStyle, Code, Link, Strong, Text, Unsayable, Words, say
from communitybot.conversation.times import date_words, zone_info
from communitybot.livechats.cards.words import (
    NAME,
    hashtag_of,
    joined,
    label_of,
    name_of,
    state_words,
    title_of,
)
from communitybot.livechats.model.chat import Archiving, Chat, Stage
from communitybot.livechats.views import ChatLists, Found

LISTED = 6  # chats of one kind in a list
HOSTS = 3
FOUND = 8
EXCERPT = 160
NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")
SCHEDULE = "/chat schedule Beginning again, when: tuesday 7pm ET"


def lists_card(lists: ChatLists, *, administers: bool = False) -> Message:
    """What is live, what is coming, and what can be read again.

    Administrators see a button for each chat to come whose host wishes an archive.
    """
    if not (lists.live or lists.coming or lists.over):
        return message(
            paragraph("No live chats yet. ", Code("/chat schedule"), " plans one, for example:"),
            paragraph(Code(SCHEDULE)),
        )
    blocks: list[Block] = []
    left = limits.MESSAGE_TEXT - 260
    for title, chats in (("Live now", lists.live), ("Coming", lists.coming), ("Over", lists.over)):
        lines: list[Text] = []
        for chat in chats[:LISTED]:
            line = _line(chat, lists.archives.get(chat.id))
            if line.weight + 40 > left:
                break
            lines.append(line)
            left -= line.weight + 3
        if lines:
            blocks += [paragraph(Strong(title)), Bullets(tuple(lines))]
            left -= 40
        if len(lines) < len(chats):
            blocks.append(
                small(f"And {len(chats) - len(lines)} more; ", Code("/chat search"), " finds words.")
            )
            left -= 60
    if not lists.live and not lists.coming:
        blocks.append(paragraph("None is live or planned. ", Code("/chat schedule"), " plans one."))
    pick = (*lists.live, *lists.coming)[: limits.OPTIONS]
    if pick:
        options = tuple(choice_of(chat) for chat in pick)
        blocks.append(Controls((Select("Look at a chat", Action("chat.now"), options),)))
    wished = [chat for chat in lists.coming if chat.archiving is Archiving.WISHED]
    if administers and wished:
        row = tuple(_archive_button(chat) for chat in wished[: limits.CONTROLS])
        blocks += [small("Hosts would like these to be archived; you decide."), Controls(row)]
    return message(Heading("Live chats"), *blocks)


def _line(chat: Chat, archive: str | None) -> Text:
    hosts = joined((one_line(host.name, 30) for host in chat.hosts), most=HOSTS)
    by = f", hosted by {hosts}" if hosts else ""
    if chat.stage is Stage.OVER:
        day = At(chat.start, chat.zone, style=AtStyle.DATE)
        return say(Strong(_named(chat)), ", ", day, by, *_archive(chat, archive))
    when: Words = At(chat.start, chat.zone, chat.end)
    if chat.stage is Stage.LIVE:
        when = say(*state_words(chat))
    return say(Strong(_named(chat)), ", ", when, by)


def _archive(chat: Chat, archive: str | None) -> tuple[Words, ...]:
    if archive is None or chat.archiving is not Archiving.ON:
        return ("; not archived",)
    try:
        return ("; ", Link("Read the archive", archive))
    except Unsayable:
        return ("; archived",)


def _archive_button(chat: Chat) -> Button:
    return Button(f"Archive {name_of(chat, 50)}", Action("chat.archive", (chat.id, "on")))


def _named(chat: Chat) -> str:
    tag = hashtag_of(chat)
    title = title_of(chat, 60)
    return f"{one_line(tag, 30)}: {title}" if tag else title


def which_card(chats: Sequence[Chat], again: Action) -> Message:
    """Ask which of several chats is meant; the choice comes as the value of `again`."""
    shown = chats[: limits.OPTIONS]
    number = NUMBERS[len(chats)] if len(chats) < len(NUMBERS) else f"{len(chats):,}"
    stages = {chat.stage for chat in chats}
    state = {Stage.LIVE: "are live", Stage.COMING: "are coming", Stage.OVER: "are over"}
    fit = state.get(next(iter(stages)), "fit") if len(stages) == 1 else "fit"
    options = tuple(choice_of(chat) for chat in shown)
    return message(
        paragraph(f"{number} chats {fit}: which one?"),
        Controls((Select("Choose a chat", again, options),)),
    )


def choice_of(chat: Chat) -> Choice:
    """One chat as a choice: its name and its day, shortened so that the day still fits."""
    local = chat.start.astimezone(zone_info(chat.zone))
    day = date_words(local, with_year=True)
    room = limits.OPTION_LABEL - limits.weight(day) - 3
    tag = hashtag_of(chat)
    title = title_of(chat, max(room - limits.weight(tag) - 3, 10))
    return Choice(chat.id, one_line(f"{tag} {title}" if tag else title, room) + f", {day}")


def found_card(found: Sequence[Found], words: str) -> Message:
    """What was found in archives, with where each can be read."""
    sought = one_line(words, 60)
    if not found:
        return message(
            paragraph(f"I found nothing for “{sought}” in the archives of chats."),
            small("Only archived chats are searched, and people who are left out are not found."),
        )
    lines: list[Text] = []
    used = 0
    for one in found[:FOUND]:
        line = _found(one)
        used += line.weight + 3
        if used > limits.PARAGRAPH - 100:
            break
        lines.append(line)
    more = f"; {len(found) - len(lines)} more are not shown" if len(found) > len(lines) else ""
    return message(paragraph(f"Found for “{sought}”{more}:"), Bullets(tuple(lines)))


def _found(one: Found) -> Text:
    label = f"{name_of(one.chat, 40)}{f', {label_of(one.line.question)}' if one.line.question else ''}"
    where: Words = Strong(label)
    with suppress(Unsayable):
        where = Link(label, one.address)
    author = one_line(one.author, NAME) or "an educator"
    return say(where, f", {author}: {one_line(one.line.text, EXCERPT)}")
