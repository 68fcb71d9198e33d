"""What cards of several resources may be asked to show: collections, requests, digests, what is found."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from communitybot.conversation.actions import Action
from communitybot.resources import judging_views, request_views
from communitybot.resources.cards.found import Leaves
from communitybot.resources.digest_views import ShownDigest, ShownDigests
from communitybot.resources.finding import Sought, Wider
from communitybot.resources.model.collection import Collection, Helper, Item, Right, Sharing
from communitybot.resources.model.digest import Digest, Rhythm, Wanted
from communitybot.resources.model.grades import Grade
from communitybot.resources.model.request import Ending, Reply, Request, Stage
from communitybot.resources.model.resource import Resource, Sharer
from communitybot.resources.suggesting import ShownSuggestions, Suggested
from communitybot.resources.tagging import Retag, TagsPage, Untagged
from communitybot.resources.views import Counted, Found, Hit, Matched, ResourceQuery
from tests.resources.sharing.school import LOUNGE, NOON

ZONE = "America/New_York"
LATER = NOON + timedelta(days=3)


def of_collections(one: Resource, words: str) -> dict[Any, Sequence[Any]]:
    made = Collection(
        id="c0000000000001",
        community="c1",
        name=words,
        about=words,
        owner="ana",
        owner_name=words,
        sharing=Sharing.COMMUNITY,
        created=NOON,
        changed=NOON,
        items=9,
    )
    items = [Item(resource=each, person="ben", name=words, at=NOON) for each in (one.id, "gone")]
    helpers = [Helper(person="ben", name=words, right=Right.ADD, at=NOON)]
    seen = judging_views.Viewed(
        collection=made,
        people=helpers,
        items=items,
        known={one.id: one},
        owns=True,
        right=None,
        number=2,
        more=True,
    )
    return {
        Collection: [made],
        Sequence[Collection]: [[made, replace(made, id="c0000000000002")]],
        Right: [*Right],
        Sequence[Item]: [items],
        Mapping[str, Resource]: [{one.id: one}],
        Sequence[Helper]: [helpers],
        judging_views.Viewed: [seen, replace(seen, owns=False, right=Right.EDIT, items=[], people=[])],
        judging_views.Put: [
            judging_views.Put(collection=made, resource=each, new=new, place=1)
            for each, new in ((one, True), (None, False))
        ],
        judging_views.CollectionsPage: [
            judging_views.CollectionsPage(collections=found, person="ben", rights={}, number=number)
            for found, number in (([made], 2), ([], 1))
        ],
        judging_views.Saved: [judging_views.Saved(resource=one, on=on, fit=[made]) for on in (True, False)],
        "resource": [one.id],
    }


def of_requests(one: Resource, words: str) -> dict[Any, Sequence[Any]]:
    asked = Request(
        id="q0000000000001",
        community="c1",
        stage=Stage.OPEN,
        words=words[:300],
        asker=Sharer("ana", words),
        added=NOON,
        opened=NOON,
        needs=2,
        answers=1,
    )
    answer = request_views.Answer(Reply(resource=one.id, by=Sharer("ben", words), at=NOON, helped=True), one)
    over = replace(asked, stage=Stage.CLOSED, ending=Ending.LAPSED, closed=NOON)
    return {
        Request: [asked, over],
        Sequence[Request]: [[asked, replace(asked, id="q0000000000002")]],
        request_views.Answer: [answer],
        request_views.SeenRequest: [
            request_views.SeenRequest(
                request=each, answers=[answer], mine=mine, moderates=True, needs_it=not mine, zone=ZONE
            )
            for each in (asked, over)
            for mine in (True, False)
        ],
        request_views.AskPreview: [request_views.AskPreview(request=asked, room=words[:80], here=[one])],
        request_views.RequestPage: [
            request_views.RequestPage(requests=found, number=2, more=True, mine=bool(found), zone=ZONE)
            for found in ([asked], [])
        ],
    }


def of_digests(one: Resource, words: str) -> dict[Any, Sequence[Any]]:
    wanted = Wanted(tags=(words[:30],), subjects=(words[:40],), grades=(Grade.FIRST,))
    mine = Digest(id="g0000000000001", community="c1", person="ana", name=words, wanted=wanted, made=NOON)
    of_room = replace(mine, id="g0000000000002", room=LOUNGE, begun=NOON, next=LATER)
    rests = replace(of_room, id="g0000000000003", paused=NOON, lost=True)
    shown = [
        ShownDigest(each, ZONE, [(one, words)], 3, words[:80], words[:80]) for each in (mine, of_room, rests)
    ]
    return {
        Digest: [mine, of_room, rests],
        Rhythm: [Rhythm()],
        ShownDigest: shown,
        ShownDigests: [
            ShownDigests(shown[:1], shown[1:], hosts=True, said=words[:80]),
            ShownDigests([], [], hosts=False),
        ],
        ShownSuggestions: [
            ShownSuggestions(
                [Suggested(one, (words, words))][: 1 if popular else 0],
                popular=popular,
                profile=popular,
                said=words[:80],
                undo=one.id,
            )
            for popular in (True, False)
        ],
    }


def of_finding(one: Resource, words: str) -> dict[Any, Sequence[Any]]:
    query = ResourceQuery(
        words=words[:200], tag=words[:30], subject=words[:40], grade=Grade.FIRST, login=False
    )
    counted = [Counted(words[:60], 3)]
    hits = [Hit(resource=one, where=("title", "tags", "about"))]
    some = Found(hits=hits, more=True, matched=Matched.NEARLY, read=(words[:40],))
    sought = Sought(found=some, query=query, now=NOON, zone=ZONE)
    none = Sought(
        found=Found(hits=[], more=False),
        query=query,
        now=NOON,
        zone=ZONE,
        wider=[Wider("tag", 5, more=True)],
        tags=counted,
        subjects=counted,
    )
    turn = Action("resource.page", ("1",))
    leaves = Leaves(
        back=turn,
        on=replace(turn, arguments=("2",)),
        sort=Action("resource.sort"),
        tags=Action("resource.tagged"),
    )
    page = TagsPage(
        tags=counted, most_used=counted, begins=words[:60], number=2, more=True, bare=True, moderates=True
    )
    return {
        Sought: [sought, none],
        Leaves: [leaves, Leaves(ask=Action("resource.ask_for"))],
        TagsPage: [page, replace(page, tags=())],
        Untagged: [Untagged(resources=[one], number=2, more=True, moderates=True)],
        Retag: [Retag(Counted(words[:20], 2), Counted("math", 1))],
    }
