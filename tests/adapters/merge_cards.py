"""What cards of ideas that are to be one may be asked to show: pairs, answers, and ideas alike."""

from dataclasses import replace

from communitybot.ideas.merge_views import Came, Likes, Pair, Wished
from communitybot.ideas.model.merge import Merge, MergeState
from tests.ideas.discussing.made import NOON

KEY = "9123456789abcd"


def pairs(one):
    """Two ideas for people who wrote none, one or both of them."""
    other = replace(one, id="1123456789abcd", title="Quiet Fridays", anonymous=True)
    merge = Merge(id=KEY, community="c1", one=one.id, other=other.id, proposer="ana", asked=NOON, done=NOON)
    base = Pair(
        one=one, other=other, team=3, mine=frozenset(), moderates=True, zone="America/New_York", merge=merge
    )
    both = frozenset({one.id, other.id})
    joined = replace(one, into=other.id)
    return [
        base,
        replace(base, mine=frozenset({one.id}), team=7),
        replace(base, mine=both),
        replace(base, one=joined, merge=replace(merge, state=MergeState.MERGED)),
    ]


def given(one):
    few = pairs(one)[:2]
    return {
        Pair: pairs(one),
        Wished: [
            Wished(pair=pair, came=came, now=now, until=NOON if now else None)
            for pair in few
            for came in Came
            for now in (True, False)
        ],
        Likes: [Likes(idea=one, similar=similar) for similar in ((few[0].other, one), ())],
    }
