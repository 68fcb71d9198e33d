"""Archives on the web: what their answers carry, whom they answer, and that words stay words there too."""

from html.parser import HTMLParser

import pytest

from tests.livechats.archive.evening import ID, KEY, Evening, Units
from tests.livechats.archive.hostile import MARKUP
from tests.livechats.archive.served import ce14, serving

TYPES = {
    "": "text/html",
    ".md": "text/markdown",
    ".html": "text/html",
    ".json": "application/json",
    ".csv": "text/csv",
}
ATTRIBUTES = {
    *(
        "href",
        "class",
        "id",
        "lang",
        "rel",
        "type",
        "charset",
        "name",
        "content",
        "dir",
        "datetime",
        "download",
    ),
    *("aria-label", "aria-labelledby", "http-equiv"),
}
TAGS = {
    *(
        "html",
        "head",
        "meta",
        "title",
        "link",
        "body",
        "a",
        "main",
        "header",
        "p",
        "h1",
        "h2",
        "span",
        "b",
        "bdi",
    ),
    *("time", "ul", "ol", "li", "nav", "section", "footer", "code", "style"),
}


@pytest.fixture
def evening():
    return ce14()


@pytest.fixture
async def client(evening):
    async with serving(Units(evening), evening.addresses) as open_client:
        yield open_client


def members(evening):
    return f"/archives/{ID}/{evening.addresses.proof(ID)}"


async def body(client, path, status=200):
    async with client.get(path) as response:
        assert response.status == status
        return await response.text()


