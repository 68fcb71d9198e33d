"""Reading a Netscape bookmarks file, as browsers and keepers of bookmarks write it, however it is nested."""

from collections.abc import Callable

from communitybot.resources.keeping.reading.tokens import VALUE_MOST, Tag, Tokens, Words
from communitybot.resources.keeping.reading.told import Heard, Told

MOST_TOKENS = 400_000  # some ten for each of the links that are read
MOST_DEPTH = 50  # folders in one another
WORDS_MOST = 4_000  # letters of a title or a description
MOST_LOST = 10_000

ITS_OWN = frozenset(
    {
        *("bookmarks", "bookmarks bar", "bookmarks toolbar", "bookmarks menu", "bookmark bar", "favorites"),
        *(
            "favorites bar",
            "favourites",
            "other bookmarks",
            "other favorites",
            "mobile bookmarks",
            "imported",
        ),
        *("unsorted bookmarks", "unsorted", "unfiled", "reading list", "unread", "read archive", "all"),
        *("toolbar", "menu", "mobile", "from safari", "imported from safari", "links", "pocket", "pinboard"),
    }
)
"""Folders that programs make for themselves: they say nothing about what lies in them."""


def read_bookmarks(text: str, *, most: int) -> Heard:
    """The links of a bookmarks file, at most so many."""
    reading = _Reading(most)
    tokens = Tokens(text, most=MOST_TOKENS)
    for token in tokens:
        if reading.full:
            break
        reading.take(token)
    reading.end()
    return Heard(told=tuple(reading.told), lost=tuple(reading.lost), more=tokens.more or reading.full)


class _Reading:
    """Where in the file we are: the folders around us, and the link whose words come now."""

    def __init__(self, most: int) -> None:
        self.told: list[Told] = []
        self.lost: list[tuple[int, str]] = []
        self.full = False
        self._most = most
        self._folders: list[str] = []
        self._next = ""  # the folder that the next list is
        self._link: Tag | None = None
        self._into = ""  # what words are now: a title, a description, a folder's name, or nothing
        self._words: dict[str, list[str]] = {}
        self._length = 0
        self._does: dict[str, Callable[[Tag], None]] = {
            "h3": self._folder,
            "/h3": self._named,
            "dl": self._into_list,
            "/dl": self._out_of_list,
            "a": self._begin,
            "/a": self._silent,
            "dd": self._described,
            "dt": self._apart,
            "li": self._apart,
        }

    def take(self, token: Tag | Words) -> None:
        if isinstance(token, Words):
            if self._into and self._length < WORDS_MOST:
                self._words.setdefault(self._into, []).append(token.text[:WORDS_MOST])
                self._length += len(token.text)
        elif does := self._does.get(token.name):
            does(token)

    def end(self) -> None:
        """Keep the link whose words came last."""
        link, self._link = self._link, None
        if link is None:
            return
        self.told.append(
            Told(
                line=link.line,
                address=link.attributes.get("href", ""),
                title=self._said("title"),
                about=self._said("about").split("[linkding-notes]")[0],
                tags=_split(link.attributes.get("tags", "")),
                folders=tuple(dict.fromkeys(name for name in self._folders if name)),
                added=link.attributes.get("add_date") or link.attributes.get("time_added", ""),
                private=link.attributes.get("private", "").strip() == "1",
            )
        )
        self.full = len(self.told) >= self._most
        self._words.clear()

    def _said(self, what: str) -> str:
        return "".join(self._words.get(what, ()))

    def _begin(self, tag: Tag) -> None:
        self._apart(tag)
        if not tag.whole or len(tag.attributes.get("href", "")) > VALUE_MOST:
            why = "a quotation mark is missing" if not tag.whole else "its address is too long"
            self._lose(tag.line, why)
            return
        if "href" in tag.attributes:
            self._link = tag
            self._listen("title")

    def _lose(self, line: int, why: str) -> None:
        if len(self.lost) < MOST_LOST:
            self.lost.append((line, why))

    def _silent(self, _tag: Tag) -> None:
        self._into = ""

    def _apart(self, _tag: Tag) -> None:
        self.end()
        self._into = ""

    def _described(self, _tag: Tag) -> None:
        self._into = ""
        if self._link is not None:
            self._listen("about")

    def _folder(self, tag: Tag) -> None:
        self._apart(tag)
        self._words.clear()
        self._next = ""
        if "personal_toolbar_folder" not in tag.attributes:
            self._listen("folder")

    def _named(self, _tag: Tag) -> None:
        name = " ".join(self._said("folder").split())[:200]
        self._next = "" if name.casefold() in ITS_OWN else name
        self._words.clear()
        self._into = ""

    def _into_list(self, tag: Tag) -> None:
        self._apart(tag)
        if len(self._folders) < MOST_DEPTH:
            self._folders.append(self._next)
        self._next = ""

    def _out_of_list(self, tag: Tag) -> None:
        self._apart(tag)
        if self._folders:
            self._folders.pop()

    def _listen(self, what: str) -> None:
        self._into = what
        self._length = 0


def _split(tags: str) -> tuple[str, ...]:
    return tuple(tag for tag in tags.replace("|", ",").replace(";", ",").split(",")[:100] if tag.strip())
