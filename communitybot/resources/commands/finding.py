"""`/resources`: what was shared is found again, by words and by the fields teachers search by."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

from communitybot.commands.declare import Param, command, pressed, suggests
from communitybot.commands.guard import Press
from communitybot.commands.tags import tag_of
from communitybot.commands.words import listed, quoted
from communitybot.conversation import limits
from communitybot.conversation.controls import Choice
from communitybot.conversation.inbound import Caller
from communitybot.conversation.limits import one_line
from communitybot.conversation.message import Message
from communitybot.conversation.replies import Amend, Answer, Ask, Reply
from communitybot.errors import Misread
from communitybot.resources.addresses import links_in
from communitybot.resources.cards.found import Leaves, found_card
from communitybot.resources.cards.wish import ask_form
from communitybot.resources.cards.words import title_of
from communitybot.resources.commands.choosing import stale
from communitybot.resources.commands.filters import LAST_PAGE, Filter
from communitybot.resources.finding import Finding, Sought
from communitybot.resources.model.grades import IN_ORDER, Grade
from communitybot.resources.model.resource import Kind, Licence
from communitybot.resources.reading import read_grades, subject_of
from communitybot.resources.views import Sort
from communitybot.resources.wished import taken_apart

WORDS_MOST = 200
LINK_MOST = 2_000  # links are long with trackers
TAG_MOST = 60
ONE_GRADE = "4"


class FindingResources:
    """Shows somebody, in private, what fits."""

    def __init__(self, finding: Finding) -> None:
        self._finding = finding

    @command(
        "resources",
        "Find what colleagues shared; empty shows what is new and tried",
        examples=(
            "/resources",
            "/resources fractions",
            "/resources fractions, grade: 4, needs a log-in: no",
            "/resources tag: games, order: new",
        ),
        reads=True,
    )
    async def resources(
        self,
        caller: Caller,
        *,
        words: Annotated[
            str, Param("What it is about", suggests=True, most=LINK_MOST, example="fractions")
        ] = "",
        grade: Annotated[
            str, Param("For one grade", label="Grade", suggests=True, most=TAG_MOST, example="4")
        ] = "",
        subject: Annotated[
            str, Param("Only about a subject", suggests=True, most=TAG_MOST, example="maths")
        ] = "",
        kind: Annotated[Kind | None, Param("What kind of thing", label="Type")] = None,
        licence: Annotated[Licence | None, Param("What others may do with it")] = None,
        login: Annotated[bool | None, Param("no: only what needs none", label="Needs a log-in")] = None,
        tag: Annotated[str, Param("Only with a tag", suggests=True, most=TAG_MOST, example="games")] = "",
        sort: Annotated[Sort, Param("In what order", label="Order")] = Sort.BEST,
        page: Annotated[int, Param("Which page, from 1", least=1, most=LAST_PAGE, example="1")] = 1,
    ) -> Reply:
        typed = words.strip() if links_in(words) else one_line(words, WORDS_MOST)
        said, for_grade, needs_none = taken_apart(typed)
        wanted = Filter(
            words=said,
            grade=_grade(grade) or for_grade,
            subject=subject_of(subject),
            kind=kind,
            licence=licence,
            login=needs_none if login is None else login,
            tag=tag_of(tag),
            sort=sort,
        )
        sought = await self._finding.look(caller, wanted.query(page))
        if not sought.found.hits and said != typed:  # a title may say "grade 6" as well
            whole = replace(wanted, words=typed, grade=_grade(grade), login=login)
            as_typed = await self._finding.look(caller, whole.query(page))
            if as_typed.found.hits:
                wanted, sought = whole, as_typed
        return Answer(found_card(sought, _leaves(wanted, page, sought)))

    @pressed("resource.page", reads=True)
    async def turn(self, caller: Caller, press: Press) -> Reply:
        return Amend(await self._draw(caller, *Filter.parse(press.arguments)))

    @pressed("resource.sort", reads=True)
    async def order(self, caller: Caller, press: Press) -> Reply:
        """The same resources in another order."""
        wanted, _ = Filter.parse(press.arguments)
        try:
            sort = Sort(press.value or "")
        except ValueError:
            raise stale() from None
        return Amend(await self._draw(caller, replace(wanted, sort=sort), 1))

    @pressed("resource.tagged", reads=True)
    async def tagged(self, caller: Caller, press: Press) -> Reply:
        """A tag was chosen that is near; what was typed before as words gives way to it."""
        wanted, _ = Filter.parse(press.arguments)
        tag = tag_of(press.value or "")
        if not tag:
            raise stale()
        return Amend(await self._draw(caller, replace(wanted, words="", tag=tag), 1))

    @pressed("resource.about", reads=True)
    async def about(self, caller: Caller, press: Press) -> Reply:
        wanted, _ = Filter.parse(press.arguments)
        subject = subject_of(press.value or "")
        if not subject:
            raise stale()
        return Amend(await self._draw(caller, replace(wanted, subject=subject), 1))

    @pressed("resource.ask_for", reads=True)
    async def ask_for(self, caller: Caller, press: Press) -> Reply:  # noqa: ARG002 - every press has a caller
        """Take what was searched for along into the form that asks the room."""
        wanted, _ = Filter.parse(press.arguments)
        words = wanted.words or wanted.subject or wanted.tag
        grades = () if wanted.grade is None else (wanted.grade,)
        return Ask(ask_form(words=words, grades=grades, kind=wanted.kind, login=wanted.login))

    @suggests("words", "resources")
    async def titles(self, caller: Caller, text: str) -> Sequence[Choice]:
        """Titles while words are typed: one that is chosen is found by itself."""
        found = await self._finding.titles(caller, text, limit=limits.SUGGESTIONS)
        made: dict[str, Choice] = {}
        for resource in found:
            title = title_of(resource, limits.OPTION_LABEL)
            if len(resource.title) <= limits.OPTION_VALUE:
                made.setdefault(resource.title.casefold(), Choice(resource.title, title))
        return tuple(made.values())

    @suggests("grade", "resources")
    async def grades(self, caller: Caller, text: str) -> Sequence[Choice]:
        del caller
        typed = text.strip().casefold().removeprefix("grade").strip()
        return tuple(Choice(grade.value, _named(grade)) for grade in IN_ORDER if _fits(grade, typed))

    async def _draw(self, caller: Caller, wanted: Filter, page: int) -> Message:
        sought = await self._finding.look(caller, wanted.query(page))
        return found_card(sought, _leaves(wanted, page, sought))


def _leaves(wanted: Filter, page: int, sought: Sought) -> Leaves:
    on = sought.found.more and page < LAST_PAGE
    if sought.found.hits or sought.query.offset:
        parts: tuple[str, ...] = wanted.narrowed
    else:
        parts = tuple(each.without for each in sought.wider)
    chips = {name: action for name in parts if (action := wanted.without(name).action("resource.page"))}
    return Leaves(
        back=wanted.action("resource.page", page - 1) if page > 1 and sought.found.hits else None,
        on=wanted.action("resource.page", page + 1) if on else None,
        sort=wanted.action("resource.sort") if len(sought.found.hits) > 1 else None,
        chips=chips,
        tags=wanted.without("words", "tag").action("resource.tagged"),
        subjects=wanted.without("subject").action("resource.about"),
        ask=wanted.action("resource.ask_for") or Filter().action("resource.ask_for"),
        everything=wanted.action("resource.page"),
    )


def _grade(typed: str) -> Grade | None:
    """The one grade that is meant; several are a question for another list.

    Raises:
        Misread: for no grade, and for more than one.
    """
    try:
        found = read_grades(typed)
    except Misread as unknown:
        raise Misread(
            unknown.trouble, understood=unknown.understood, example=ONE_GRADE, field="grade"
        ) from None
    if not found or found == IN_ORDER:
        return None
    if len(found) == 1:
        return found[0]
    some = listed([grade.value for grade in found[:8]], "and")
    raise Misread(
        f"I look through one grade at a time; {quoted(typed)} is {some}.",
        example=found[len(found) // 2].value,
        field="grade",
    )


def _named(grade: Grade) -> str:
    return f"Grade {grade.value}" if grade.value.isdecimal() else grade.value


def _fits(grade: Grade, typed: str) -> bool:
    return not typed or grade.value.casefold().startswith(typed)
