"""Whatever people and pages say, every card about a resource can be shown on every platform."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.discord.reply import draw_message as on_discord
from adapters.slack.reply import draw_message as on_slack
from communitybot.people.cautions import Caution
from communitybot.resources.cards.card import resource_card
from communitybot.resources.cards.drafts import PAGE, drafts_card, not_this_card
from communitybot.resources.cards.preview import (
    discarded_card,
    kept_card,
    known_card,
    preview_card,
    sent_card,
)
from communitybot.resources.cards.view import (
    changed_card,
    noted_card,
    text_card,
    view_card,
    withdrawn_card,
)
from communitybot.resources.cards.words import line_of
from communitybot.resources.commands.asked import edit_form, note_form, withdraw_form
from communitybot.resources.model.grades import Grade
from communitybot.resources.model.resource import Kind, Licence, Note, Sharer, State
from communitybot.resources.previews import Changed, Drafts, Known, Noted, Preview, Sent
from communitybot.resources.views import Seen
from tests.adapters import discord_rules, slack_rules
from tests.livechats.cards.test_what_the_bot_says import addresses, any_words
from tests.resources.sharing.school import NOON, resource, words

ZONE = "America/New_York"
COSTLY = "https://videos.example.org/?" + "&" * 480  # five characters each on Slack
links = st.one_of(st.just(""), st.just(COSTLY), st.just("https://a.example/x?a=1&b=2"), addresses)


@st.composite
def any_resource(draw):
    flags = st.sampled_from([None, True, False])
    counts = st.sampled_from([0, 1, 10**6])
    return resource(
        state=draw(st.sampled_from(State)),
        title=draw(any_words),
        address=draw(links),
        canonical=draw(links),
        about=draw(any_words),
        text=draw(any_words),
        file=draw(any_words),
        kind=draw(st.sampled_from([None, *Kind])),
        grades=tuple(draw(st.lists(st.sampled_from(Grade), unique=True))),
        subjects=tuple(draw(st.lists(any_words, max_size=4))),
        licence=draw(st.sampled_from([None, *Licence])),
        login=draw(flags),
        tags=tuple(draw(st.lists(any_words, max_size=8))),
        site=draw(any_words),
        author=draw(any_words),
        written=draw(st.sampled_from([None, NOON.date()])),
        lasts=draw(st.sampled_from([None, timedelta(0), timedelta(days=9)])),
        sharer=Sharer("c1-ana", draw(any_words)),
        tries=draw(counts),
        again=draw(counts),
        saves=draw(counts),
        notes=draw(counts),
        broken=draw(st.sampled_from([None, NOON])),
        kept_at=draw(any_words),
        shows=draw(any_words),
        reason=draw(any_words),
    )


@st.composite
def any_notes(draw):
    return [
        Note(person=f"p{number}", name=draw(any_words), text=draw(any_words), at=NOON)
        for number in range(draw(st.integers(0, 5)))
    ]


def faults(card):
    """What either platform would refuse in a card, or show otherwise than meant."""
    of_slack = slack_rules.faults_of_message(on_slack(card, now=NOON))
    return of_slack + discord_rules.faults_of_message(on_discord(card, now=NOON))


def drawn(one, notes, said):
    """Every card there is of a resource."""
    seen = Seen(resource=one, notes=notes[:4], mine=True, moderates=True, zone=ZONE)
    preview = Preview(
        resource=one,
        zone=ZONE,
        note=notes[0] if notes else None,
        told=(said, said, said, said),
        paged=("title", "about", "licence"),
        fitting=tuple(f"tag-{number}" for number in range(10)),
        cautions=[Caution("the name of a student", "what it is about")] * 4,
        room=said,
    )
    others = [replace(one, id=f"{number:014}") for number in range(PAGE)]
    return [
        resource_card(one, notes, zone=ZONE),
        preview_card(preview, said=said or None),
        preview_card(replace(preview, paged=(), looked=False)),
        view_card(seen, page=1, more=True),
        text_card(one),
        sent_card(Sent(resource=one, now=True, room=said)),
        known_card(Known(resource=one, zone=ZONE, draft="r0000000000002")),
        kept_card(one),
        discarded_card(one),
        changed_card(Changed(before=one, resource=replace(one, revision=1), told=(said,) * 9)),
        changed_card(Changed(before=one, resource=one)),
        noted_card(Noted(resource=one, text=said)),
        withdrawn_card(one, now=True),
        withdrawn_card(one, now=False),
        drafts_card(Drafts(drafts=others, offset=3, more=True)),
        not_this_card(one),
    ]


@settings(max_examples=15)
@given(any_resource(), any_notes(), any_words)
def test_the_cards_of_any_resource_are_drawn_within_the_rules_of_both_platforms(one, notes, said):
    assert [fault for card in drawn(one, notes, said) for fault in faults(card)] == []
    assert line_of(one, (said, said)).weight <= 900


@settings(max_examples=15)
@given(any_resource(), any_words)
def test_the_forms_of_any_resource_can_be_asked(one, said):
    assert edit_form(one, said[:500]).fields
    assert note_form(one, said[:500]).fields
    assert withdraw_form(one, said).fields


def test_the_fullest_resource_stands_on_its_card_shortened_where_it_has_to_be():
    long = "*Paper strips* & <tape> " * 40
    full = resource(
        address=COSTLY,
        about=long[:600],
        text=long,
        author=long,
        subjects=(long,) * 4,
        tags=tuple(f"{number}-{'x' * 27}" for number in range(8)),
        file=long,
        broken=NOON,
        kept_at="https://web.archive.org/" + "x" * 400,
    )
    notes = [Note(person=f"p{number}", name=long, text=long, at=NOON) for number in range(5)]

    for card in drawn(full, notes, long[:300]):
        assert faults(card) == []
        assert card.weight <= 3_800


def test_a_card_says_what_teachers_search_by_and_who_shared_it():
    one = resource(tries=4, again=3, saves=5, notes=3, author="Dr. Lind", lasts=timedelta(minutes=65))
    note = Note(person="c1-ben", name="Ben Ito", text="We cut them.", at=NOON)

    shown = words(resource_card(one, [note], zone=ZONE))

    for part in (
        "Fraction strips",
        "Video, 1 hour 5 minutes, videos.example.org, by Dr. Lind",
        "For: Grades 3 to 5",
        "Tags: #fractions #games",
        "Use: CC BY-SA, no log-in needed",
        "Ben Ito: We cut them.",
        "4 people tried it, 3 would again; saved 5 times; 3 notes.",
        "Shared by Ana Ruiz",
    ):
        assert part in shown