class Read(HTMLParser):
    """All tags, attributes and addresses of a page."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.attributes, self.addresses, self.words = set(), set(), [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.addresses += [value for name, value in attrs if name in {"href", "src"}]

    def handle_data(self, data):
        self.words.append(data)

    @property
    def text(self):
        return " ".join(" ".join(self.words).split())


async def test_a_page_tells_who_hosted_when_and_what_was_said_by_question(client, evening):
    text = Read(await body(client, members(evening))).text

    for words in (
        "Connected educators talk leadership #ce14",
        "Tue 14 Oct 2014, 7:00-8:00 PM EDT",
        "Hosted by Dana Whitfield and Secretary Duncan.",
        "6 people spoke 4 questions 8 answers 60 minutes on Discord and Slack",
        "Q1 How do connected educators lead without a title?",
        "Asked by P. N. at 7:30 PM",
        "Dana Whitfield host 7:10 PM",
        "( in reply to someone who is left out )",
        "Between 7:30 and 7:33 PM what was said on Discord could not be heard.",
        "Jo Anders 8:40 PM late A2 Much later",
        "Nobody answered this question.",
        "( picture: a shelf of poetry books under a window )",
        "moved here by a host",
        "shared by an educator in Q1",
        "/chat show",
        "/chat reflect",
        "left out, type",
    ):
        assert words in text
    assert "Okafor" not in text
    assert "something here" not in text


@pytest.mark.parametrize("ending", TYPES)
async def test_every_form_says_what_it_is_and_that_nobody_may_index_it(client, evening, ending):
    async with client.get(members(evening) + ending) as response:
        text = await response.text()
        assert response.status == 200
        assert response.headers["Content-Type"] == f"{TYPES[ending]}; charset=utf-8"
        assert response.headers["Cache-Control"] == "private, no-cache"
        assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Referrer-Policy"] == "no-referrer"
        named = f'attachment; filename="chat-archive-2014-10-14-{ID}{ending}"'
        assert response.headers.get("Content-Disposition") == (named if ending else None)
    assert "A1 By asking first." in text
    assert "something here" not in text


async def test_only_a_page_that_is_published_and_listed_may_be_indexed(evening):
    for changes, path, indexed in (
        ({"published": True, "listed": True}, f"/archives/{ID}", True),
        ({"published": True, "listed": True}, members(evening), False),
        ({"published": True, "listed": True}, f"/archives/{ID}.md", False),
        ({"published": True, "listed": False}, f"/archives/{ID}", False),
        ({"published": False, "listed": True}, members(evening), False),
    ):
        one = ce14(**changes)
        async with serving(Units(one), one.addresses) as client, client.get(path) as response:
            text = await response.text()
        assert ("X-Robots-Tag" not in response.headers) == indexed
        if not path.endswith(".md"):
            assert ('content="noindex' not in text) == indexed


@pytest.mark.promise("R37")
@pytest.mark.parametrize(
    "path",
    [
        f"/archives/{ID}",
        f"/archives/{ID}.json",
        f"/archives/{ID}/",
        f"/archives/{ID}/{'A' * 32}",
        f"/archives/{ID}/{'A' * 31}",
        f"/archives/{ID.upper()}/{{proof}}",
        f"/archives/{{{ID}}}/{{proof}}",
        "/archives/{proof}",
        "/archives/1j8mzv3k5n7pqr/{proof}",
        f"/archives/{ID}/{{proof}}.exe",
        f"/archives/{ID}/{{proof}}.md.md",
        f"/archives/{ID}/{{proof}}%00",
        f"/archives/{ID}/{{proof}}/..%2f..%2fadmin",
        f"/archives/%2e%2e%2f{ID}/{{proof}}",
        f"/archives/{ID}%252f{{proof}}",
        "/archives/-1",
        "/archives/9223372036854775808",
        "/archives/6f9619ff-8b86-d011-b42d-00c04fc964ff",
        "/archives/",
        "/community/cem/archives",
        "/community/nobody/archives",
    ],
)
async def test_no_other_address_leads_to_it(client, evening, path):
    text = await body(client, path.replace("{proof}", evening.addresses.proof(ID)), 404)

    assert "poem" not in text.lower()
    assert ID not in text


async def test_a_community_lists_its_published_archives(evening):
    one = ce14(published=True, title="Leading <b>without</b> a title")
    async with serving(Units(one), one.addresses) as client:
        text = await body(client, "/community/cem/archives")

    assert f'href="/archives/{ID}"' in text
    assert "Leading &lt;b&gt;without" in text
    assert "noindex" in text


async def test_a_communitys_page_leads_to_its_published_archives(client):
    one = ce14(published=True)
    async with serving(Units(one), one.addresses) as published:
        assert 'href="/community/cem/archives"' in await body(published, "/community/cem")
        assert 'href="/community/cem/archives"' in await body(published, f"/archives/{ID}")
    assert "/community/cem/archives" not in await body(client, "/community/cem")


@pytest.mark.parametrize("words", MARKUP)
async def test_hostile_words_are_only_words_on_a_page(words):
    evening = Evening(title=words, guest=words)
    evening.show(words.split()[0].lower(), "name")
    first = evening.say(f"{words} x", words, 1, shown=(words,))
    evening.say(f"{words} y", f"and {words}", 1, answers=first.number)
    async with serving(Units(evening), evening.addresses) as client:
        for ending in ("", ".html"):
            page = Read(await body(client, members(evening) + ending))
            assert page.tags <= TAGS
            assert page.attributes <= ATTRIBUTES
            outside = [each for each in page.addresses if not each.startswith(("/", "#"))]
            assert not [each for each in outside if not each.startswith(("http://", "https://"))]
            assert not [each for each in outside if "our.site" in each or "\u202e" in each]
            assert "49" not in page.text.replace("1949", "")


async def test_no_page_asks_anything_of_anybody_else(client, evening):
    for ending in ("", ".html"):
        text = await body(client, members(evening) + ending)
        assert "<script" not in text
        assert "<img" not in text
        assert "@import" not in text
        assert "url(" not in text
    assert "<link" not in text  # a saved page stands alone
    assert "--paper" in text


async def test_an_unchanged_page_is_not_sent_again_and_a_changed_one_is(client, evening):
    async with client.get(members(evening)) as response:
        tag = response.headers["ETag"]
        assert tag.startswith('W/"')
    async with client.get(members(evening), headers={"If-None-Match": tag}) as response:
        assert response.status == 304
        assert await response.read() == b""
        assert response.headers["Cache-Control"] == "private, no-cache"
    evening.show("jo", "left out")
    async with client.get(members(evening), headers={"If-None-Match": tag}) as response:
        assert response.status == 200
        assert "Jo Anders" not in await response.text()


async def test_a_page_is_packed_for_whoever_can_unpack_it(client, evening):
    sizes = []
    for accepted in ("gzip", "identity"):
        async with client.get(members(evening), headers={"Accept-Encoding": accepted}) as response:
            sizes.append(int(response.headers["Content-Length"]))
            assert response.headers["Vary"] == "Accept-Encoding"
            assert "Connected educators" in await response.text()

    assert sizes[0] < sizes[1] / 2


async def test_head_tells_of_a_page_without_sending_it(client, evening):
    async with client.head(members(evening)) as response:
        assert response.status == 200
        assert await response.read() == b""


async def test_no_answer_holds_the_key(client, evening):
    assert KEY.decode() not in await body(client, members(evening))
