"""Requests for resources as people see them: in a room, in private, and in lists."""

from collections.abc import Sequence

from communitybot.commands.form import FORM
from communitybot.conversation import limits
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, Choice, Control, Look, Select
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
from communitybot.conversation.text import At, AtStyle, Code, Strong, Text, Words, say
from communitybot.resources.cards.words import grades_in_words, linked_title, title_of
from communitybot.resources.model.request import OPEN_FOR, Ending, Request, Stage
from communitybot.resources.request_views import Answer, RequestPage, SeenRequest

WORDS = 900  # weight of a request whose letters are all escaped, cut visibly
IN_LINE = 110
ANSWERS = 5  # shown on a card; the view has more
IN_VIEW = 7
LINK = 220  # weight of an address in a list; a longer one is under View
UNSAID = "It was closed, and its words are not shown any more."
ENDED = {
    Ending.HELPED: "An answer helped; thank you!",
    Ending.TAKEN_BACK: "Closed by whoever asked.",
    Ending.PUT_ASIDE: "Closed by a host.",
    Ending.LAPSED: "Closed after 30 days.",
}


def request_card(seen: SeenRequest) -> Message:
    """What everybody sees of a request in its room."""
    request = seen.request
    blocks = _told(seen, most=ANSWERS)
    row: list[Control] = [view(request.id, "More")]
    if request.stage is Stage.OPEN:
        row = [have_one(request.id), need(request.id), *row]
    return message(*blocks, Controls(tuple(row)), small(*_small_print(seen)))


def view_card(seen: SeenRequest, said: str | None = None) -> Message:
    """A request in private, with what its reader can do with it."""
    request = seen.request
    blocks: list[Block] = [paragraph(said)] if said else []
    blocks += _told(seen, most=IN_VIEW)
    answers = seen.answers[: limits.OPTIONS]
    if answers:
        look = Select("Look at an answer", Action("resource.view"), _choices(answers))
        blocks.append(Controls((look,)))
    thanked_not = [each for each in answers if not each.reply.helped]
    if thanked_not and seen.mine and request.stage is not Stage.DRAFT:
        helped = Action("request.helped", (request.id,))
        blocks.append(Controls((Select("Which one helped you?", helped, _choices(thanked_not)),)))
    if row := _row(seen):
        blocks.append(Controls(row))
    return message(*blocks, small(*_small_print(seen)))


def list_card(page: RequestPage) -> Message:
    """A page of requests, with one to look at or answer."""
    heading = "What you asked, or need too" if page.mine else "Who needs a resource"
    other = Button("Open requests" if page.mine else "Mine", page_action(mine=not page.mine, number=1))
    ask = Button("Ask for something", Action(FORM, ("resource+ask",)), Look.EXPECTED)
    if not page.requests:
        nothing = "You have asked nothing here yet." if page.mine else "Nobody waits for a resource just now."
        said = "This page is empty: the list ends before it." if page.number > 1 else nothing
        return message(paragraph(said), Controls((ask, other)))
    blocks: list[Block] = [Heading(heading)]
    if page.number > 1 or page.more:
        blocks.append(paragraph(f"Page {page.number}."))
    blocks.append(Bullets(tuple(_line(each, page.zone) for each in page.requests)))
    options = tuple(
        Choice(each.id, _called(each, limits.OPTION_LABEL) or "A request") for each in page.requests
    )
    blocks.append(Controls((Select("Look at one, or answer it", Action("request.view"), options),)))
    row: list[Control] = []
    if page.number > 1:
        row.append(Button("Earlier page", page_action(mine=page.mine, number=page.number - 1)))
    if page.more:
        row.append(Button("More requests", page_action(mine=page.mine, number=page.number + 1)))
    blocks.append(Controls((*row, ask, other)))
    return message(*blocks)


def lapsed_card(request: Request) -> Message:
    """The kind word that it is closed, which was not its asker's doing."""
    asked = Strong(one_line(request.words, 300))
    if request.ending is Ending.PUT_ASIDE:
        said = say("A host closed your request “", asked, "”. They can tell you why.")
    else:
        said = say("Your request “", asked, "” was open for 30 days; I closed it.")
    had = (
        f"It had {counted(request.answers, 'answer')}."
        if request.answers
        else "Nobody had one this time. Other words, or another month, may help."
    )
    again = Button("Ask again", Action("request.again", (request.id,)), Look.EXPECTED)
    row = (view(request.id),) if request.ending is Ending.PUT_ASIDE else (again, view(request.id))
    words = (said,) if request.ending is Ending.PUT_ASIDE else (said, had)
    return message(*words, Controls(row))


