"""The days before: the chat is planned by one command, announced everywhere, and people are reminded."""

from datetime import timedelta

QUESTIONS = (
    "What does connected learning mean to you?",
    "How has being connected changed the way your students learn?",
    "What would a culture of digital learning look like in your school?",
    "Which professional learning has helped you to use technology well?",
    "What will you try first?",
)
TITLE = "Connected learning and Future Ready"
START = timedelta(days=1, hours=10)  # from Monday 9:00 to Tuesday 19:00 in New York
FIVE = timedelta(minutes=5)
ONE = timedelta(minutes=1)


async def planned(hall, people):
    """Omar plans it on Discord; nobody else sees anything until he posts it."""
    await people.dana.asks("chats")  # so that the bot knows who Dana is
    preview = await people.omar.asks(
        "chat schedule",
        title=TITLE,
        when="tuesday 7pm ET",
        hashtag="#ce14",
        hosts="me, Dana Whitfield",
        questions=" | ".join(QUESTIONS),
        ahead=True,
        late="3 days",
        guest="Secretary Duncan",
        archive=True,
        description="Bring a friend or colleague. If you can't join, the conversation will be archived.",
    )
    assert "#ce14" in preview
    await hall.rests()
    assert not any(TITLE in card for guest in (people.wei, people.maya) for card in guest.room())
    await people.omar.presses(preview, "Post it")


async def announced(hall, people):
    """The card stands in a room of every platform; three people say they will come."""
    for guest in (people.lucia, people.dana, people.maya):
        card = await hall.reads(guest, TITLE)
        assert "bring a friend or colleague" in card.words.lower()
        await guest.presses(card, "Going")
    for guest in (people.omar, people.wei, people.nora):
        await hall.reads(guest, "3 going")


async def reminded(hall, people):
    """An hour before, rooms and those who come are reminded; hosts get their cockpit."""
    await hall.until(hall.began + START - timedelta(minutes=50))
    for guest in (people.lucia, people.dana, people.maya):
        assert [told for told in guest.told() if TITLE in told], guest.name
    assert not [told for told in people.wei.told() if TITLE in told]
    for guest in (people.omar, people.wei, people.nora):
        assert len([told for told in guest.room() if TITLE in told]) >= 2
    await hall.until(hall.began + START - timedelta(minutes=2))
    for host in (people.omar, people.dana):
        await hall.is_told(host, "You host #ce14")
