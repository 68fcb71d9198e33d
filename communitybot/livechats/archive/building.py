"""Builds the archive of a chat from what is kept of it: equal material gives equal pages."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from communitybot.conversation.times import when_words
from communitybot.conversation.visible import one_line
from communitybot.livechats.archive.consent import Appearing
from communitybot.livechats.archive.kept import Frame, Kept
from communitybot.livechats.archive.links import gathered, pieces
from communitybot.livechats.archive.page import EDUCATOR, ArchivePage, Numbers, Said, Section
from communitybot.livechats.archive.parts import Parts
from communitybot.livechats.archive.sorting import AFTER, BEFORE, TO_LEFT_OUT, Placed, everyone, placed
from communitybot.livechats.archive.times import Times, lasted, platform_name
from communitybot.livechats.archive.veiling import Names, Quotes
from communitybot.livechats.model.chat import Chat, Question
from communitybot.threads.log import Gap

FOREVER = datetime.max.replace(tzinfo=UTC)


def build(kept: Kept, parts: Parts | None = None) -> ArchivePage:
    """The archive as everybody agreed to appear in it now; with the parts of the last time it is quicker."""
    parts = Parts() if parts is None else parts
    page = _Building(kept, parts).page()
    parts.kept = kept
    return page


class _Building:
    """One archive while it is built."""

    def __init__(self, kept: Kept, parts: Parts) -> None:
        frame = kept.frame
        people = ((line.person, line.name) for line in kept.lines if line.person is not None)
        self.chat = frame.chat
        self.frame = frame
        self.appearing = Appearing(dict(frame.showings), (*_hosts(frame), *frame.names, *people))
        self.names = Names(self.appearing)
        left_out = [line for line in kept.lines if line.text and self.appearing.left_out(line.person)]
        self.quotes = Quotes(left_out, (each.text for each in frame.chat.questions))
        self.spoken = parts.read(kept.lines, self.names, self.quotes)
        for number, one in self.spoken.items():
            if one.quoting and not self.appearing.left_out(one.line.person):
                self.quotes.meet(number, one.words)
        self.hosts = {
            person
            for person in (frame.chat.chair, *(host.person for host in frame.chat.hosts))
            if self.appearing.recognisable(person)
        }
        self.times = Times(frame.chat)
        self.clock = (frame.chat.zone, frame.chat.start)  # all that the times in words depend on
        self.reactions = dict(frame.reactions)
        self.placed, self.replies = placed(frame.chat, kept.lines, self.appearing)

    def page(self) -> ArchivePage:
        chat = self.chat
        sections = tuple(self.sections())
        hosts = self.appearing.hosts(chat)
        guest = self.names.veiled(one_line(chat.guest), left_out_only=True)
        return ArchivePage(
            chat=chat.id,
            title=self.names.veiled(one_line(chat.title), left_out_only=True),
            hashtag=chat.hashtag,
            community=one_line(self.frame.community),
            slug=self.frame.slug,
            zone=chat.zone,
            start=chat.start,
            end=chat.ended or chat.end,
            when=when_words(chat.start, chat.end, chat.zone),
            hosts=hosts,
            guest="" if guest in hosts else guest,
            sections=sections,
            links=gathered(sections),
            numbers=self.numbers(sections),
            published=chat.published,
            listed=chat.listed,
        )

    def sections(self) -> Iterable[Section]:
        """Introductions, questions that were asked or answered, and what came after, if anything."""
        first = "Introductions" if self.chat.questions else "The conversation"
        yield from self.section(BEFORE, Section(anchor="introductions", title=first))
        for number, question in enumerate(self.chat.questions, 1):
            if question.asked is not None or self.placed.get(number):
                yield self.question(number, question)
        yield from self.section(AFTER, Section(anchor="after", title="After the chat"))

    def section(self, number: int, bare: Section) -> Iterable[Section]:
        said, gaps = self.said(number), self.gaps(number)
        if said or gaps:
            yield Section(anchor=bare.anchor, title=bare.title, said=said, gaps=gaps)

    def question(self, number: int, question: Question) -> Section:
        by, text = self.asker(question)
        return Section(
            anchor=f"q{number}",
            label=f"Q{number}",
            title=text,
            number=number,
            asked=question.asked,
            time=self.times.at(question.asked) if question.asked else "",
            by=by,
            said=self.said(number),
            gaps=self.gaps(number),
        )

    def asker(self, question: Question) -> tuple[str, str]:
        """Who of the audience asked, and what; the words of somebody who is left out are not shown."""
        text = self.names.veiled(one_line(question.text), left_out_only=True)
        if not question.by:
            return "", text
        people = [person for person, names in self.appearing.known if question.by in names]
        if any(self.appearing.left_out(person) for person in people):
            return "", "A question from the audience"
        return self.appearing.called(people[0]) if len(people) == 1 else EDUCATOR, text

    def said(self, number: int) -> tuple[Said, ...]:
        return tuple(self.one(each) for each in self.placed.get(number, ()))

    def one(self, here: Placed) -> Said:
        line, _, to = here
        spoken = self.spoken[line.number]
        text = spoken.text
        if spoken.signs or line.number in self.quotes.suspect:
            text = self.quotes.veiled(line.number, text, answering=to == TO_LEFT_OUT)
        if spoken.naming:
            text = spoken.veiled(text, self.names)
        author = self.appearing.called(line.person)
        host = line.person in self.hosts
        shown = tuple(self.names.veiled(one_line(each)) for each in line.shown) if line.shown else ()
        liked = self.reactions.get(line.number, 0)
        replies = tuple(map(self.one, self.replies[line.number])) if line.number in self.replies else ()
        # all that what is shown is made of beside its line: what is missing here would be shown as it was
        of = (text, author, host, shown, to, liked, replies, self.clock)
        said = spoken.before(of)
        if said is None:
            said = Said(
                number=line.number,
                author=author,
                host=host,
                at=line.at,
                time=self.times.at(line.at),
                text=text,
                pieces=pieces(text),
                shown=shown,
                to=to,
                liked=liked,
                late=line.late,
                edited=line.edited is not None,
                moved=line.moved,
                replies=replies,
            )
            spoken.keep(of, said)
        return said

    def gaps(self, number: int) -> tuple[str, ...]:
        """What was not heard while a section was open, each said once for a platform."""
        since, until = _open(self.chat, number)
        told = (
            _gap(gap, self.times)
            for gap in self.frame.gaps
            if gap.since < until and gap.until > since and gap.since < _end(self.chat)
        )
        return tuple(dict.fromkeys(told))

    def numbers(self, sections: Sequence[Section]) -> Numbers:
        chat = self.chat
        span = max((chat.ended or chat.end) - chat.start, timedelta())
        lines = list(everyone(self.placed, self.replies))
        return Numbers(
            people=len({line.person for line in lines if line.person is not None}),
            messages=len(lines),
            answers=sum(each.answers for each in sections),
            questions=sum(1 for each in sections if each.number),
            minutes=round(span.total_seconds() / 60),
            lasted=lasted(span),
            platforms=tuple(dict.fromkeys(map(platform_name, sorted(self.frame.platforms)))),
        )


def _hosts(frame: Frame) -> Iterable[tuple[str, str]]:
    return ((host.person, host.name) for host in frame.chat.hosts if host.person is not None)


def _open(chat: Chat, number: int) -> tuple[datetime, datetime]:
    """From when until when the words that were said belonged to a section."""
    asked = [each.asked for each in chat.questions if each.asked is not None]
    ended = chat.ended or FOREVER
    if number == AFTER:
        return ended, FOREVER
    if number == BEFORE:
        return chat.start.min.replace(tzinfo=UTC), min(asked, default=ended)
    since = chat.questions[number - 1].asked
    if since is None:
        return FOREVER, FOREVER
    return since, min((each for each in asked if each > since), default=ended)


def _end(chat: Chat) -> datetime:
    """Until when words were taken at all."""
    return FOREVER if chat.ended is None else chat.ended + chat.late


def _gap(gap: Gap, times: Times) -> str:
    where = platform_name(gap.thread.platform)
    return f"{times.between(gap.since, gap.until)} what was said on {where} could not be heard."
