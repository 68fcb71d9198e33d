"""Whatever people write, every card about an idea can be shown on every platform."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.discord.reply import draw_message as on_discord
from adapters.slack.reply import draw_message as on_slack
from communitybot.conversation.actions import Action
from communitybot.conversation.addresses import MessageRef
from communitybot.ideas.cards.asking import (
    accepted_card,
    asked_card,
    asking_card,
    gone_card,
    join_form,
    joined_card,
    leave_card,
    not_now_card,
    role_form,
    thanks_form,
)
from communitybot.ideas.cards.backing import followed_card, supported_card
from communitybot.ideas.cards.card import idea_card
from communitybot.ideas.cards.lists import Leaves, list_card
from communitybot.ideas.cards.team import team_card
from communitybot.ideas.cards.told import told_card
from communitybot.ideas.cards.view import PARTS, part_card, view_card
from communitybot.ideas.cards.which import which_card
from communitybot.ideas.commands.filters import Filter
from communitybot.ideas.model.idea import Author, Category, Joining, Member, Role, Stage
from communitybot.ideas.views import IdeaQuery, Page, Seen
from tests.adapters import discord_rules, slack_rules
from tests.ideas.discussing.made import NEW_YORK, NOON, ROOM, idea, labels, words
from tests.livechats.cards.test_what_the_bot_says import addresses, any_words

roles = st.lists(st.sampled_from(Role), unique=True).map(tuple)


@st.composite
def any_idea(draw):
    return idea(
        stage=draw(st.sampled_from(Stage)),
        title=draw(any_words),
        need=draw(any_words),
        approach=draw(any_words),
        benefits=draw(any_words),
        helps=draw(any_words),
        roles=draw(roles),
        category=draw(st.sampled_from([None, *Category])),
        tags=tuple(draw(st.lists(any_words, max_size=5))),
        place=draw(any_words),
        authors=tuple(Author(f"a{n}", draw(any_words)) for n in range(draw(st.integers(1, 3)))),
        anonymous=draw(st.booleans()),
        votes=draw(st.sampled_from([0, 1, 10**6])),
        follows=draw(st.sampled_from([0, 10**6])),
        lines=draw(st.sampled_from([0, 1, 10**6])),
        reason=draw(any_words),
        reworded=draw(st.sampled_from([None, NOON])),
        said=draw(st.sampled_from([None, NOON])),
    )


@st.composite
def any_member(draw, person="ben"):
    return Member(
        person=person,
        name=draw(any_words),
        role=draw(st.sampled_from(Role)),
        joining=draw(st.sampled_from(Joining)),
        note=draw(any_words),
        at=NOON,
    )


@st.composite
def any_seen(draw):
    one = draw(any_idea())
    return Seen(
        idea=one,
        members=[draw(any_member(f"p{n}")) for n in range(draw(st.integers(0, 5)))],
        supports=draw(st.booleans()),
        follows=draw(st.booleans()),
        mine=draw(st.booleans()),
        moderates=draw(st.booleans()),
        zone=NEW_YORK,
        part=draw(st.one_of(st.none(), any_member("a0"))),
        asking=[draw(any_member(f"q{n}")) for n in range(draw(st.sampled_from([0, 1, 30])))],
        talks=[MessageRef(ROOM, str(n)) for n in range(draw(st.integers(0, 6)))],
        into=draw(st.one_of(st.none(), any_idea())),
    )


def faults(card):
    """What either platform would refuse in a card, or show otherwise than meant."""
    of_slack = slack_rules.faults_of_message(on_slack(card, now=NOON))
    return of_slack + discord_rules.faults_of_message(on_discord(card, now=NOON))


@settings(max_examples=40)
@given(any_seen(), addresses)
def test_the_cards_of_any_idea_are_drawn_within_the_rules_of_both_platforms(seen, address):
    one = seen.idea
    drawn = [
        idea_card(one, seen.members, zone=NEW_YORK),
        view_card(seen, lambda _ref: address),
        team_card(seen),
        told_card(one, one.need, to="a0"),
        supported_card(one, on=True),
        followed_card(one, on=False),
        *(part for name, _ in PARTS if (part := part_card(one, name)) is not None),
    ]
    assert [fault for card in drawn for fault in faults(card)] == []


@settings(max_examples=30)
@given(any_idea(), any_member())
def test_what_is_said_about_joining_can_be_said_of_anybody(one, asks):
    drawn = [draw(one, asks) for draw in (asking_card, asked_card, joined_card, accepted_card, not_now_card)]
    drawn += [leave_card(one, asks), gone_card(one, "Done.")]
    assert all(each.weight <= 3_800 for each in drawn)
    assert join_form(one, asks).fields[0].value in {role.value for role in Role}
    assert join_form(one).fields[0].value in {None, *(role.value for role in one.roles)}
    assert role_form(one, asks)
    assert thanks_form(one, asks)


@settings(max_examples=20)
@given(st.lists(any_idea(), max_size=8), any_words, st.integers(1, 1_000))
def test_lists_of_any_ideas_can_be_said(some, text, number):
    each = [replace(one, id=f"{at:014}") for at, one in enumerate(some)]
    wanted = Filter(tag=text[:60], near=text[:100], stage=Stage.SEED)
    leaves = Leaves(
        back=wanted.action("idea.page", 2), on=wanted.action("idea.page", 3), sort=wanted.action("idea.sort")
    )
    query = IdeaQuery(tag=text, near=text, offset=(number - 1) * 8)
    assert list_card(Page(ideas=each, more=True), query, leaves, "a0").weight <= 3_800
    if each:
        assert which_card(each, Action("idea.view")).weight <= 3_800


def seen_by(one, **given):
    known = {"members": (), "supports": False, "follows": False, "mine": False, "moderates": False}
    return Seen(idea=one, **(known | given))


def no_link(_ref):
    return None


def test_three_hundred_words_stand_whole_in_the_view_and_what_is_longer_can_be_read_part_by_part():
    text = "Teachers who mentor " * 25  # 75 words
    whole = idea(need=text, approach=text, benefits=text, helps=text)
    view = view_card(seen_by(whole), no_link)
    assert words(view).count("Teachers who mentor") == 100
    assert not any(label.startswith("All of") for label in labels(view))

    longer = replace(whole, approach="Teachers & mentors: " * 200)
    view = view_card(seen_by(longer), no_link)
    assert [label for label in labels(view) if label.startswith("All of")] == ["All of the approach"]
    assert words(view).count("Teachers who mentor") == 75
    assert words(part_card(longer, "approach")).count("Teachers & mentors") > 100
    assert part_card(longer, "authors") is None


def test_the_team_of_ideas_that_became_one_can_be_said():
    many = [
        Member(person=f"p{n}", name="N" * 80, role=Role.PARTNER, note="word " * 100, at=NOON)
        for n in range(26)
    ]
    for some in (many[:9], many):
        card = team_card(seen_by(idea(), members=some, mine=True, part=some[0]))
        assert faults(card) == []
        assert words(card).count("family or community partner") == min(len(some), 16)
    assert "And 10 more." in words(card)


def test_an_anonymous_author_is_a_member_for_members_and_named_for_moderators():
    hidden = idea(anonymous=True)
    team = (Member(person="ana", name="Ana Ruiz", role=Role.TEACHER, at=NOON),)
    public = [
        idea_card(hidden, team, zone=NEW_YORK),
        view_card(seen_by(hidden, members=team), no_link),
        team_card(seen_by(hidden, members=team)),
        list_card(Page(ideas=(hidden,), more=False), IdeaQuery(), Leaves(), "ben"),
        told_card(hidden, "News.", to="ben"),
    ]

    assert not any("Ana" in words(card) for card in public)
    assert "a member (classroom teacher)" in words(public[0])
    assert "what they say in the thread shows their name" in words(public[0])
    for moderator in (
        view_card(seen_by(hidden, members=team, moderates=True), no_link),
        team_card(seen_by(hidden, members=team, moderates=True)),
    ):
        assert "Ana Ruiz" in words(moderator)


def test_the_buttons_are_those_that_can_be_used_now():
    def rows(**given):
        return labels(view_card(seen_by(idea(), **given), no_link))

    standing = ["Support", "Join the team", "Follow", "Team", "Lend my voice"]
    assert rows() == standing
    assert rows(supports=True, follows=True)[:3] == [
        "Take my support back",
        "Join the team",
        "Stop following",
    ]
    asked = Member(person="ben", name="Ben", role=Role.COACH, joining=Joining.ASKED, at=NOON)
    assert rows(part=asked)[1] == "Take my request back"
    own = rows(mine=True)
    assert "Support" not in own
    assert {"Next stage", "Find colleagues", "Change", "Withdraw"} <= set(own)
    assert rows(moderates=True)[:5] == standing
    submitted = seen_by(idea(stage=Stage.SUBMITTED), moderates=True)
    assert labels(view_card(submitted, no_link)) == ["Review"]
    assert labels(view_card(seen_by(idea()), no_link, answered=frozenset({"idea.view", "idea.team"}))) == [
        "Team"
    ]
    for gone in (Stage.WITHDRAWN, Stage.DECLINED):
        assert labels(idea_card(idea(stage=gone), (), zone=NEW_YORK)) == []
    assert "Join the team" not in labels(idea_card(idea(stage=Stage.REPORTED), (), zone=NEW_YORK))
