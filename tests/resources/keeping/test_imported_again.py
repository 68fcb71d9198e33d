"""The same file imported again brings nothing new, be it links or words alone."""

from communitybot.conversation.message import File
from communitybot.resources.keeping.cards import preview_card
from tests.resources.keeping.shelf import resource, words

TABLE = File(
    "lessons.csv",
    "text/csv",
    b"title,url,text\r\nExit tickets,https://exit.example.org/,\r\n"
    b"Morning poem,,Read one poem each morning.\r\n"
    b"Morning poem,,Write one poem each morning.\r\n",
)


async def test_nothing_of_a_file_is_taken_twice(shelf, relays, platform):
    await shelf.has(resource("w1", "Morning poem", address="", text="Write one poem each morning."))
    relay = relays(shelf.units, {"fake": platform}, shelf.handlers())
    done = await shelf.imported(relay, TABLE)
    assert (done.known, done.kept) == (1, 2)

    again = await shelf.previewed(TABLE)
    assert (again.known, again.wanted) == (3, 0)
    assert "Nothing in it is new here" in words(preview_card(again))
