"""A room nobody chose costs one remembered answer, not a question a message."""

from communitybot.conversation.addresses import PlaceAddress
from communitybot.resources import listening
from communitybot.resources.listening import ListeningRooms
from communitybot.threads.listening import ThreadListener

CHOSEN, OTHER = (PlaceAddress("slack", "T1", name) for name in ("C1", "C2"))


class Store:
    """Answers which rooms are chosen, and counts how often it was asked."""

    def __init__(self):
        self.asked, self.chosen = 0, {CHOSEN}

    @property
    def resources(self):
        return self

    async def read(self, unit):
        return await unit(self)

    run = read

    async def drafts_in(self, room):
        self.asked += 1
        return "c1" if room in self.chosen else None


async def test_an_answer_is_remembered_for_a_while_and_forgotten_when_others_are_chosen():
    store, now = Store(), [0.0]
    rooms = ListeningRooms(store, now=lambda: now[0])
    listener = ThreadListener(store, rooms=rooms)

    assert [await listener.listens(room) for room in (CHOSEN, OTHER) * 500] == [True, False] * 500
    assert store.asked == 2

    store.chosen = {OTHER}
    rooms.forget()
    assert [await rooms.listens(room) for room in (CHOSEN, OTHER)] == [False, True]
    store.chosen = {CHOSEN}  # by another process
    now[0] += listening.LASTS
    assert [await rooms.listens(room) for room in (CHOSEN, OTHER)] == [True, False]


async def test_only_so_many_rooms_are_remembered(monkeypatch):
    monkeypatch.setattr(listening, "MOST", 3)
    store = Store()
    rooms = ListeningRooms(store)
    for number in range(9):
        await rooms.listens(PlaceAddress("slack", "T1", f"C{number}"))

    assert len(rooms._known) == 3


async def test_without_anybody_who_hears_rooms_nothing_is_heard_there():
    assert not await ThreadListener(Store()).listens(CHOSEN)


async def test_where_words_may_not_be_heard_no_room_is_listened_to():
    store = Store()
    rooms = ListeningRooms(store, lambda platform: platform != "slack")

    assert not await rooms.listens(CHOSEN)
    assert store.asked == 0
