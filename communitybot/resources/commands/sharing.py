"""`/resource share`: a link, a file or words, a private preview, and one press that shares it."""

from dataclasses import replace
from typing import Annotated

from communitybot.commands.declare import Param, command, pressed
from communitybot.commands.guard import Press
from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.inbound import Caller, Value
from communitybot.conversation.limits import one_line
from communitybot.conversation.message import File, Message, message
from communitybot.conversation.replies import Amend, Answer, Ask, Reply
from communitybot.errors import Misread, NotFound
from communitybot.resources.addresses import Address, links_in, read_address
from communitybot.resources.attachments import read_file, title_from
from communitybot.resources.cards.preview import (
    discarded_card,
    kept_card,
    known_card,
    preview_card,
    sent_card,
)
from communitybot.resources.commands.asked import share_form
from communitybot.resources.commands.choosing import resource_of, stale
from communitybot.resources.commands.parameters import (
    About,
    Attached,
    Author,
    Grades,
    HowUsed,
    Link,
    LogIn,
    MayUse,
    Subject,
    Tags,
    Title,
    What,
)
from communitybot.resources.commands.written import Written, read
from communitybot.resources.drafting import Drafting, Outdated
from communitybot.resources.previews import Known, Preview, Wished
from communitybot.resources.wording import placed

GONE = "That draft is gone already. Nobody else saw it."
EXAMPLE = "/resource share https://www.edutopia.org/article/exit-tickets, grade: 3-5, tags: #assessment"
LONG = 60  # characters of the first words that name a resource without a title

Room = Annotated[
    PlaceAddress | None, Param("Where its card goes; here if empty", label="Room", example="#resources")
]


class SharingResources:
    """Reads what was typed, keeps it as a draft, and answers the buttons of its preview."""

    def __init__(self, drafting: Drafting) -> None:
        self._drafting = drafting

    @command(
        "resource share",
        "Share a link, a file or words; you see a preview before anyone else",
        title="Share a resource",
        examples=("/resource share", EXAMPLE),
    )
    async def share(
        self,
        caller: Caller,
        *,
        link: Link = None,
        title: Title = None,
        about: About = None,
        grade: Grades = None,
        subject: Subject = None,
        tags: Tags = None,
        note: HowUsed = None,
        kind: What = None,
        licence: MayUse = None,
        login: LogIn = None,
        author: Author = None,
        file: Attached = None,
        room: Room = None,
    ) -> Reply:
        words: dict[str, Value] = {"title": title, "about": about, "grade": grade, "subject": subject}
        words |= {"tags": tags, "note": note, "author": author}
        if link is None and file is None and about is None:
            return Ask(share_form({**words, "kind": kind, "licence": licence, "login": login}, room))
        written = Written(
            title=title,
            about=about,
            grade=grade,
            subject=subject,
            tags=tags,
            note=note,
            kind=kind,
            licence=licence,
            login=login,
            author=author,
        )
        drafted = await self._drafting.draft(caller, wished_of(written, link=link, file=file, room=room))
        return Answer(known_card(drafted) if isinstance(drafted, Known) else preview_card(drafted))

    @pressed("resource.preview", reads=True)
    async def show(self, caller: Caller, press: Press) -> Reply:
        return Answer(preview_card(await self._drafting.preview(caller, resource_of(press))))

    @pressed("resource.share")
    async def send(self, caller: Caller, press: Press) -> Reply:
        resource = resource_of(press)
        try:
            sent = await self._drafting.send(caller, resource, revision=revision_of(press))
        except (Outdated, Misread) as unready:
            return Answer(await self._preview(caller, resource, said=unready.trouble))
        return Answer(known_card(sent) if isinstance(sent, Known) else sent_card(sent))

    @pressed("resource.look")
    async def look(self, caller: Caller, press: Press) -> Reply:
        """Ask its page once more."""
        return Answer(preview_card(await self._drafting.look_again(caller, resource_of(press))))

    @pressed("resource.add_tag")
    async def add_tag(self, caller: Caller, press: Press) -> Reply:
        preview = await self._drafting.add_tag(caller, press.argument(0), press.value or "")
        return Amend(preview_card(preview))

    @pressed("resource.keep_draft", reads=True)
    async def keep(self, caller: Caller, press: Press) -> Reply:
        """It is kept in any case: this says so, and how to find it."""
        return Amend(kept_card((await self._drafting.preview(caller, resource_of(press))).resource))

    @pressed("resource.discard")
    async def discard(self, caller: Caller, press: Press) -> Reply:
        try:
            gone = await self._drafting.discard(caller, resource_of(press))
        except NotFound:
            return Amend(message(GONE))
        return Amend(discarded_card(gone))

    async def _preview(self, caller: Caller, resource: str, *, said: str) -> Message:
        preview: Preview = await self._drafting.preview(caller, resource)
        return preview_card(preview, said=said)


def wished_of(
    written: Written,
    *,
    link: str | None = None,
    file: File | None = None,
    room: PlaceAddress | None = None,
) -> Wished:
    """What somebody wants to share, read.

    Raises:
        Misread: for a link that is none, a file that is not kept, or a field that cannot be read.
    """
    understood = read(written)
    address = _address(link) if link is not None else None
    kept = read_file(file) if file is not None else None
    wish = placed(understood.wish, alone=address is None and kept is None)
    if wish.title is None and address is None:
        wish = replace(
            wish, title=title_from(kept.name) if kept is not None else _first_words(wish.text or "")
        )
    return Wished(wish=wish, address=address, file=kept, room=room, told=understood.told)


def _address(text: str) -> Address:
    """The address that was typed, or the first one among words around it."""
    among = len(text.split()) > 1
    found = links_in(text) if among else ()
    if among and not found:
        raise Misread(
            "I read words here and no web address. Words alone are a resource as well: say them in `about`.",
            understood=one_line(text, LONG),
            example=f"/resource share about: {one_line(text, LONG)}",
            field="link",
        )
    try:
        return read_address(found[0] if found else text)
    except Misread as misread:
        raise Misread(
            misread.trouble, understood=misread.understood, example=misread.example, field="link"
        ) from None


def _first_words(text: str) -> str:
    """What words alone are called until somebody says otherwise: how they begin."""
    return one_line(text.strip().partition("\n")[0], LONG)


def revision_of(press: Press) -> int | None:
    """The words a button was shown with; None on one that does not say."""
    if len(press.arguments) < 2:
        return None
    text = press.arguments[1]
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise stale()
    return int(text)