def _choices(answers: Sequence[Answer]) -> tuple[Choice, ...]:
    return tuple(
        Choice(each.resource.id, one_line(title_of(each.resource), limits.OPTION_LABEL)) for each in answers
    )


def wanted_words(request: Request) -> str:
    """What the answers have to be: "grade 6, lesson, no log-in needed"."""
    parts = (
        grades_in_words(request.grades),
        request.kind.value if request.kind else "",
        "no log-in needed" if request.login is False else "",
    )
    return ", ".join(part for part in parts if part)


def needed_words(request: Request) -> str:
    """How many others need it: "2 people need it too"."""
    return f"{people(request.needs)} {'needs' if request.needs == 1 else 'need'} it too"


def have_one(request: str) -> Button:
    """Opens the form that answers."""
    return Button("I have one", Action("request.answer", (request,)), Look.EXPECTED)


def need(request: str) -> Button:
    return Button("I need this too", Action("request.need", (request,)))


def view(request: str, label: str = "View the request") -> Button:
    return Button(label, Action("request.view", (request,)))


def page_action(*, mine: bool, number: int) -> Action:
    return Action("request.page", ("mine" if mine else "open", str(number)))


def _told(seen: SeenRequest, *, most: int) -> list[Block]:
    """What is asked, what was answered, and who needs it too."""
    request = seen.request
    blocks: list[Block] = [
        Heading("Who has a resource?" if request.stage is Stage.OPEN else "A resource was asked for"),
        paragraph(UNSAID if request.unsaid and not seen.mine else Strong(one_line(request.words, WORDS))),
    ]
    told = [capital(words)] if (words := wanted_words(request)) else []
    if request.needs:
        told.append(needed_words(request))
    if told:
        blocks.append(paragraph(f"{'. '.join(told)}."))
    if seen.answers:
        shown = seen.answers[-most:]
        blocks.append(paragraph(f"{capital(counted(len(seen.answers), 'answer'))}:"))
        blocks.append(Bullets(tuple(_answer(each) for each in shown)))
        if len(seen.answers) > len(shown):
            blocks.append(paragraph(f"These are the latest {len(shown)}."))
    return blocks


def _answer(answer: Answer) -> Text:
    title: Words = linked_title(answer.resource)
    if say(title).weight > limits.weight(title_of(answer.resource)) + LINK:
        title = Strong(title_of(answer.resource))
    helped = ". This helped" if answer.reply.helped else ""
    return say(title, f", from {name_words(answer.reply.by.name, 40)}{helped}.")


def _line(request: Request, zone: str) -> Text:
    facts = [f"by {name_words(request.asker.name, 40)}"]
    if request.stage is Stage.CLOSED:
        facts.append("closed")
    facts.append(counted(request.answers, "answer") if request.answers else "no answer yet")
    if request.needs:
        facts.append(needed_words(request))
    if words := wanted_words(request):
        facts.append(limits.shorten(words, 60))
    since: tuple[Words, ...] = ()
    if request.opened is not None:
        since = (", ", At(request.opened, zone, style=AtStyle.DATE))
    return say(Strong(_called(request, IN_LINE)), f": {', '.join(facts)}", *since, ".")


def _called(request: Request, most: int) -> str:
    """A request in a list, which its asker and those who need it too see alike."""
    return "A request that was closed" if request.unsaid else one_line(request.words, most)


def _row(seen: SeenRequest) -> tuple[Control, ...]:
    request = seen.request
    if request.stage is Stage.CLOSED:
        again = Button("Ask again", Action("request.again", (request.id,)))
        return (again,) if seen.mine else ()
    if seen.mine:
        close = Button("Close it", Action("request.close", (request.id,)), Look.GRAVE)
        return (have_one(request.id), close)
    needs = (
        Button("I do not need it any more", Action("request.need_not", (request.id,)))
        if seen.needs_it
        else need(request.id)
    )
    row: tuple[Control, ...] = (have_one(request.id), needs)
    if seen.moderates:
        row = (*row, Button("Close it", Action("request.close", (request.id,)), Look.GRAVE))
    return row


def _small_print(seen: SeenRequest) -> tuple[Words, ...]:
    request = seen.request
    told: tuple[Words, ...] = (f"{name_words(request.asker.name)} asked",)
    if request.opened is not None:
        told = (*told, ", ", At(request.opened, seen.zone, style=AtStyle.DATE))
    if request.ending is not None:
        return (*told, ". ", ENDED[request.ending])
    if request.opened is not None:
        until = At(request.opened + OPEN_FOR, seen.zone, style=AtStyle.DATE)
        told = (*told, ". Open until ", until)
    return (*told, ". ", Code("/resource answer"), " answers it.")
