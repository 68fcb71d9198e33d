"""Everything that can happen to an archive once it is there, in any order, made up by hypothesis."""

from dataclasses import replace

from hypothesis import strategies as st

from communitybot.livechats.model.chat import Host, Question, Showing
from tests.livechats.archive.evening import ASKED, CORD, LOOM, Evening, at

PEOPLE = ("Dana Whitfield", "Lee Okafor", "Lee O.", "Jo Anders", "Sam")
TEXTS = (
    "We begin each week with one short poem that families send",
    "Somebody said: we begin each week with one short poem that families send",
    "> We begin each week with one short poem that families send\nSo do we.",
    "One poem",
    "\u201cOne poem\u201d is a good beginning, see https://example.org/poems.",
    "A2 As Lee Okafor says, and @Jo Anders, and @Sam",
    "@Lee O. it is on https://example.org/poems and at http://example.org/<b>",
    "Lee said so; Jo Anders too",
    ASKED[0],
    "",
)
LINES = st.integers(0, 30)
SECTIONS = st.integers(0, len(ASKED))


def _said(evening, person, text, question, minute, back, late):
    answers = len(evening.lines) + 1 - back if 0 < back <= len(evening.lines) else None
    changes = {"answers": answers, "late": late, "label": question if late and answers else None}
    evening.say(person, text, question, minute, thread=LOOM if minute % 2 else CORD, **changes)


def _changed(evening, number, **changes):
    if evening.lines:
        evening.change(evening.lines[number % len(evening.lines)], **changes)


def _reacted(evening, number, people):
    evening.reactions[number + 1] = people


def _of_the_chat(evening, **changes):
    evening.chat = replace(evening.chat, **changes)


def _change(do, *values, **named):
    return st.builds(
        lambda given, by_name: lambda evening: do(evening, *given, **by_name),
        st.tuples(*values),
        st.fixed_dictionaries(named),
    )


SAYING = _change(
    _said,
    st.sampled_from(PEOPLE),
    st.sampled_from(TEXTS),
    SECTIONS,
    st.integers(0, 99),
    st.integers(0, 3),
    st.sampled_from((False, False, True)),
)
SHOWING = _change(Evening.show, st.sampled_from(("dana", "lee", "jo", "sam")), st.sampled_from(Showing))
CHANGE = st.one_of(
    SAYING,
    SHOWING,
    _change(_changed, LINES, text=st.sampled_from(TEXTS), edited=st.just(at(70))),
    _change(_changed, LINES, text=st.just(""), shown=st.just(()), removed=st.just(True)),
    _change(_changed, LINES, question=SECTIONS, moved=st.just(True)),
    _change(_changed, LINES, shown=st.just(("picture: @Lee Okafor beside a shelf",))),
    _change(_changed, LINES, name=st.sampled_from(PEOPLE)),
    _change(_reacted, LINES, st.integers(0, 3)),
    _change(_of_the_chat, zone=st.sampled_from(("America/New_York", "Asia/Kolkata"))),
    _change(_of_the_chat, guest=st.sampled_from(("", "Lee Okafor"))),
    _change(_of_the_chat, hosts=st.sampled_from(((), (Host("Jo Anders", "jo"), Host("Lee O.", "lee"))))),
    _change(_of_the_chat, questions=st.just((Question(text=TEXTS[0], asked=at(5), by="Lee Okafor"),))),
)
BEGINNING = st.lists(SAYING, min_size=8, max_size=15)
LATER = st.lists(st.one_of(CHANGE, SHOWING), min_size=5, max_size=15)
