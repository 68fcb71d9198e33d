"""What people do with words: say them, change them, take them away, and put marks under them."""

from adapters.playground.cast import Member
from adapters.playground.doors import Door
from adapters.playground.marks import Mark
from adapters.playground.news import Newsroom
from adapters.playground.places import Place, Places, is_private
from adapters.playground.reading import Refused
from adapters.playground.records import Said, Untold
from adapters.playground.store import Store
from adapters.playground.telling import Telling
from communitybot.conversation.inbound import has_address


class Talking:
    """Keeps what is done, shows it to everybody, then tells the bot of it, if it may be of interest."""

    def __init__(self, bot: Door, store: Store, newsroom: Newsroom, telling: Telling) -> None:
        self._bot = bot
        self._store = store
        self._newsroom = newsroom
        self._telling = telling
        self._places = Places(store)

    def command(self, member: Member, place: Place, text: str, *, only_for: str | None) -> None:
        """Keep a command as its speaker typed it; the bot is not told of it as words."""
        _refuse_closed(place)
        said, _ = self._store.say(
            place=place.id, at=self._bot.now(), author=member.id, only_for=only_for, words=text
        )
        self._newsroom.tell(said)

    async def say(self, member: Member, place: Place, text: str, reply_to: Said | None) -> None:
        _refuse_closed(place)
        if reply_to is not None:
            self._refuse_reply(place, reply_to)
        said, _ = self._store.say(
            place=place.id,
            at=self._bot.now(),
            author=member.id,
            words=text,
            reply_to=reply_to.id if reply_to else None,
            untold=Untold.POSTED if _is_told(place, text) else None,
        )
        await self._show(said)

    async def reword(self, member: Member, said: Said, text: str) -> Said:
        """Change one's own words, also in a closed thread; the same words again change nothing."""
        _refuse_others(member, said)
        if not said.is_words or text.startswith("/"):
            raise Refused(409, "A command cannot be changed once it was given; give another one.")
        if text == said.words:
            return said
        untold = Untold.REWORDED if said.in_thread else None
        return await self._show(self._store.reword(said.id, words=text, at=self._bot.now(), untold=untold))

    async def remove(self, member: Member, said: Said) -> None:
        """Take one's own words away for everybody, also in a closed thread."""
        _refuse_others(member, said)
        untold = Untold.REMOVED if said.in_thread and said.is_words else None
        await self._show(self._store.remove(said.id, untold=untold))

    async def react(self, member: Member, said: Said, mark: Mark, *, on: bool) -> Said:
        """Put a mark under a message or take it back; repeatable."""
        if is_private(said):
            raise Refused(409, "Only you can see this message, so a mark would tell nobody anything.")
        place = self._places.find(said.place)
        if place is not None and on:
            _refuse_closed(place)
        marked = self._store.react(said.id, member.id, mark, on=on, tell=said.in_thread)
        return said if marked is None else await self._show(marked)

    async def _show(self, said: Said) -> Said:
        self._newsroom.tell(said)
        if said.in_thread or said.is_words:
            await self._telling.tell()
        return said

    def _refuse_reply(self, place: Place, said: Said) -> None:
        if place.kind != "thread" or said.place != place.id:
            raise Refused(409, "One can reply to a message of the same thread only.")
        if said.only_for is not None:
            raise Refused(409, "Only you can see that message; nobody would know what you reply to.")


def _is_told(place: Place, text: str) -> bool:
    """Whether the bot is told of new words: in threads always, in rooms where they have a web address."""
    return place.kind == "thread" or (place.kind == "room" and has_address(text))


def _refuse_closed(place: Place) -> None:
    if place.closed:
        raise Refused(409, "This thread is closed. It takes no more words.")


def _refuse_others(member: Member, said: Said) -> None:
    if said.author != member.id:
        raise Refused(403, "Only the person who said it can change it or take it away.")
