"""A link is shared, its page is looked at by the real process, and the draft says what it told."""

from datetime import timedelta

import pytest
from hostile.lists import of
from hostile.reading import at, previews
from hostile.servers import answer, pages, serving

from communitybot.resources.looking import Looking
from communitybot.resources.model.resource import Kind, Licence
from communitybot.resources.previews import Wished
from communitybot.resources.views import ResourceWish
from tests.resources.sharing.school import opened

VIDEO = """
<meta property="og:title" content="Fraction strips"><meta property="og:site_name" content="Example Videos">
<meta name=description content="Paper strips to compare fractions.">
<script type="application/ld+json">{"@type": "VideoObject", "name": "x", "duration": "PT4M30S",
"license": "https://creativecommons.org/licenses/by/4.0/", "author": {"name": "Dana Wells"}}</script>
"""


@pytest.fixture
async def school(sqlite_units):
    return await opened(sqlite_units)


def link(address):
    from communitybot.resources.addresses import read_address

    return Wished(wish=ResourceWish(), address=read_address(address))


async def test_what_a_page_tells_stands_in_the_draft_and_the_site_hears_of_nobody(school):
    ana = await school.somebody("Ana Ruiz")
    async with serving(pages({"/strips?id=5": answer(VIDEO)})) as site, previews(site) as (door, _):
        school.pages = Looking(school.units, school.clock)
        school.pages.door = door
        school.__post_init__()
        shared = at(site, "/strips?utm_source=mail&id=5&mc_eid=aBc123")
        preview = await school.drafting.draft(ana, link(shared))
        again = await school.drafting.draft(await school.somebody("Ben Ito"), link(shared))

    made = preview.resource
    assert (made.title, made.site, made.author) == ("Fraction strips", "Example Videos", "Dana Wells")
    assert (made.kind, made.licence) == (Kind.VIDEO, Licence.CC_BY)
    assert made.lasts == timedelta(minutes=4, seconds=30)
    assert again.resource.title == made.title
    assert site.requests == ["/robots.txt", "/strips?id=5"]  # once for both, and without what tells who came
    assert not any(name in head for head in site.heads for name in ("ana", "lincoln", "aBc123", "Cookie"))


async def test_hostile_words_of_a_page_stay_words(school):
    hostile = [each for each in (*of("chat"), *of("pages")) if len(each.text) < 100]
    escape = str.maketrans({"&": "&amp;", '"': "&quot;", "<": "&lt;", ">": "&gt;"})
    known = {
        f"/{number}": answer(f'<meta property="og:title" content="{each.text.translate(escape)}">')
        for number, each in enumerate(hostile)
    }
    titles = []
    async with serving(pages(known)) as site, previews(site) as (door, _):
        school.pages = Looking(school.units, school.clock)
        school.pages.door = door
        school.__post_init__()
        for number in range(len(hostile)):
            member = await school.somebody(f"Member{number}")
            draft = await school.drafting.draft(member, link(at(site, f"/{number}")))
            titles.append(draft.resource.title)

    turned = str.maketrans("", "", "\u202e\u200b")
    assert titles == [" ".join(each.text.translate(turned).split()) for each in hostile]
