"""Briefs as cards: what goes from an idea to those who decide, and one brief before and after sharing."""

from collections.abc import Sequence

from communitybot.conversation import limits
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, Choice, LinkButton, Look, Select
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
from communitybot.conversation.phrases import counted
from communitybot.conversation.text import Strong, Text, say
from communitybot.ideas.brief_views import BriefSeen, Desktop
from communitybot.ideas.cards import actions
from communitybot.ideas.cards.answering import record_button
from communitybot.ideas.cards.words import title_of
from communitybot.ideas.model.brief import Brief, BriefAnswer, Showing
from communitybot.ideas.papers.building import day_words, silence_words

PART = 600  # weight of a part in a card; all of it is on the page
STANDS: dict[Showing | None, str] = {
    None: "You stand on it by your role only, until you choose.",
    Showing.NAME: "You stand on it with your name and role.",
    Showing.ROLE: "You stand on it by your role only.",
    Showing.NOTHING: "You do not stand on it.",
}


def desktop_card(desk: Desktop, *, said: str = "") -> Message:
    """All briefs of an idea, and what one can do from here."""
    blocks: list[Block] = [Heading(one_line(f"Policy briefs: {title_of(desk.idea)}", limits.HEADING))]
    if said:
        blocks.append(paragraph(Strong(said)))
    if desk.briefs:
        shown = desk.briefs[-limits.FIELDS :]
        blocks.append(Bullets(tuple(_line(each, desk.answers.get(each.id, ())) for each in shown)))
        options = tuple(Choice(each.id, _choice(each)) for each in desk.briefs[-limits.OPTIONS :])
        look = Select("Read a brief", Action("idea.brief_view", (desk.idea.id,)), options)
        blocks.append(Controls((look,)))
    else:
        blocks.append(paragraph("There is no brief yet. A brief brings the idea to one person who decides."))
    if desk.voices:
        blocks.append(
            paragraph(f"{counted(desk.voices, 'voice')} stand{'s' * (desk.voices == 1)} on every brief.")
        )
    blocks.append(Controls(_ways(desk)))
    return message(*blocks, small("Only you see this."))


def _ways(desk: Desktop) -> tuple[Button, ...]:
    idea = desk.idea.id
    teams = (
        Button("Write a brief", Action("idea.brief_new", (idea,)), Look.EXPECTED),
        Button("Voices", Action("idea.voices", (idea,))),
    )
    return (*(teams if desk.teams else ()), actions.voice(idea), actions.view(idea, "View the idea"))


def brief_card(seen: BriefSeen, *, said: str = "") -> Message:
    """One brief: a draft as others will see it, or how it stands."""
    brief, page = seen.brief, seen.page
    blocks: list[Block] = [Heading(one_line(f"Brief: {page.title}", limits.HEADING))]
    if said:
        blocks.append(paragraph(Strong(said)))
    blocks += [
        paragraph(Strong("To"), f": {one_line(page.addressed, 200)}"),
        paragraph(Strong("From"), f": {one_line(page.signed, 300)}"),
        paragraph(Strong("Reply by"), f": {page.reply_by}. {_state(seen)}"),
    ]
    parts = (
        ("The need", page.need),
        ("The evidence", f"{page.evidence} {page.support}"),
        ("What we ask", page.ask),
    )
    blocks += [
        paragraph(Strong(name), f": {text}") for name, words in parts if (text := one_line(words, PART))
    ]
    if page.voices:
        blocks.append(paragraph(Strong("Voices"), f": {len(page.voices)}, each as its author agreed."))
    return message(*blocks, *_rows(seen), small(*_small_print(seen, brief)))


def _rows(seen: BriefSeen) -> tuple[Controls, ...]:
    brief, where = seen.brief, (seen.brief.idea, seen.brief.id)
    page = (LinkButton("Open the page", seen.address), LinkButton("PDF", f"{seen.address}.pdf"))
    if not seen.teams:
        return (Controls((*page, actions.voice(brief.idea))),)
    change = Button("Change", Action("idea.brief_change", where))
    shown = Button("How I am shown", Action("idea.brief_sign", where))
    if brief.shared is None:
        share = Button("Share with the community", Action("idea.brief_share", where), Look.EXPECTED)
        discard = Button("Discard", Action("idea.brief_discard", where), Look.GRAVE)
        return (Controls((share, change, *page)), Controls((shown, actions.voice(brief.idea), discard)))
    public = Button(
        "Members only" if brief.published else "Publish on the web",
        Action("idea.brief_publish", (*where, "off" if brief.published else "on")),
    )
    record = record_button(brief, look=Look.EXPECTED)
    own = (public,) if seen.authors else ()
    changes = () if seen.page.answers or seen.page.silence else (change,)  # it stays what was answered
    return (Controls((record, *changes, *page)), Controls((shown, actions.voice(brief.idea), *own)))


def _state(seen: BriefSeen) -> str:
    page = seen.page
    if page.draft:
        return "It is a draft; only your team sees it."
    if page.answers:
        return f"{page.silence} {one_line(page.answers[-1].told, 200)}".strip()
    return page.silence or "No answer yet."


def _small_print(seen: BriefSeen, brief: Brief) -> tuple[str, ...]:
    if brief.published:
        who = "Everybody on the web can read its page; search engines are asked to leave it out. "
    else:
        who = "Whoever has the address of its page can read it. "
    if not seen.teams:
        return (who,)
    hidden = seen.idea.anonymous and seen.authors
    stands = "Your idea is anonymous, so you never stand on it by name." if hidden else STANDS[seen.showing]
    return (who, stands)


def _line(brief: Brief, answers: Sequence[BriefAnswer]) -> Text:
    who = one_line(f"{brief.to_name}, {brief.to_role}", 120)
    if brief.shared is None:
        state = "a draft"
    elif answers:
        state = f"{answers[-1].kind.value}, {day_words(answers[-1].on)}"
    else:
        state = (
            silence_words(brief, answers).rstrip(".")
            or f"a reply is asked for by {day_words(brief.reply_by)}"
        )
    return say(Strong(who), f": {state[:1].lower()}{state[1:]}")


def _choice(brief: Brief) -> str:
    return one_line(f"{brief.to_name}, {day_words(brief.reply_by)}", limits.OPTION_LABEL)
