"""What pages tell of themselves is read from wherever they say it, and comes out as plain bounded words."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.links.asking import Answer
from adapters.links.reading import read_page
from adapters.links.refused import Refused
from adapters.links.spans import read_day, read_span

URL = "https://www.example.org/lessons/fractions"


def told(page, *, url=URL, kind="text/html; charset=utf-8", **headers):
    body = page if isinstance(page, bytes) else page.encode()
    return read_page(url, Answer(200, {"content-type": kind, **headers}, body))


def script(*things):
    return "".join(f'<script type="application/ld+json">{json.dumps(thing)}</script>' for thing in things)


def test_open_graph_comes_before_what_the_page_says_otherwise():
    page = """
    <html lang=en><head><title>Fractions | Example</title>
    <meta property="og:title" content="Fractions on a number line">
    <meta property="og:description" content="A lesson  for
    grade 3">
    <meta property="og:site_name" content="Example School">
    <meta property="og:type" content="article">
    <meta property="og:image" content="/pictures/line.png">
    <meta property="og:image:alt" content="A number line from 0 to 1">
    <meta property="article:published_time" content="2026-03-01T10:00:00Z">
    <meta name=author content="Dana Wells">
    <link rel=canonical href="https://example.org/lessons/fractions">
    <link rel=license href="https://creativecommons.org/licenses/by/4.0/">
    """

    assert told(page) == {
        "address": URL,
        "canonical": "https://example.org/lessons/fractions",
        "title": "Fractions on a number line",
        "description": "A lesson for grade 3",
        "site": "Example School",
        "author": "Dana Wells",
        "language": "en",
        "kind": "article",
        "licence": "https://creativecommons.org/licenses/by/4.0/",
        "image": "https://www.example.org/pictures/line.png",
        "image_alt": "A number line from 0 to 1",
        "written": "2026-03-01",
    }


def test_json_ld_is_read_for_the_thing_the_page_is_about():
    graph = {
        "@graph": [
            {"@type": "Organization", "name": "Example"},
            {"@type": "WebPage", "name": "A page", "datePublished": "2020-01-01"},
            {
                "@type": ["LearningResource", "Thing"],
                "name": "Exit tickets",
                "author": [{"@type": "Person", "name": "Ana Ruiz"}, {"name": "Bo"}],
                "datePublished": "2025-11-26T08:00",
                "license": {"url": "https://creativecommons.org/publicdomain/zero/1.0/"},
                "timeRequired": "PT45M",
                "publisher": {"name": "Example"},
                "inLanguage": {"name": "English"},
                "image": [{"url": "https://cdn.example.org/a.png"}],
            },
        ]
    }

    assert told(script({"@type": "BreadcrumbList"}, graph)) == {
        "address": URL,
        "title": "Exit tickets",
        "site": "Example",
        "author": "Ana Ruiz",
        "language": "English",
        "kind": "LearningResource",
        "licence": "https://creativecommons.org/publicdomain/zero/1.0/",
        "image": "https://cdn.example.org/a.png",
        "written": "2025-11-26",
        "lasts": 2_700,
    }


def test_a_video_tells_how_long_it_lasts_however_it_says_so():
    for page in (
        script({"@type": "VideoObject", "name": "A", "duration": "PT4M30S"}),
        "<title>A</title><meta itemprop=duration content=PT4M30S>",
        "<title>A</title><meta property=og:video:duration content=270>",
    ):
        assert told(page)["lasts"] == 270


def test_a_title_is_found_where_there_is_only_a_link_to_more():
    page = '<link rel=alternate type="application/json+oembed" href="https://x.example/o?u=1" title="A talk">'

    assert told(page) == {"address": URL, "title": "A talk"}


def test_a_title_without_words_gives_way_to_the_next():
    nothing = script({"@type": "Article", "name": " "})

    assert (
        told(f"{nothing}<meta property=og:title content=' \u200b'><title>A page</title>")["title"] == "A page"
    )


def test_what_a_page_says_comes_after_long_programs_too():
    page = f"<script>{'x' * 400_000}</script><title>After it all</title>"

    assert told(page)["title"] == "After it all"


@pytest.mark.parametrize(
    ("page", "kind", "title"),
    [
        ("<title>Brüche</title>".encode(), "text/html", "Brüche"),
        ("<title>Brüche</title>".encode("latin-1"), "text/html", "Brüche"),
        ("<title>Brüche</title>".encode("latin-1"), "text/html; charset=ISO-8859-1", "Brüche"),
        ("<meta charset=shift_jis><title>授業</title>".encode("shift_jis"), "text/html", "授業"),
        ("<title>Brüche</title>".encode("utf-16"), "text/html", "Brüche"),
        ("<meta charset=idna><title>Brüche</title>".encode(), "text/html", "Brüche"),
        ("<title>Brüche</title>".encode(), "text/html; charset=none-such", "Brüche"),
    ],
)
def test_letters_are_read_as_they_were_written(page, kind, title):
    assert told(page, kind=kind)["title"] == title


def test_a_file_tells_its_name_and_its_kind_unread():
    assert told(b"%PDF", url="https://example.org/a/Exit%20tickets.pdf", kind="application/pdf") == {
        "address": "https://example.org/a/Exit%20tickets.pdf",
        "title": "Exit tickets.pdf",
        "kind": "DigitalDocument",
    }
    named = {"content-disposition": 'attachment; filename="Talk.mp4"'}
    assert told(b"", kind="video/mp4", **named)["title"] == "Talk.mp4"


@pytest.mark.parametrize(
    "own",
    [
        "https://other.example/x",
        "javascript:alert(1)",
        "http://127.0.0.1/",
        "//localhost/x",
        "http://[",
        "a" * 5_000,
    ],
)
def test_a_page_calls_no_address_its_own_but_one_of_its_site(own):
    assert told(
        f"<title>a</title><link rel=canonical href='{own}'><meta property=og:image content='data:x'>"
    ) == {
        "address": URL,
        "title": "a",
    }


def test_words_are_plain_and_bounded():
    page = (
        f"<title>a\u202eb\x07c &lt;b&gt;{'x' * 9_000}</title><meta name=description content='{'y' * 9_000}'>"
    )
    found = told(page)

    assert found["title"].startswith("abc <b>x")
    assert len(found["title"]) <= 300
    assert len(found["description"]) <= 1_000


def test_a_page_that_says_nothing_is_refused():
    for page in ("", "<p>words</p>", "<title> </title>", "\x00" * 1_000):
        with pytest.raises(Refused):
            told(page)


@given(st.binary(max_size=2_000))
def test_any_bytes_are_read_or_refused(page):
    try:
        found = told(b"<title>a</title>" + page, kind="text/html")
    except Refused:
        return
    assert found["title"]


@given(
    st.recursive(
        st.none() | st.booleans() | st.text(max_size=8) | st.integers(),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["@type", "@graph", "name", "author", "duration", "image"]), inner, max_size=4
            )
        ),
        max_leaves=20,
    )
)
def test_any_json_ld_is_read_or_left(thing):
    typed = {"@type": "Article", **thing} if isinstance(thing, dict) else thing

    assert told("<title>a</title>" + script(thing, typed))["title"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-01", "2026-03-01"),
        ("2026-03-01T10:00:00+02:00", "2026-03-01"),
        ("20260301", "2026-03-01"),
        ("2026-13-01", ""),
        ("1 March 2026", ""),
        ("0001-01-01", ""),
        ("", ""),
    ],
)
def test_days_are_read(text, day):
    assert read_day(text) == day


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("PT4M30S", 270),
        ("PT1H", 3_600),
        ("P1DT1H", 90_000),
        ("270", 270),
        ("270.5", 270),
        ("PT0S", 0),
        ("P1Y", 0),
        ("4:30", 0),
        ("9" * 40, 0),
        ("PT9999H", 0),
        ("", 0),
    ],
)
def test_lengths_are_read(text, seconds):
    assert read_span(text) == seconds
