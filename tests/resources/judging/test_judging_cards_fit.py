"""Whatever people write, every card about judging a resource can be shown on every platform."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.discord.reply import draw_message as on_discord
from adapters.slack.reply import draw_message as on_slack
from communitybot.ports import LinkPreview
from communitybot.resources.cards.checking import broken_card
from communitybot.resources.cards.collecting import (
    collection_card,
    collections_card,
    delete_card,
    let_card,
    people_card,
    share_card,
    view_card,
    which_collection,
)
from communitybot.resources.cards.filling import item_card, moved_card, put_card, taken_card
from communitybot.resources.cards.reviewing import (
    aside_form,
    decided_words,
    fix_form,
    queue_card,
    report_form,
    reported_card,
    waits_card,
)
from communitybot.resources.cards.saving import saved_card, saved_list
from communitybot.resources.cards.trying import day_card, tried_form, tries_card
from communitybot.resources.judging_views import (
    BrokenPage,
    CheckQueue,
    CollectionsPage,
    Decided,
    Put,
    Reported,
    Saved,
    SavedPage,
    TriesPage,
    Viewed,
)
from communitybot.resources.model.collection import Collection, Helper, Item, Right, Sharing
from communitybot.resources.model.grades import IN_ORDER, Grade
from communitybot.resources.model.judgement import Check, Repeat, Report, Try, Verdict, Why
from communitybot.resources.model.resource import Sharer, State
from communitybot.resources.saving import PAGE as SAVED
from tests.adapters import discord_rules, slack_rules
from tests.livechats.cards.test_what_the_bot_says import any_words
from tests.resources.sharing.school import NOON, resource

ADDRESSES = ("", "https://a.example.org/x", "https://a.example.org/?" + "a=1&" * 60)


@st.composite
def any_resource(draw, at=0):
    return resource(
        id=f"r{at:013}",
        title=draw(any_words),
        about=draw(any_words),
        address=draw(st.sampled_from(ADDRESSES)),
        author=draw(any_words),
        sharer=Sharer("ana", draw(any_words)),
        state=draw(st.sampled_from([State.SHARED, State.HIDDEN, State.WITHDRAWN])),
        tries=draw(st.sampled_from([0, 1, 10**6])),
        again=draw(st.sampled_from([0, 10**6])),
        broken=NOON,
        kept_at=draw(st.sampled_from(["", "https://web.archive.org/web/2014/" + ADDRESSES[2]])),
    )


def any_try(draw, at):
    words = draw(any_words)[:400]
    grade = draw(st.sampled_from([None, *Grade]))
    repeat = draw(st.sampled_from(Repeat))
    return Try(person=f"p{at}", name=draw(any_words), grade=grade, words=words, repeat=repeat, at=NOON)


@st.composite
def any_collection(draw, at=0):
    return Collection(
        id=f"c{at:013}",
        community="c1",
        name=draw(any_words)[:80],
        about=draw(any_words)[:300],
        owner="ana",
        owner_name=draw(any_words),
        sharing=draw(st.sampled_from(Sharing)),
        created=NOON,
        changed=NOON,
        items=draw(st.sampled_from([0, 8, 200])),
    )


@st.composite
def any_viewed(draw):
    one = draw(any_resource())
    some = [replace(one, id=f"r{at:013}") for at in range(draw(st.sampled_from([0, 1, 8])))]
    name = draw(any_words)
    return Viewed(
        collection=draw(any_collection()),
        people=[
            Helper(person=f"p{at}", name=name, right=draw(st.sampled_from(Right)), at=NOON)
            for at in range(draw(st.sampled_from([0, 2, 20])))
        ],
        items=[Item(resource=one.id, person="ben", name=name, at=NOON) for one in some],
        known={one.id: one for one in some if one.seen},
        owns=draw(st.booleans()),
        right=draw(st.sampled_from([None, *Right])),
        moderates=draw(st.booleans()),
        number=2,
        more=draw(st.booleans()),
    )


def faults(cards):
    """What either platform would refuse in some cards, or show otherwise than meant."""
    return [
        fault
        for card in cards
        for fault in (
            *slack_rules.faults_of_message(on_slack(card, now=NOON)),
            *discord_rules.faults_of_message(on_discord(card, now=NOON)),
        )
    ]


@settings(max_examples=12, deadline=None)
@given(any_viewed(), any_words)
def test_collections_of_anything_can_be_shown(seen, text):
    one = seen.collection
    page = CollectionsPage(
        collections=[replace(one, id=f"{at:014}") for at in range(8)],
        person="ben",
        rights={f"{1:014}": Right.EDIT},
        number=2,
        more=True,
    )
    first = seen.items[0].resource if seen.items else "gone"
    put = Put(collection=one, resource=seen.known.get(first), new=True, place=2)
    drawn = [
        view_card(seen, said=f"Said: {text}"),
        people_card(seen, said=f"Said: {text}"),
        collection_card(one, seen.items[:6], seen.known, seen.people),
        collections_card(page),
        which_collection(page.collections, put_card(put).controls[0].action),
        let_card(one, Right.ADD),
        delete_card(one),
        share_card(one, "#lounge"),
        put_card(put, made=True),
        taken_card(put),
        item_card(seen, first),
        moved_card(put, first),
    ]
    assert faults(drawn) == []


@settings(max_examples=12, deadline=None)
@given(st.data(), any_resource(), any_words)
def test_judgements_in_any_words_can_be_shown(data, one, text):
    told = any_try(data.draw, 0)
    tries = [replace(told, person=f"p{at}") for at in range(5)]
    reports = [
        Report(person=f"p{at}", why=why, words=text[:300], at=NOON) for at, why in enumerate([*Why] * 3)
    ]
    check = Check(at=NOON, person="h", name=text, verdict=Verdict.ASIDE, reason=text[:300])
    page = LinkPreview(address="https://a.example", title=text, description=text)
    queue = CheckQueue(resource=one, reports=reports, place=2, waiting=9, last=check, page=page, looked=True)
    some = [replace(one, id=f"{at:014}") for at in range(8)]
    said = decided_words(Decided(resource=one, check=check, now=False))
    drawn = [
        tries_card(
            TriesPage(resource=one, tries=tries, mine=tries[0], grades=IN_ORDER, number=2, more=True),
            person="ana",
            said="Thank you!",
        ),
        day_card([(one, each) for each in tries], more=True),
        waits_card(one, reports, waiting=3),
        queue_card(queue, said=said),
        queue_card(CheckQueue(resource=None), said=said),
        reported_card(Reported(resource=one, hidden=True)),
        broken_card(BrokenPage(resources=some, number=2, more=True)),
        saved_card(Saved(resource=one, on=True, fit=[data.draw(any_collection())])),
        saved_list(SavedPage(resources=some[:SAVED], number=2, more=True)),
    ]
    assert faults(drawn) == []
    assert tried_form(one, tries[0])
    assert all(draw(one) for draw in (report_form, aside_form, fix_form))
