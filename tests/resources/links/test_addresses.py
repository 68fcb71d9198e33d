"""Web addresses are read as people share them, and known again under whatever form they come."""

import pytest
from hostile.lists import of
from hypothesis import given
from hypothesis import strategies as st
from yarl import URL

from communitybot.conversation.urls import is_public_name
from communitybot.errors import Misread
from communitybot.resources.addresses import links_in, read_address
from communitybot.resources.canonical import canonical

FORMS = {
    "https://youtube.com/watch?v=dQw4w9WgXcQ": (
        "https://youtu.be/dQw4w9WgXcQ?si=x&t=10",
        "http://m.youtube.com/watch?v=dQw4w9WgXcQ&list=PL1",
        "https://www.youtube.com/shorts/dQw4w9WgXcQ",
        "https://www.youtube.com/live/dQw4w9WgXcQ?feature=share",
        "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
        "https://music.youtube.com/watch?v=dQw4w9WgXcQ",
    ),
    "https://vimeo.com/123456": ("https://player.vimeo.com/video/123456", "http://www.vimeo.com/123456/"),
    "https://example.com/lesson": (
        "http://example.com/lesson",
        "https://www.example.com/lesson/",
        "https://EXAMPLE.com:443/a/../lesson#part-2",
        "https://m.example.com/lesson?utm_source=x&fbclid=y&mc_eid=z",
        "https://mobile.example.com./lesson",
        "https://example.com/lesson/amp/",
        "https://amp.example.com/lesson?amp=1",
        "https://www.google.com/amp/s/www.example.com/lesson/amp",
        "https://www-example-com.cdn.ampproject.org/c/s/www.example.com/lesson",
        "example.com/lesson",
        "<https://example.com/lesson>",
    ),
    "https://example.com/read?a=1&id=5": (
        "https://example.com/read?id=5&a=1&utm_medium=email",
        "https://example.com/read?gclid=q&a=1&id=5",
    ),
    "https://x.com/sam/status/12": (
        "https://twitter.com/sam/status/12?s=20&t=x",
        "https://mobile.twitter.com/sam/status/12/photo/1",
    ),
    "https://en.wikipedia.org/wiki/Fraction": ("https://en.m.wikipedia.org/wiki/Fraction#Types",),
    "https://docs.google.com/document/d/abc": ("https://docs.google.com/document/d/abc/edit?usp=sharing",),
    "https://xn--mnchen-3ya.de/%C3%A4": ("https://münchen.de/ä", "https://MÜNCHEN.de/%c3%a4"),
    "https://example.com/#!/read": ("https://www.example.com/#!/read",),
}


@pytest.mark.parametrize(
    ("typed", "known"), [(each, known) for known, forms in FORMS.items() for each in (known, *forms)]
)
def test_one_page_is_known_by_one_address_whatever_its_form(typed, known):
    assert read_address(typed).canonical == known


@pytest.mark.parametrize(
    "apart",
    [
        ("https://example.com/read?id=5", "https://example.com/read?id=6"),
        ("https://example.com/a", "https://example.com/A"),
        ("https://m.github.io/x", "https://github.io/x"),  # one that belongs to somebody called m
        ("https://m.co.uk/", "https://co.uk/"),
        ("https://example.com:8443/", "https://example.com/"),
        ("https://docs.google.com/document/d/abc/copy", "https://docs.google.com/document/d/abc/edit"),
        ("https://youtu.be/aaaaaaaaaaa", "https://youtu.be/bbbbbbbbbbb"),
        ("https://example.com/#!/one", "https://example.com/#!/two"),
    ],
)
def test_what_differs_in_meaning_stays_apart(apart):
    one, other = apart

    assert read_address(one).canonical != read_address(other).canonical


def test_an_address_keeps_its_form_but_not_what_tells_who_somebody_is():
    read = read_address("https://www.example.com/news/?id=5&mc_eid=aBc123&b=2#top")

    assert read.address == "https://www.example.com/news/?id=5&b=2#top"
    assert read.site == "example.com"


INNER = "https%3A%2F%2Fexample.com%2Flesson%3Fid%3D5"


@pytest.mark.parametrize(
    "wrapped",
    [
        f"https://nam02.safelinks.protection.outlook.com/?url={INNER}&data=05%7Cana%40school.org&reserved=0",
        f"https://www.google.com/url?sa=t&q={INNER}&usg=AOv",
        f"https://l.facebook.com/l.php?u={INNER}&h=AT0",
        f"https://www.youtube.com/redirect?event=x&q={INNER}",
        "https://urldefense.com/v3/__https://example.com/lesson?id=5__;!!abc!x$",
        "https://urldefense.proofpoint.com/v2/url?u=https-3A__example.com_lesson-3Fid-3D5&d=DwMF",
        f"https://l.facebook.com/l.php?u=https%3A%2F%2Fgoogle.com%2Furl%3Fq%3D{INNER.replace('%', '%25')}",
    ],
)
def test_what_mail_programs_wrap_links_in_is_taken_off(wrapped):
    assert read_address(wrapped).address == "https://example.com/lesson?id=5"


