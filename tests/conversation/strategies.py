"""Messages and forms made at random, of everything the language can say and of hostile text."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from communitybot.conversation import limits
from communitybot.conversation.actions import Action
from communitybot.conversation.addresses import PersonAddress, PlaceAddress
from communitybot.conversation.controls import Button, Choice, LinkButton, Look, Select
from communitybot.conversation.forms import FieldKind, Form, FormField
from communitybot.conversation.message import (
    Bullets,
    Controls,
    Divider,
    Field,
    Fields,
    File,
    Heading,
    Message,
    Paragraph,
    Quote,
    Small,
    Video,
)
from communitybot.conversation.text import (
    At,
    AtStyle,
    Code,
    Emphasis,
    Link,
    Person,
    Place,
    Plain,
    Strong,
    Struck,
    Text,
    Unsayable,
)

NOW = datetime(2014, 10, 11, 20, tzinfo=UTC)

HOSTILE = (
    # text echoed into chat
    "@everyone",
    "@here",
    "@\u202eeveryone",
    "@\u200beveryone",
    "<!channel> <!here> <!everyone> <!subteam^S1> <@U1> <#C1> <@&77> <@!77> <#77> </event:77> <id:home>",
    "&lt;!channel&gt;",
    "<http://evil.example|https://our.site>",
    "[https://our.site](http://evil.example)",
    "<!date^1^{date}|now> <t:1:R> <a:smile:77>",
    ":smile: :100: :+1::skin-tone-2:",
    "||spoiler|| ~~gone~~ __under__ **bold** *slant* _slant_ `code`",
    "```\nfence",
    "# heading\n## heading\n-# small\n> quote\n>>> quotes\n- item\n+ item\n* item\n1. item\n1986. A year",
    "&gt; quote\n> quote",
    "\\*not escaped twice\\",
    # text that reaches pages and archives
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt&colon;alert(1))",
    '" onmouseover=alert(1) x="',
    "<!-- ]]> </style> <a href=//evil> <meta http-equiv=refresh content=0;url=//evil>",
    "https://evil.example/\u202efdp.exe",
    "\u200f\u05e9\u05dc\u05d5\u05dd \u202e txet \u2066 isolate",
    "a\r\nb\rc\u2028d\x0be\x85f",
    "\x00\x07\x1b[31m\x7f\udfff\ud800\ufffe",
    "\u200b",
    " \n\t ",
    "\U0001f469\u200d\U0001f469\u200d\U0001f467 \U0001f1eb\U0001f1f7 e\u0301",
)
RUNS = (
    "*",
    "`",
    ">",
    "&",
    "<",
    "@",
    ":",
    "\n",
    "\\",
    "_",
    "-",
    "|",
    "[",
    "\U0001f600",
    "- ",
    "> ",
    "\n>",
    "\n1.",
    "a",
)


def lines(most: int) -> st.SearchStrategy[str]:
    """Text of at most a weight: hostile, long runs, or anything at all."""
    anything = st.one_of(
        st.sampled_from(HOSTILE),
        st.text(max_size=60),
        st.text(alphabet="*_~`|[]()<>&@#:-.\\\n 1aA", max_size=40),
        st.builds(lambda run, count: run * count, st.sampled_from(RUNS), st.integers(1, 700)),
    )
    joined = st.builds("".join, st.lists(anything, min_size=1, max_size=3))
    return joined.map(lambda text: fitted(text, most))


def fitted(text: str, most: int) -> str:
    """Cut a text, however it may fall, until its weight fits."""
    while limits.weight(text) > most:
        text = text[: len(text) * 3 // 4]
    return text


def labels(most: int) -> st.SearchStrategy[str]:
    return lines(most).map(lambda text: text if text.strip() else "x")


ids = st.text(alphabet="0123456789", min_size=1, max_size=20)
names = st.one_of(ids, st.sampled_from(("U1", "C1", "W0AB", "teacher", "x~y.z")))
platforms = st.sampled_from(("discord", "slack", "playground"))
urls = st.one_of(
    st.sampled_from(
        (
            "https://example.org/a(b)?x=1&y=2#*_~",
            "http://bücher.example/é?q=ü",
            "https://our.site/" + "a" * 480,
            "https://example.org/%20?a&b&c&d&e&f&g&h",
        )
    ),
    st.text(alphabet="abc/?&=()*_~%é:@.-", max_size=60).map(lambda rest: f"https://example.org/{rest}"),
)
zones = st.sampled_from(
    (
        "America/New_York",
        "Asia/Kolkata",
        "Pacific/Chatham",
        "America/Sao_Paulo",
        "UTC",
        "Europe/Paris",
        "Asia/Kathmandu",
    )
)
moments = st.datetimes(datetime(1970, 1, 2), datetime(2200, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
lengths = st.none() | st.timedeltas(timedelta(), timedelta(days=40))

ats = st.builds(
    lambda start, zone, length, style: At(start, zone, None if length is None else start + length, style),
    moments,
    zones,
    lengths,
    st.sampled_from(AtStyle),
)
people = st.builds(
    lambda platform, name, shown: Person(PersonAddress(platform, "1", name), shown),
    platforms,
    names,
    labels(60),
)
places = st.builds(
    lambda platform, name, thread, shown: Place(PlaceAddress(platform, "1", name, thread), shown),
    platforms,
    names,
    st.none() | names,
    labels(60),
)


def links() -> st.SearchStrategy[Link]:
    @st.composite
    def draw(pick: st.DrawFn) -> Link:
        url = pick(urls)
        label = pick(st.sampled_from(("Join here", "our.site", "https://our.site", url)) | labels(80))
        return Link(label, url)

    return draw()


def spans(most: int) -> st.SearchStrategy[object]:
    words = lines(most)
    return st.one_of(
        words.map(Plain),
        words.map(Strong),
        words.map(Emphasis),
        words.map(Struck),
        words.map(Code),
        links(),
        ats,
        people,
        places,
    )


def texts(most: int) -> st.SearchStrategy[Text]:
    """Texts of spans, at most so heavy: the last spans are left out until it fits."""
    return st.lists(spans(most - 6), min_size=1, max_size=5).map(lambda given: _lightened(given, most))


def _lightened(given: list, most: int) -> Text:
    while len(given) > 1 and Text(tuple(given)).weight > most:
        given = given[:-1]
    text = Text(tuple(given))
    return text if text.weight <= most else Text((Plain("x"),))


tokens = st.builds(
    lambda verb, row: Action(verb, (row,)),
    st.sampled_from(("event.rsvp", "event.more")),
    st.text(alphabet="abcXYZ019._~+@/#-", max_size=64),
)
choices = st.lists(
    st.builds(Choice, st.text(alphabet="abc123 -", min_size=1, max_size=75), labels(limits.OPTION_LABEL)),
    min_size=1,
    max_size=limits.OPTIONS,
    unique_by=lambda choice: choice.value,
).map(tuple)
buttons = st.builds(Button, labels(limits.BUTTON_LABEL), tokens, st.sampled_from(Look))
link_buttons = st.builds(LinkButton, labels(limits.BUTTON_LABEL), urls)
selects = st.builds(Select, labels(limits.PLACEHOLDER), tokens, choices)
rows = st.one_of(
    st.lists(buttons | link_buttons, min_size=1, max_size=limits.CONTROLS).map(tuple),
    selects.map(lambda one: (one,)),
).map(Controls)

words = texts(600)
blocks = st.one_of(
    labels(limits.HEADING).map(Heading),
    words.map(Paragraph),
    words.map(Quote),
    words.map(Small),
    st.lists(texts(200), min_size=1, max_size=5).map(tuple).map(Bullets),
    st.lists(st.builds(Field, labels(limits.FIELD_NAME), texts(200)), min_size=1, max_size=6)
    .map(tuple)
    .map(Fields),
    st.just(Divider()),
    rows,
)
file_names = st.sampled_from(
    ("feed.ics", "<script>.ics", "ünï code.pdf", "a b.ics", "a_b.ics", "..", "\u202efdp.exe")
)
files = st.lists(
    st.builds(File, file_names, st.just("text/calendar"), st.binary(max_size=20)), max_size=3
).map(tuple)


videos = st.builds(
    Video,
    labels(limits.HEADING),
    urls,
    st.none() | texts(300).filter(lambda text: not any(isinstance(span, Link) for span in text.spans)),
)


@st.composite
def messages(draw: st.DrawFn) -> Message:
    """Messages that can be said: blocks are left out from the end until every limit holds."""
    given, carried = draw(st.lists(blocks, min_size=1, max_size=8)), draw(files)
    if draw(st.integers(0, 7)) == 7:
        shown = [draw(videos), *(block for block in given if isinstance(block, Paragraph | Controls))]
        given, carried = [block for block in shown if not _leads_on(block)], ()
    while given:
        try:
            return Message(tuple(given), carried)
        except Unsayable:
            given = given[:-1]
    return Message((Heading("x"),), carried)


def _leads_on(block: object) -> bool:
    return isinstance(block, Paragraph) and any(isinstance(span, Link) for span in block.text.spans)


form_fields = st.builds(
    FormField,
    name=st.text(alphabet="abcdefgh_", min_size=1, max_size=12),
    label=labels(limits.FORM_LABEL),
    kind=st.sampled_from(FieldKind),
    required=st.booleans(),
    hint=st.none() | labels(limits.FORM_HINT),
    choices=st.just(()) | choices,
    value=st.none() | lines(limits.FORM_TEXT) | st.sampled_from(("42", "yes", "discord:1@77", "slack:T1/C1")),
    suggests=st.booleans(),
)
forms = st.builds(
    Form,
    title=labels(limits.FORM_TITLE),
    action=tokens,
    fields=st.lists(
        form_fields, min_size=1, max_size=limits.FORM_FIELDS, unique_by=lambda field: field.name
    ).map(tuple),
    submit=labels(limits.FORM_TITLE),
    intro=st.none() | labels(limits.FORM_INTRO),
)
