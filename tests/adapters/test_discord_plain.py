"""Discord's mark-up is read as the plain words a reader sees, also where it is hostile."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.discord.plain import Named, plain

NAMED = Named(
    people={"42": "Priya Raman", "43": "@everyone\n**Omar**"},
    role={"77": "Fourth grade"}.get,
    room={"9": "events"}.get,
)


def words(content):
    return plain(content, NAMED)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("**bold** *soft* _soft_ __under__ ~~gone~~ ***both***", "bold soft soft under gone both"),
        ("**bold and *soft* in it**", "bold and soft in it"),
        ("¯\\_(ツ)_/¯ and \\*not bold\\*", "¯_(ツ)_/¯ and *not bold*"),
        ("the answer is ||forty-two||", "the answer is (spoiler: forty-two)"),
        ("||**loud** whisper||", "(spoiler: loud whisper)"),
        ("# Title\n## Smaller\n-# small print\n#hashtag", "Title\nSmaller\nsmall print\n#hashtag"),
        ("> quoted\n- item\n1. first", "> quoted\n- item\n1. first"),
        ("`code *as typed*` and ``a ` in it``", "code *as typed* and a ` in it"),
        ("```python\nx = **y**\n```", "x = **y**"),
        ("<@42> and <@!42>, not <@44>", "@Priya Raman and @Priya Raman, not @somebody"),
        ("<@&77> in <#9>, <@&78> in <#10>", "@Fourth grade in #events, @somebody in #somewhere"),
        ("<:oakridge:123> <a:party_time:456>", ":oakridge: :party_time:"),
        ("<t:1413327600> <t:1413327600:R>", "2014-10-14 23:00 UTC 2014-10-14 23:00 UTC"),
        ("</event create:123> <id:customize>", "/event create #customize"),
        ("[the plan](https://example.org/a_b_c)", "the plan (https://example.org/a_b_c)"),
        ('[**the** plan](<https://example.org/a> "a title")', "the plan (https://example.org/a)"),
        ("[a](https://example.org/x_(y)) b", "a (https://example.org/x_(y)) b"),
        ("[https://good.example](https://evil.example)", "https://good.example (https://evil.example)"),
        ("[https://a.example](https://a.example)", "https://a.example"),
        ("<https://example.org/a_b_c>", "https://example.org/a_b_c"),
        ("**https://example.org/x**", "https://example.org/x"),
        ("||https://example.org/x||", "(spoiler: https://example.org/x)"),
        ("@everyone @here", "@everyone @here"),
        ("  \n ", ""),
    ],
)
def test_mark_up_is_read_as_words(typed, read):
    assert words(typed) == read


@pytest.mark.parametrize(
    "typed",
    ["<t:99999999999999:R>", "<t:9999999999999>", "<t:-9999999999999>", "<@>", "<@x>", "<:a:>", "[](https://a.example)",
     "[a](javascript:alert(1))", "**", "||", "``", "[a](b)", "\\", "<", "< https://a.example >",
     "2 * 3 * 4 = 24, snake_case_name, 5 ** 2, one *star",
     "see https://example.org/_a_*b*/c__d__?e=~~f~~#g, please"],
)  # fmt: skip
def test_what_is_no_mark_up_stays_as_it_was_typed(typed):
    assert words(typed) == typed


def test_a_name_brings_no_mark_up_or_line_of_its_own():
    assert words("<@43>!") == "@@everyone **Omar**!"
    assert "\n" not in words("<@43>")


def test_what_turns_text_around_is_left_out():
    assert words("a\u202etxt.exe\u202c b\x00c") == "atxt.exe bc"


@pytest.mark.parametrize(
    "piece",
    ["**a ", "[a", "[a](http://a", "[a](http://a(", "`", "`a", "``a`", "```", "```a``", "||", "||a ", "<@1",
     "<t:1", "https://", "https://*", "\\", "*", "_a", "***a** ", "<https://", "# ", "</a", "[a](<https://a",
     "(", "http://a(a)"],
)  # fmt: skip
def test_a_long_hostile_message_is_read_at_once(piece):
    text = (piece * 4_000)[:4_000]  # Discord's longest
    began = time.process_time()
    words(text)

    assert time.process_time() - began < 0.3


MARKS = st.sampled_from(
    [
        "**",
        "*",
        "_",
        "__",
        "~~",
        "||",
        "`",
        "```",
        "\\",
        "[",
        "](",
        ")",
        "<@42>",
        "<",
        ">",
        "\n",
        "# ",
        "https://a.example/",
    ]
)


@given(st.lists(st.one_of(MARKS, st.text(max_size=5)), max_size=40).map("".join))
def test_whatever_is_typed_is_read(text):
    read = words(text)

    assert isinstance(read, str)
    assert read == read.strip()
    assert len(read) <= len(text) * 4 + 40


@given(st.text(alphabet=st.characters(whitelist_categories=("L", "Nd")), min_size=1, max_size=60))
def test_plain_words_stay_as_they_are(text):
    assert words(text) == text
