"""What is asked of whoever reports, and what moderators read of it: never who it was."""

from collections import Counter
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
from communitybot.conversation.phrases import capital, counted, name_words, people
from communitybot.conversation.text import At, AtStyle, Code, Strong, Words, say
from communitybot.resources.cards import actions
from communitybot.resources.cards.words import linked_title, sharer_of, title_of, what_words
from communitybot.resources.judging_views import CheckQueue, Decided, Reported
from communitybot.resources.model.judgement import REASON_MOST, REPORT_MOST, Report, Verdict, Why, mark_of
from communitybot.resources.model.resource import Resource, State

REASONS = {
    Why.BROKEN: "its link does not work",
    Why.UNSUITABLE: "it is unsuitable",
    Why.STUDENT: "it tells who a student is",
}
"""What is reported, as part of a sentence."""

ABOUT = 320
SAID = 5
WORDS = 150
LINKED = 420  # weight of a title with its address; a longer one stands in the view


def report_form(resource: Resource) -> Form:
    """Ask what is wrong."""
    return Form(
        title="Report a resource",
        action=Action("resource.reported", (resource.id,)),
        fields=(
            FormField(
                name="why",
                label="What is wrong?",
                kind=FieldKind.ONE_OF,
                required=True,
                choices=tuple(Choice(why.value, capital(REASONS[why])) for why in Why),
            ),
            FormField(
                name="words",
                label="In a few words, if you like",
                kind=FieldKind.LONG_TEXT,
                hint=f"At most {REPORT_MOST} characters. Please repeat no student's name.",
            ),
        ),
        submit="Report it",
        intro=f"“{title_of(resource)}”. Hosts read what you write, and not who wrote it. Nobody else does.",
    )


def reported_card(reported: Reported) -> Message:
    title = title_of(reported.resource)
    if reported.resource.state is State.WITHDRAWN:
        return message(f"“{title}” was taken back already. Thank you for looking out.")
    hidden = " Until then others do not see it." if reported.hidden else ""
    return message(
        paragraph(f"Thank you for looking out. A host checks “{title}”.{hidden}"),
        small("Nobody learns that it was you. I tell you how it ended."),
    )


def waits_card(resource: Resource, reports: Sequence[Report], *, waiting: int) -> Message:
    """Tell a moderator that a resource waits to be checked."""
    others = f" {counted(waiting, 'resource')} wait in all." if waiting > 1 else ""
    hidden = " Others do not see it until then." if resource.state is State.HIDDEN else ""
    return message(
        paragraph(
            "A resource was reported: ", Strong(title_of(resource)), f". {_sum(reports)}{hidden}{others}"
        ),
        Controls((Button("Check it", Action("resource.check", (resource.id,)), Look.EXPECTED),)),
        small(Code("/resource check"), " in a room shows all that wait. I tell you of each once."),
    )


def queue_card(queue: CheckQueue, *, said: str | None = None) -> Message:
    """One resource of the queue for a moderator: what was reported, and what its page says now."""
    first: list[Block] = [paragraph(one_line(said, 300))] if said else []
    resource = queue.resource
    if resource is None:
        return message(*first, paragraph("No resource waits to be checked. Thank you!"))
    state = "Others do not see it now." if resource.state is State.HIDDEN else "Everybody sees it."
    lines = [
        say(f"{capital(REASONS[one.why])}{f': {words}' if (words := one_line(one.words, WORDS)) else '.'}")
        for one in queue.reports[:SAID]
    ]
    row: list[Control] = [
        Button("Still fine", Action("resource.fine", (resource.id, mark_of(queue.reports))), Look.EXPECTED),
        Button("Put aside", Action("resource.aside", (resource.id,)), Look.GRAVE),
        Button("Fix the link", Action("resource.fix", (resource.id,))),
        actions.view(resource.id),
    ]
    if queue.waiting > 1:
        row.append(Button("Next", Action("resource.check_next", (resource.id,))))
    return message(
        *first,
        Heading(title_of(resource, 140)),
        paragraph(f"{queue.place} of {queue.waiting} waiting. {state} {_sum(queue.reports)}"),
        *([Bullets(tuple(lines))] if lines else []),
        paragraph(_title(resource), f": {what_words(resource)}. Shared by {sharer_of(resource)}."),
        *([paragraph(about)] if (about := one_line(resource.about or resource.text, ABOUT)) else []),
        *_page(queue),
        *_last(queue),
        Controls(tuple(row)),
        small("Only those who moderate see this, and nobody learns who reported."),
    )


def decided_words(decided: Decided) -> str:
    """What a moderator's press came to, or what another's had come to before."""
    title, check = title_of(decided.resource, 60), decided.check
    if decided.changed:
        return "Somebody has reported more since you looked, so nothing was done. This is how it is now."
    if check is None:
        return f"No report of “{title}” waits any more; nothing was done."
    if decided.now:
        return {
            Verdict.FINE: f"“{title}” is fine. Whoever reported it is thanked.",
            Verdict.ASIDE: f"“{title}” is put aside. Whoever shared it is told why, in private.",
            Verdict.FIXED: f"“{title}” has its new link. Everybody sees it.",
        }[check.verdict]
    why = f" Why: {one_line(check.reason, 120)}" if check.reason else ""
    return f"{name_words(check.name)} has checked “{title}” already: {check.verdict.value}.{why}"


def aside_form(resource: Resource) -> Form:
    """Ask for the reason, which its sharer reads."""
    why = FormField(
        name="reason",
        label="Why",
        kind=FieldKind.LONG_TEXT,
        required=True,
        hint=f"At most {REASON_MOST} characters, such as: it advertises something.",
    )
    return Form(
        title="Put it aside?",
        action=Action("resource.set_aside", (resource.id,)),
        fields=(why,),
        submit="Put aside",
        intro=f"Nobody sees “{title_of(resource)}” from then on. Whoever shared it reads why.",
    )


def fix_form(resource: Resource, verb: str = "resource.fixed") -> Form:
    """Ask for a link that works; `verb` answers it."""
    link = FormField(
        name="link",
        label="Its new link",
        required=True,
        hint="Such as https://www.edutopia.org/article/exit-tickets",
        value=resource.address[:3_000] or None,
    )
    return Form(
        title="Fix the link",
        action=Action(verb, (resource.id,)),
        fields=(link,),
        submit="Put it in",
        intro=f"“{title_of(resource)}” leads there from then on.",
    )


def _sum(reports: Sequence[Report]) -> str:
    """How many said what: "3 people reported it: its link does not work (2), it is unsuitable (1)."""
    whys = Counter(one.why for one in reports)
    told = ", ".join(f"{REASONS[why]} ({number})" for why, number in whys.most_common())
    return f"{people(len({one.person for one in reports}))} reported it: {told}."


def _title(resource: Resource) -> Words:
    title = linked_title(resource)
    return title if say(title).weight <= LINKED else Strong(title_of(resource))


def _page(queue: CheckQueue) -> list[Block]:
    if not queue.looked:
        return []
    page = queue.page
    words = one_line(f"{page.title}. {page.description}", ABOUT) if page is not None else ""
    if not words.strip(". "):
        return [paragraph(Strong("Its page now"), ": it told me nothing just now.")]
    return [paragraph(Strong("Its page now"), f": {words}")]


def _last(queue: CheckQueue) -> list[Block]:
    if queue.last is None:
        return []
    at = At(queue.last.at, queue.zone, style=AtStyle.DATE)
    return [small(f"{name_words(queue.last.name)} checked it before: {queue.last.verdict.value}, ", at, ".")]
