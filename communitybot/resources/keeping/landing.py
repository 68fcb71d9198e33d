"""How a link of a file comes to stand in a library: under which tags and subjects, from whom, since when."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from communitybot.commands.tags import tag_of
from communitybot.ids import new_id
from communitybot.people.profile import SUBJECTS
from communitybot.resources.model.importing import Filing, Folder, Import, Row
from communitybot.resources.model.resource import MOST_SUBJECTS, MOST_TAGS, Resource, Source, State
from communitybot.resources.reading import subject_of

MOST_FOLDERS = 200  # of those that are subjects; of the others the largest are told of
TOLD = 20
_ALSO = ("math", "maths", "ela", "english language arts", "history", "geography", "biology", "chemistry")
_MORE = ("physics", "art", "computer science", "stem", "spanish", "french", "german", "economics", "civics")
COMMON = frozenset(subject_of(each) for each in (*SUBJECTS, *_ALSO, *_MORE))
"""What folders are called that hold a subject."""


def folders_of(rows: Iterable[Row], subjects: Collection[str]) -> tuple[Folder, ...]:
    """The folders links lie in, largest first, and which are called as a subject is, here or anywhere."""
    counts = Counter(name for row in rows for name in row.folders)
    known = COMMON | set(subjects)
    found = [
        Folder(name=name, count=count, subject=subject_of(name) in known)
        for name, count in counts.most_common()
        if tag_of(name)
    ]
    named = [each for each in found if each.subject][:MOST_FOLDERS]
    others = [each for each in found if not each.subject][:TOLD]
    return tuple(sorted((*named, *others), key=lambda each: (-each.count, each.name)))


def landed(made: Import, rows: Sequence[Row], now: datetime) -> list[Resource]:
    """The links of a part as resources that everybody sees; what is private stays out unless it is wanted."""
    subjects = {folder.name for folder in made.folders if folder.subject}
    return [_one(made, row, subjects, now) for row in rows if made.private or not row.private]


def _one(made: Import, row: Row, named: Collection[str], now: datetime) -> Resource:
    folders = () if made.filing is Filing.NOTHING else tuple(reversed(row.folders))
    as_subjects = [name for name in folders if name in named and made.filing is Filing.SUGGESTED]
    as_tags = [tag_of(name) for name in folders if name not in as_subjects]
    tags = dict.fromkeys((*made.tags, *row.tags, *filter(None, as_tags)))
    subjects = dict.fromkeys((*row.subjects, *map(subject_of, as_subjects)))
    return Resource(
        id=new_id(),
        community=made.community,
        state=State.SHARED,
        title=row.title,
        address=row.address,
        canonical=row.canonical,
        about=row.about,
        text=row.text,
        kind=row.kind or made.kind,
        grades=row.grades,
        subjects=tuple(subjects)[:MOST_SUBJECTS],
        licence=row.licence,
        login=row.login,
        tags=tuple(tags)[:MOST_TAGS],
        site=row.site,
        author=row.author,
        sharer=made.by,
        source=Source.IMPORT,
        added=row.added or now,
        shared=now,
    )
