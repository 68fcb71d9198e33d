"""Taking away what one colleague wrote of a resource: it may name a student, or hurt somebody."""

from collections.abc import Sequence

from communitybot.commands.words import ended
from communitybot.communities.names import clean
from communitybot.conversation.inbound import Caller
from communitybot.ports import Clock, Units
from communitybot.resources.clearing_views import Cleared, Word, WordKind, WordsPage
from communitybot.resources.delivery import cards
from communitybot.resources.delivery.telling import tell
from communitybot.resources.desk import demand_moderating, find
from communitybot.resources.editing import demand_shared
from communitybot.resources.judging_repository import JudgingWork
from communitybot.resources.model.judgement import REASON_MOST
from communitybot.resources.model.resource import Note, Resource

PAGE = 5
MOST_PAGES = 100
THERE = "/resource view"


class Clearing:
    """What hosts and administrators do with one note, or one "I tried it"; the resource itself stays."""

    def __init__(self, units: Units[JudgingWork], clock: Clock) -> None:
        self._units = units
        self._clock = clock

    async def words(self, caller: Caller, resource: str, page: int = 1) -> WordsPage:
        """All that people wrote of a resource, latest first.

        Raises:
            NotAllowed: for anybody but hosts and administrators.
        """

        async def look(work: JudgingWork) -> WordsPage:
            return await _page(work, await _open(work, caller, resource), page)

        return await self._units.read(look)

    async def word(self, caller: Caller, resource: str, mark: str) -> tuple[Resource, Word | None]:
        """What somebody wrote, by its mark; None where it is gone, or says something else by now."""

        async def look(work: JudgingWork) -> tuple[Resource, Word | None]:
            found = await _open(work, caller, resource)
            return found, await _marked(work, found, mark)

        return await self._units.read(look)

    async def clear(self, caller: Caller, resource: str, mark: str, reason: str = "") -> Cleared:
        """Take it away as it was read, tell its writer, redraw the card; again does nothing."""
        now = self._clock.now()
        why = clean(reason, "", REASON_MOST)

        async def unit(work: JudgingWork) -> Cleared:
            found = await _open(work, caller, resource, hold=True)
            word = await _marked(work, found, mark)
            if word is None:
                return Cleared(page=await _page(work, found, 1), word=None)
            if word.kind is WordKind.NOTE:
                gone = Note(person=word.person, name=word.name, text="", at=now)
                await work.resources.note(found.community, found.id, gone)
            else:
                await work.judging.untry(found.community, found.id, word.person)
            found = await cards.recounted(work, found, now)
            key = f"cleared:{found.revision}"
            await tell(work, found, now, key, _told(word, why), to=[word.person], but=[caller.person])
            return Cleared(page=await _page(work, found, 1), word=word)

        return await self._units.run(unit)


def _told(word: Word, why: str) -> str:
    what = "the note you wrote on it" if word.kind is WordKind.NOTE else "what you told of using it"
    because = f" Why: {why}{ended(why)}" if why else " A host here can say why."
    return (
        f"A host or administrator took away {what}.{because} Nobody else is told. You are welcome to write "
        "it anew in other words."
    )


async def _open(work: JudgingWork, caller: Caller, resource: str, *, hold: bool = False) -> Resource:
    """Whoever may not, and drafts, are refused; nobody else has seen a draft."""
    await demand_moderating(work, caller, there=THERE)
    found = await find(work, caller, resource, hold=hold)
    demand_shared(found)
    return found


async def _marked(work: JudgingWork, resource: Resource, mark: str) -> Word | None:
    kind, _, rest = mark.partition(".")
    person = rest.rpartition(".")[0]
    word: Word | None = None
    if kind == WordKind.NOTE.value:
        note = await work.resources.noted_by(resource.community, resource.id, person)
        word = Word.of_note(note) if note is not None else None
    elif kind == WordKind.TRY.value:
        tried = await work.judging.tried(resource.community, resource.id, person)
        word = Word.of_try(tried) if tried is not None else None
    return word if word is not None and word.mark == mark else None


async def _page(work: JudgingWork, resource: Resource, page: int) -> WordsPage:
    number = min(max(page, 1), MOST_PAGES)
    most = number * PAGE + 1
    notes = await work.resources.noted(resource.community, resource.id, limit=most)
    tries = await work.judging.tries(resource.community, resource.id, limit=most)
    both: Sequence[Word] = [*map(Word.of_note, notes), *map(Word.of_try, tries)]
    latest = sorted(both, key=lambda word: word.at, reverse=True)
    shown = latest[(number - 1) * PAGE : number * PAGE]
    return WordsPage(resource=resource, words=shown, number=number, more=len(latest) > number * PAGE)
