"""From a consultation and its answers to what its page shows."""

from collections.abc import Sequence

from communitybot.consultations.cards.words import asker_of, counts_of, people
from communitybot.consultations.model.consultation import Consultation
from communitybot.consultations.model.response import Response
from communitybot.consultations.pages.page import Bar, ConsultationPage, Part, Said
from communitybot.consultations.tally import Answered, tallied
from communitybot.conversation.times import when_words
from communitybot.conversation.visible import one_line, visible


def build(one: Consultation, responses: Sequence[Response], community: str) -> ConsultationPage:
    """All of it: every count that may be shown, every word that may be quoted."""
    tally = tallied(one, responses)
    opened, closed = one.opened or one.created_at, one.closed or one.closes
    return ConsultationPage(
        title=one_line(one.title),
        community=one_line(community),
        asker=one_line(asker_of(one)),
        why=visible(one.why).strip(),
        used=visible(one.used).strip(),
        opened=opened,
        closed=closed,
        period=when_words(opened, closed, one.zone),
        people=tally.people,
        least=one.least,
        parts=tuple(_part(one, answered) for answered in tally.questions),
        reply=visible(one.reply).strip(),
        replied=when_words(one.replied, None, one.zone) if one.replied else "",
        file_name=f"consultation-{closed:%Y-%m-%d}",
    )


def _told(one: Consultation, answered: Answered) -> str:
    """What is said above the table of counts, which has the rest."""
    if answered.median is not None:
        return f"Median {answered.median:g}; {people(answered.people)} answered"
    return one_line(counts_of(answered, one.least))


def _part(one: Consultation, answered: Answered) -> Part:
    return Part(
        number=answered.number,
        text=one_line(answered.question.text),
        told=_told(one, answered),
        few=answered.few,
        bars=tuple(Bar(one_line(count.label), count.number, count.share) for count in answered.counts),
        said=tuple(Said(visible(quote.words).strip(), one_line(quote.by)) for quote in answered.quotes),
    )
