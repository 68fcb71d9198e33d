"""Cards about ideas that are not out yet: they fit whatever was typed, and say what counts."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from reading_cards import labels, said, token

from communitybot.conversation.actions import Action
from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.controls import Look
from communitybot.ideas.cards.changed import changed_card, withdrawn_card
from communitybot.ideas.cards.preview import discarded_card, kept_card, preview_card, sent_card
from communitybot.ideas.cards.review import (
    decided_words,
    decline_form,
    declined_card,
    published_card,
    queue_card,
    waiting_card,
)
from communitybot.ideas.cautions import cautions_of
from communitybot.ideas.checklist import hints_of
from communitybot.ideas.commands.drafting import idea_form
from communitybot.ideas.model.idea import Author, Category, Idea, IdeaSettings, Role, Stage
from communitybot.ideas.model.wording import TITLE_MOST
from communitybot.ideas.previews import Changed, Decided, Preview, Queue, Sent
from communitybot.ideas.waiting import Expected

NOW = datetime(2014, 10, 14, 16, tzinfo=UTC)
FIVE = Expected(timedelta(hours=4.5), 20, ahead=2)
IDEA = Idea(
    id="1abcdefghijklm",
    community="c1",
    title="Peer observation hour",
    need="New teachers never see a colleague teach.",
    approach="One hour a month.\n\nThen a talk.",
    authors=(Author("p1", "Ana Ruiz"),),
    created=NOW,
    submitted=NOW,
)
AWFUL = "<@&>*_~`#|[](){}-:\\ 😀 @everyone\n" * 90
FULL = replace(
    IDEA,
    title=("&<" * TITLE_MOST)[:TITLE_MOST],
    need=AWFUL,
    approach=AWFUL,
    benefits=AWFUL + " born on 4 March 2005, student ID 4711, my student Kevin, a@b.example, (212) 555-0188",
    helps=AWFUL,
    roles=tuple(Role),
    category=Category.CURRICULUM,
    tags=("&" * 30, "<" * 30, "-" * 30, "a" * 30, "b" * 30),
    place="&" * 80,
    authors=(Author("p1", "&" * 80),),
    reason="<&>" * 200,
    anonymous=True,
)


def preview(idea, **given):
    known = {
        "settings": IdeaSettings(),
        "wait": FIVE,
        "role": Role.TEACHER,
        "cautions": cautions_of(idea),
        "hints": hints_of(idea),
        "moderators": 2,
    }
    return Preview(idea=idea, **(known | given))


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("idea", [IDEA, FULL], ids=["short", "full"])
def test_every_card_fits_at_every_stage(idea, stage):
    idea = replace(idea, stage=stage)
    similar = (replace(FULL, id="2", votes=99_999), replace(FULL, id="3"), replace(FULL, id="4"))
    notes = ("*" + "&" * 500 + "*",) * 6
    thread = PlaceAddress("fake", "s", "ideas", "1")

    shown = preview(idea, similar=similar, notes=notes, hints=hints_of(IDEA), moderators=0)
    cards = [
        preview_card(shown, said="&" * 400),
        kept_card(idea),
        discarded_card(idea),
        sent_card(Sent(idea=idea, now=True, wait=FIVE)),
        sent_card(Sent(idea=idea, now=False, wait=Expected(None, 0))),
        waiting_card(idea, waiting=100),
        queue_card(
            Queue(idea=idea, place=1, waiting=9, wait=FIVE, similar=similar, cautions=cautions_of(idea)),
            now=NOW + timedelta(days=400),
            said=decided_words(Decided(idea=idea, now=False)),
        ),
        published_card(idea, thread),
        declined_card(idea),
        changed_card(Changed(before=IDEA, idea=idea, notes=notes)),
        withdrawn_card(idea, now=True),
    ]
    forms = [idea_form(Action("idea.edited", (idea.id,)), anonymous=True, preview=shown), decline_form(idea)]

    assert all(said(card) for card in cards)
    assert len(forms[0].fields) == 11


def test_the_words_of_a_long_idea_give_way_visibly_and_short_ones_stay_whole():
    long = replace(IDEA, approach="longer " * 550)

    told = said(preview_card(preview(long)))

    assert "The need: New teachers never see a colleague teach." in told
    assert "(shortened here)" in told
    assert "You wrote 557 words; 257 too many." in told


def test_three_hundred_words_stand_whole_in_a_preview():
    words = "teachers " * 75
    whole = replace(IDEA, need=words, approach=words, benefits=words, helps=words)

    told = said(preview_card(preview(whole)))

    assert "(shortened here)" not in told
    assert "300 words of 300." in told


def test_a_preview_says_what_happens_next_and_the_rules():
    card = preview_card(preview(IDEA))
    told = said(card)

    assert "Nobody else has seen it yet." in told
    assert "From Ana Ruiz. You are in its team as classroom teacher." in told
    assert "no party politics, no adverts, no personal data" in told
    assert "a moderator reads it first. Usually that takes up to 5 hours. 2 ideas wait before it." in told
    assert labels(card) == ["Send it", "Change it", "Keep as draft", "Discard"]
    assert token(card, "Send it") == f"idea.send:{IDEA.id}:0"


def test_with_nobody_to_tell_it_is_said_and_with_too_few_waits_as_well():
    told = said(preview_card(preview(IDEA, moderators=0, wait=Expected(None, 2))))

    assert "only 2 have been read here so far" in told
    assert "please ask an administrator to look at /idea review" in told


def test_a_too_long_idea_offers_to_be_changed_and_not_to_be_sent():
    card = preview_card(preview(replace(IDEA, need="word " * 301)))

    assert labels(card) == ["Change it", "Keep as draft", "Discard"]
    assert card.controls[0].look is Look.EXPECTED


def test_an_idea_without_a_need_says_what_it_takes_to_send_it():
    card = preview_card(preview(replace(IDEA, need="", approach="")))

    assert "0 words of 300. Say what the need is, and you can send it." in said(card)
    assert labels(card) == ["Change it", "Keep as draft", "Discard"]


def test_similar_ideas_are_named_each_with_a_button():
    alike = replace(IDEA, id="2", title="Observation by peers", stage=Stage.TEAM, votes=1)
    card = preview_card(preview(IDEA, similar=(alike,)))

    assert "Observation by peers, team formed, 1 supporter" in said(card)
    assert token(card, "View “Observation by peers”") == "idea.view:2"


def test_a_declined_idea_shows_why_and_can_be_sent_again():
    card = preview_card(preview(replace(IDEA, stage=Stage.DECLINED, reason="It names a student.")))

    assert "Why: It names a student." in said(card)
    assert labels(card) == ["Send it again", "Change it"]


def test_moderators_read_the_name_and_what_members_will_not():
    queue = Queue(idea=replace(IDEA, stage=Stage.SUBMITTED, anonymous=True), place=1, waiting=1, wait=FIVE)
    card = queue_card(queue, now=NOW + timedelta(hours=3))

    assert "From Ana Ruiz. Members will not see the name." in said(card)
    assert "1 of 1 waiting. It has waited 3 hours." in said(card)
    assert labels(card) == ["Publish", "Decline"]


def test_an_empty_queue_says_so():
    told = said(queue_card(Queue(idea=None, wait=Expected(None, 0)), now=NOW))

    assert "No idea waits to be read." in told


@pytest.mark.parametrize(
    ("stage", "told"),
    [
        (Stage.SEED, "“Peer observation hour” is published already; nothing more was done."),
        (Stage.DECLINED, "“Peer observation hour” was put aside already. Why: No."),
        (Stage.WITHDRAWN, "Its author has withdrawn “Peer observation hour” meanwhile."),
    ],
)
def test_the_second_moderator_reads_what_the_first_did(stage, told):
    assert decided_words(Decided(idea=replace(IDEA, stage=stage, reason="No."), now=False)) == told


def test_whether_to_hide_a_name_is_asked_only_where_one_may():
    names = [field.name for field in idea_form(Action("idea.edited", ("1",)), anonymous=False).fields]

    assert "anonymous" not in names
    assert names[:2] == ["title", "need"]
    assert len(names) == 10  # two steps on Discord
