"""Sites are asked what they wish, and by no more than one question a second."""

import time

import pytest
from hostile.servers import answer, moved, names, pages, serving

from adapters.links.asking import Asking
from adapters.links.refused import Refused
from adapters.links.robots import Robots, read_robots
from adapters.links.vetting import Vetting
from adapters.links.visiting import Turns, Visiting

RULES = """
# a comment
User-agent: *
Disallow: /private   # of others
Disallow: /*.pdf$
Allow: /private/open

User-agent: SomebodyElse
User-agent: CommunityBot
Disallow: /admin
Disallow:
"""


@pytest.mark.parametrize(
    ("path", "others", "ours"),
    [
        ("/", True, True),
        ("/private", False, True),
        ("/private/open/1", True, True),
        ("/private/other", False, True),
        ("/a/lesson.pdf", False, True),
        ("/a/lesson.pdf?x", True, True),
        ("/admin/x", True, False),
    ],
)
def test_robots_txt_is_read_as_it_is_meant(path, others, ours):
    assert read_robots(RULES).allow(path) is ours
    assert read_robots(RULES.replace("CommunityBot", "Another")).allow(path) is others


def test_a_hostile_robots_txt_takes_no_time():
    rules = read_robots("User-agent: *\n" + f"Disallow: /{'*a' * 240}b\n" * 2_000)
    began = time.process_time()

    assert rules.allow("/" + "a" * 2_000)
    assert time.process_time() - began < 1
    assert len(rules.rules) == 1_000


def test_without_rules_everything_may_be_read():
    assert Robots().allow("/")
    assert read_robots("").allow("/")
    assert read_robots("<html>not robots</html>").allow("/x")


@pytest.mark.parametrize(
    ("robots", "may"),
    [
        (answer(status="404 Not Found"), True),
        (answer(status="403 Forbidden"), True),  # it wishes nothing that it would tell us
        (answer(status="503 Later"), False),
        (answer(status="429 Slow down"), False),
        (moved("/robots.txt"), True),
        (answer("User-agent: *\nDisallow: /", kind="text/plain"), False),
        (answer("User-agent: communitybot\nDisallow: /page", kind="text/plain"), False),
    ],
)
async def test_what_a_site_wishes_is_done(robots, may):
    async with serving(pages({"/robots.txt": robots, "/page": answer("<title>a</title>")})) as site:
        vetting = Vetting(
            names({"public.example.org": [["127.0.0.1"]]}), allowed=frozenset({("127.0.0.1", site.port)})
        )
        visit = Visiting(vetting, Asking(vetting, "tests"), Turns(lambda: next(moments)), within=2)
        moments = iter(range(0, 1_000, 10))
        found = True
        for _ in range(2):
            try:
                await visit.page(f"http://public.example.org:{site.port}/page")
            except Refused:
                found = False

    assert found is may
    assert ("/page" in site.requests) is may
    assert site.requests.count("/robots.txt") in {1, 4}  # known from then on


async def test_a_host_has_a_rest_between_questions(monkeypatch):
    waited = []

    async def sleep(seconds):
        waited.append(seconds)

    monkeypatch.setattr("adapters.links.visiting.asyncio.sleep", sleep)
    turns = Turns(lambda: 100.0)
    for _ in range(4):
        await turns.wait("one.example")
    await turns.wait("other.example")

    assert waited == [0, 0, 1, 2, 0]  # robots.txt and the page together, then one a second
