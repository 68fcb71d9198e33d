"""What cards of resources may be asked to show: one of everything, with the same words in every field."""

import importlib
import pkgutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from communitybot.conversation.actions import Action
from communitybot.conversation.message import File
from communitybot.people.cautions import Caution
from communitybot.ports import LinkPreview
from communitybot.resources import cards, clearing_views, judging_views, previews
from communitybot.resources.keeping import cards as of_imports
from communitybot.resources.keeping.commands import feeds
from communitybot.resources.keeping.following import FeedsView
from communitybot.resources.model.grades import Grade
from communitybot.resources.model.importing import Folder, Import, ImportState, Problem
from communitybot.resources.model.judgement import Check, Repeat, Report, Try, Verdict, Why
from communitybot.resources.model.resource import Note, Resource, ResourceSettings, Sharer, State
from communitybot.resources.settling import ShownSettings
from communitybot.resources.views import Seen
from tests.adapters import resource_lists
from tests.resources.sharing.school import LOUNGE, NOON, SHELF, resource

ZONE = "America/New_York"
PLAYS = "https://youtu.be/abc"

MODULES = [
    *(
        importlib.import_module(f"{cards.__name__}.{each.name}")
        for each in pkgutil.iter_modules(cards.__path__)
    ),
    of_imports,
    feeds,
]


def given(words: str) -> dict[Any, Sequence[Any]]:
    """What a card may be asked to show, by the type of its parameter, else by its name."""
    one = resource(
        **dict.fromkeys(("title", "about", "text", "file", "site", "author", "reason"), words),
        tags=(words[:30],),
        subjects=(words[:40],),
        sharer=Sharer("ana", words),
        kept_at="https://web.archive.org/2014/x",
        broken=NOON,
        tries=2,
        again=1,
        saves=3,
        notes=4,
    )
    bare = resource(id="r0000000000002", title=words, kind=None, grades=(), tags=(), address="", canonical="")
    film = replace(one, id="r0000000000003", address=PLAYS, canonical=PLAYS)
    states = [replace(one, state=state) for state in State]
    return {
        Resource: [*states, bare, film],
        list[Resource]: [[one, film]],
        Sequence[Resource]: [[one, bare, film], [one]],
        Sequence[tuple[Resource, str]]: [[(one, words), (bare, words)]],
        Sequence[Note]: [[Note(person="ben", name=words, text=words, at=NOON)], []],
        Sequence[Grade]: [(Grade.FIRST,), ()],
        Sequence[str]: [(words[:80],), ()],
        datetime: [NOON],
        int: [1, 3],
        bool: [True, False],
        File: [File(name="feeds.opml", mime="text/x-opml", content=b"<opml/>")],
        FeedsView: [
            FeedsView(page=page, feeds=((words, "https://bot.example/feeds/x"),), every="", hosts=hosts)
            for page, hosts in (("https://bot.example/library", False), ("", True))
        ],
        Action: [Action("resource.view")],
        **_of_sharing(one, words),
        **_of_judging(one, words),
        **resource_lists.of_collections(one, words),
        **resource_lists.of_requests(one, words),
        **resource_lists.of_digests(one, words),
        **resource_lists.of_finding(one, words),
        **_of_imports(words),
        "by": [words, ""],
        "name": [words[:60]],
        "room": [words[:80]],
        "said": [words[:200], ""],
        "to": ["ana"],
        "person": ["ana"],
        "words": [words],
        "verb": ["request.answer"],
        "zone": [ZONE],
    }


