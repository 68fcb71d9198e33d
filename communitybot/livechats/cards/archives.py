"""Where an archive is, who can see it, and whether there will be one."""

from communitybot.conversation import limits
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, LinkButton, Look
from communitybot.conversation.limits import one_line
from communitybot.conversation.message import Block, Controls, Heading, Message, message, paragraph
from communitybot.conversation.text import Strong
from communitybot.livechats.cards import actions
from communitybot.livechats.cards.opening import read_archive
from communitybot.livechats.cards.words import name_of
from communitybot.livechats.model.chat import Archiving, Chat, Stage

SURE = "sure"  # in a button that asks no more


def archive_card(chat: Chat, address: str, *, decides: bool, changed: bool = False) -> Message:
    """Lead to an archive; those who may decide about it see who can read it, and change that."""
    page = read_archive(address)
    blocks: list[Block] = [Heading(f"Archive of {name_of(chat, limits.HEADING - 14)}")]
    if changed:
        blocks.append(paragraph(Strong("Changed.")))
    if page is None:
        blocks.append(paragraph(one_line(address, 600) or "It has no address yet."))
    blocks.append(paragraph(_seen_by(chat)))
    row: list[Button | LinkButton] = [page] if page is not None else []
    row += [actions.showing(chat.id), actions.reflect(chat.id, read=True)]
    if decides:
        row += [_publishing(chat)]
        if chat.published:
            row += [_listing(chat)]
    return message(*blocks, Controls(tuple(row)))


def end_archive_question(chat: Chat) -> Message:
    """Ask before an archive goes with all that was said."""
    return message(
        paragraph("Delete the archive of ", Strong(name_of(chat)), "?"),
        paragraph("What people said is deleted, for good. It cannot be brought back."),
        Controls(
            (
                Button("Delete it", Action("chat.archive", (chat.id, "off", SURE)), Look.GRAVE),
                Button("Keep it", Action("chat.keep_archive", (chat.id,))),
            )
        ),
    )


def archiving_card(chat: Chat) -> Message:
    """Say whether a chat will be archived, and what that means."""
    name = name_of(chat)
    match chat.archiving:
        case Archiving.ON:
            said = f"{name} is archived. People are told at the start, when they join, and at the end."
        case Archiving.WISHED:
            said = f"You would like {name} to be archived. An administrator has to turn that on."
        case Archiving.OFF if chat.stage is Stage.OVER:
            said = f"{name} is not archived. What was said in it is deleted, or soon will be."
        case Archiving.OFF:
            said = f"{name} is not archived. People are told that, too."
    row = (actions.showing(chat.id),)
    if chat.archiving is Archiving.WISHED:
        return message(paragraph(said), Controls((actions.archive_on(chat.id), *row)))
    return message(paragraph(said), Controls(row))


def _seen_by(chat: Chat) -> str:
    if not chat.published:
        return "Whoever has the address can read it; it is told in the rooms of this community only."
    found = "Search engines may find it." if chat.listed else "Search engines are asked to leave it out."
    return f"It is published: everybody can read it. {found}"


def _publishing(chat: Chat) -> Button:
    wish = "unpublish" if chat.published else "publish"
    return Button(wish.capitalize(), Action("chat.archive", (chat.id, wish)))


def _listing(chat: Chat) -> Button:
    if chat.listed:
        return Button("Not for search engines", Action("chat.archive", (chat.id, "unlist")))
    return Button("For search engines", Action("chat.archive", (chat.id, "list")))
