"""Every card and form of this part fits everywhere, with the longest and strangest words people can write."""

import pytest

from communitybot.conversation.actions import Action
from communitybot.ideas.cards.matching import (
    accept_form,
    declined_card,
    invitation_card,
    invited_card,
    match_card,
)
from communitybot.ideas.cards.nudging import alone_card, rests_card, still_card, stopped_card
from communitybot.ideas.cards.prompting import prompt_form, prompts_card
from communitybot.ideas.cards.weekly import weekly_card
from communitybot.ideas.digests import HELP, NEW, OUTCOME, REPLY
from communitybot.ideas.matching import Fit
from communitybot.ideas.model.idea import Author, IdeaSettings, Joining, Role
from communitybot.ideas.model.meeting import Prompt
from communitybot.ideas.prompting import Prompts
from communitybot.people.model import Level, Profile
from communitybot.people.profile_cards import profile_card, profile_form
from communitybot.people.profile_service import ShownProfile, Suggestion
from tests.ideas.discussing.made import idea, member

STRANGE = ("*" * 5_000, "<@everyone> & " * 300, "👩🏽‍🏫" * 900, "a" * 5_000, "\u202eevil\n# x" * 200)


@pytest.mark.parametrize("words", STRANGE)
def test_whatever_stands_in_them_they_fit(words):
    one = idea(title=words[:120], need=words[:2_000], helps=words[:500], roles=tuple(Role), place=words[:100])
    fits = tuple(Fit(f"p{at}", words[:80], 1, (words[:60], words[:60], words[:60])) for at in range(5))
    who = Author("ana", words[:80])
    invited = tuple(member(f"p{at}", words[:80], joining=Joining.INVITED) for at in range(5))
    asked = [Prompt(number=at, words=words[:400], rank=at) for at in range(1, 101)]
    told = [
        (kind, idea(id=f"{kind}{at}", title=words[:120], authors=(who, who)), words[:300])
        for kind in (NEW, REPLY, OUTCOME, HELP)
        for at in range(4)
    ]
    profile = Profile(
        person="ben",
        levels=tuple(Level),
        subjects=tuple(words[:40] for _ in range(8)),
        place=words[:80],
        brings=tuple(words[:40] for _ in range(8)),
    )
    suggestions = [
        Suggestion(words[:80], (words[:60],) * 4, Action("idea.view", (f"i{at}",))) for at in range(5)
    ]
    cards = [
        match_card(one, fits, invited),
        match_card(one, ()),
        invited_card(one, invited[0]),
        invitation_card(one, invited[0], by=words[:80]),
        declined_card(one, never=True),
        alone_card(one, fits),
        rests_card(one, [words[:200]] * 9, fits=fits, may_park=True),
        still_card(one),
        stopped_card(one, on=True),
        *(prompts_card(Prompts(asked, IdeaSettings(), words[:60]), page) for page in (-1, 1, 7, 99)),
        prompts_card(Prompts([], IdeaSettings(prompts=False))),
        weekly_card(words[:400], told, {NEW: 9, REPLY: 9, OUTCOME: 9}),
        profile_card(ShownProfile(profile, suggestions), said="Kept."),
        profile_card(ShownProfile(Profile(person="ben"))),
    ]

    assert all(cards)  # building one that does not fit raises
    assert accept_form(one, invited[0]).fields[0].value == "researcher"
    assert prompt_form(asked[0]).fields[0].value == words[:400]
    assert len(profile_form(profile).fields) == 4