def _of_sharing(one: Resource, words: str) -> dict[Any, Sequence[Any]]:
    note = Note(person="ben", name=words, text=words, at=NOON)
    tried = Try(person="ben", name=words, grade=Grade.FIRST, words=words, repeat=Repeat.CHANGES, at=NOON)
    draft = replace(one, state=State.DRAFT)
    shown = previews.Preview(
        resource=draft,
        zone=ZONE,
        note=note,
        told=(words,),
        paged=("title", "about"),
        fitting=(words[:30],),
        cautions=[Caution(words[:60], words[:60])],
        room=words[:80],
    )
    return {
        Seen: [
            Seen(resource=each, notes=[note], mine=mine, moderates=mine, zone=ZONE, tries=[tried])
            for each in (one, draft, replace(one, state=State.HIDDEN))
            for mine in (True, False)
        ],
        previews.Preview: [shown, replace(shown, paged=(), looked=True, resource=replace(draft, title=""))],
        previews.Known: [
            previews.Known(resource=one, zone=ZONE, draft="d1", mine=mine) for mine in (True, False)
        ],
        previews.Sent: [previews.Sent(resource=one, now=now, room=words[:80]) for now in (True, False)],
        previews.Changed: [previews.Changed(before=draft, resource=one, told=(words,))],
        previews.Noted: [previews.Noted(resource=one, text=text) for text in (words, "")],
        previews.Drafts: [
            previews.Drafts(drafts=[draft], offset=3, more=True),
            previews.Drafts(drafts=[], offset=0, more=False),
        ],
        ShownSettings: [
            ShownSettings(
                settings=ResourceSettings(drafted=(LOUNGE,), chats=on, public=on, reports=1 + on),
                rooms=(SHELF,),
                names={LOUNGE: words[:80], SHELF: words[:80]},
                deaf=(LOUNGE,) if on else (),
                here=LOUNGE if on else None,
                asked=on,
                may_change=on,
            )
            for on in (True, False)
        ],
    }


def _of_judging(one: Resource, words: str) -> dict[Any, Sequence[Any]]:
    told = Try(person="ben", name=words, grade=Grade.FIRST, words=words, repeat=Repeat.NO, at=NOON)
    report = Report(person="ben", why=Why.UNSUITABLE, words=words, at=NOON)
    check = Check(at=NOON, person="hana", name=words, verdict=Verdict.ASIDE, reason=words)
    page = LinkPreview(address=one.address, title=words, description=words)
    word = clearing_views.Word.of_try(told)
    written = clearing_views.WordsPage(resource=one, words=[word], number=2, more=True)
    return {
        clearing_views.WordsPage: [written, replace(written, words=[], number=1, more=False)],
        clearing_views.Word: [word],
        judging_views.TriesPage: [
            judging_views.TriesPage(resource=one, tries=[told], mine=told, number=2, more=True),
            judging_views.TriesPage(resource=one, tries=[]),
        ],
        Sequence[tuple[Resource, Try]]: [[(one, told)]],
        Sequence[Report]: [[report]],
        judging_views.CheckQueue: [
            judging_views.CheckQueue(
                resource=one, reports=[report], place=1, waiting=2, last=check, page=page, looked=True
            ),
            judging_views.CheckQueue(resource=None),
        ],
        judging_views.Reported: [judging_views.Reported(resource=one, hidden=on) for on in (True, False)],
        judging_views.BrokenPage: [
            judging_views.BrokenPage(resources=[one], number=2, more=True),
            judging_views.BrokenPage(resources=[]),
        ],
        judging_views.SavedPage: [
            judging_views.SavedPage(resources=[one], number=2, more=True),
            judging_views.SavedPage(resources=[]),
        ],
    }


def _of_imports(words: str) -> dict[Any, Sequence[Any]]:
    made = Import(
        id="i0000000000001",
        community="c1",
        by=Sharer("ana", words),
        file=words,
        tags=(words[:30],),
        rows=9,
        known=1,
        secluded=1,
        problems=(Problem(line=3, why=words),),
        folders=(Folder(name=words, count=2, subject=True), Folder(name=words, count=2, subject=False)),
        examples=(words,),
        at=NOON,
    )
    return {Import: [replace(made, state=state, kept=3, gone=2, stayed=1) for state in ImportState]}