@pytest.mark.parametrize(
    "plain",
    [
        "https://www.google.com/search?q=https://example.com/",
        "https://www.google.com/url?q=javascript:alert(1)",
        "https://example.com/url?q=https://other.example/",
        "https://evilgoogle.com/url?q=https://other.example/",
    ],
)
def test_what_only_looks_wrapped_stays_as_it_is(plain):
    assert read_address(plain).site in {"google.com", "example.com", "evilgoogle.com"}


def test_what_was_wrapped_is_no_way_to_anything_private():
    with pytest.raises(Misread):
        read_address("https://www.google.com/url?q=http%3A%2F%2F127.0.0.1%2F")


@pytest.mark.parametrize("hostile", of("addresses"), ids=str)
def test_hostile_addresses_are_refused_in_words_or_are_public_names(hostile):
    public = {36}  # a public name, which only its server's address gives away: the look at it stops there
    if hostile.number in public:
        assert read_address(hostile.text).site == "7f000001.nip.io"
        return

    with pytest.raises(Misread) as refused:
        read_address(hostile.text)

    assert refused.value.example
    assert len(refused.value.trouble) < 300


@pytest.mark.parametrize(
    "typed", ["", "fractions", "slides.pdf", "javascript:alert(1)", "https://", "http://a b.org/"]
)
def test_what_is_no_address_is_refused_in_words(typed):
    with pytest.raises(Misread):
        read_address(typed)


def test_links_are_found_among_words_each_once():
    words = (
        "Look (https://example.com/a_(b)), and https://example.com/a_(b)?utm_source=x again; "
        "also http://localhost/x, http://127.0.0.1/ and <https://example.org/c>."
    )

    assert links_in(words) == ("https://example.com/a_(b)", "https://example.org/c")


def test_ten_links_of_a_message_are_enough():
    assert len(links_in(" ".join(f"https://example.org/{number}" for number in range(30)))) == 10


LABEL = st.sampled_from(
    ["www", "m", "mobile", "amp", "en", "example", "github", "co", "youtube", "google", "x"]
)
END = st.sampled_from(
    ["com", "org", "co.uk", "github.io", "youtube.com", "youtu.be", "m.wikipedia.org", "cdn.ampproject.org"]
)
PART = st.sampled_from(
    [
        "",
        "a",
        "amp",
        "s",
        "c",
        "watch",
        "embed",
        "..",
        ".",
        "%2e%2e",
        "%41",
        "video",
        "12345678",
        "d",
        "edit",
        "status",
        "www.example.com",
        "evil.example",
        "a b",
        "ä",
        "x.amp.html",
        "!",
        "%",
        "~",
        "document",
    ]
)
QUERY = st.lists(
    st.tuples(
        st.sampled_from(["v", "id", "utm_source", "amp", "h", "b", "a%20b", ""]),
        st.sampled_from(["", "1", "abcdefgh"]),
    ),
    max_size=4,
)
VIEWERS = ("google.com", "ampproject.org")
FAMILIES = ({"youtube.com", "youtu.be", "youtube-nocookie.com"}, {"x.com", "twitter.com"})


@given(
    labels=st.lists(LABEL, max_size=3),
    end=END,
    parts=st.lists(PART, max_size=5),
    query=QUERY,
    port=st.sampled_from(["", ":80", ":443", ":8080"]),
    fragment=st.sampled_from(["", "#top", "#!/x"]),
)
def test_a_canonical_address_is_its_own_and_of_the_same_site(labels, end, parts, query, port, fragment):
    asked = "&".join(f"{name}={value}" for name, value in query)
    url = URL(f"http://{'.'.join([*labels, end])}{port}/{'/'.join(parts)}?{asked}{fragment}")

    known = URL(canonical(url))

    assert canonical(known) == str(known)
    there, was = known.raw_host, url.raw_host
    shown_elsewhere = any(was.endswith(viewer) for viewer in VIEWERS) and there in url.raw_path.lower()
    family = any(there in family and was.endswith(tuple(family)) for family in FAMILIES)
    wiki = was.replace(".m.", ".")
    assert shown_elsewhere or family or was == there or was.endswith(f".{there}") or wiki.endswith(there)


ODD = st.sampled_from(
    [
        *"/\\@:#?%[]&=. \t\r\n\x00<>|",
        "http://",
        "https://",
        "//",
        "www.",
        "127.0.0.1",
        "example.org",
        "google.com/url?q=",
    ]
)


@given(st.lists(ODD | st.text(max_size=6), max_size=8).map("".join))
def test_whatever_is_typed_is_an_address_or_refused_in_words(text):
    for link in links_in(text):
        assert read_address(link)
    try:
        read = read_address(text)
    except Misread:
        return
    assert is_public_name(URL(read.address).raw_host.rstrip("."))
    assert is_public_name(read.site)
    assert read_address(read.canonical).canonical == read.canonical
