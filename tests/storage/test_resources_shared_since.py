"""How many somebody shared lately: one by one, whatever became of them, and nobody else's."""

from dataclasses import replace
from datetime import timedelta

from communitybot.resources.model.resource import Source, State
from communitybot.storage.work import UnitsOfWork
from tests.storage.shelf import AT, resource

SOME = (
    resource("one", "Games"),
    resource("gone", "Poems", state=State.WITHDRAWN),
    resource("hidden", "Maps", state=State.HIDDEN),
    resource("draft", "Draft", state=State.DRAFT),
    resource("bulk", "Imported", source=Source.IMPORT),
    resource("old", "Songs", days=-1),
    replace(resource("late", "Kept as a draft"), added=AT - timedelta(days=29)),
    resource("theirs", "Elsewhere", community="c2"),
)


async def test_what_somebody_shared_lately_is_counted(database):
    units = UnitsOfWork(database)
    await units.run(lambda work: work.resources.add_all(SOME[:-1]))
    await units.run(lambda work: work.resources.add(SOME[-1]))

    async def counted(work):
        return [await work.resources.shared_since("c1", who, AT - timedelta(hours=1)) for who in ("p1", "p9")]

    assert await units.read(counted) == [4, 0]
