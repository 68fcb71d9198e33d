"""The page itself: readable by everybody, and with nothing from outside."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from adapters.playground.adapter import PlaygroundAdapter, file_beside
from adapters.playground.shapes import form_json
from communitybot.conversation.actions import Action
from communitybot.conversation.forms import FieldKind, Form, FormField
from communitybot.settings import load
from tests.adapters.playing import playing

ADAPTERS = Path(__file__).parents[2] / "adapters"
STYLE = (ADAPTERS / "web/static/style.css").read_text()
SCRIPTS = sorted((ADAPTERS / "playground/static").glob("*.js"))


class Elements(HTMLParser):
    """Every element of a page with its attributes."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


@pytest.fixture
async def page(tmp_path):
    async with playing(tmp_path / "playground.db") as table, table.client.get("/") as response:
        assert response.status == 200
        yield await response.text()


async def test_the_page_names_its_language_and_everything_one_can_use(page):
    elements = Elements(page).found
    labelled = {attributes.get("for") for tag, attributes in elements if tag == "label"}

    assert ("html", {"lang": "en"}) in elements
    assert "person" in labelled
    assert [attributes["aria-label"] for tag, attributes in elements if tag in {"nav", "aside"}]
    assert {attributes.get("role") for _, attributes in elements} >= {"log", "status", "alert", "combobox"}
    for tag, attributes in elements:
        if tag == "img":
            assert "alt" in attributes


async def test_nothing_on_the_page_comes_from_outside_or_stands_inline(page):
    for tag, attributes in Elements(page).found:
        assert tag != "style"
        assert not {"style", "onclick", "onload"} & set(attributes)
        for name in ("src", "href"):
            assert attributes.get(name, "/").startswith(("/", "#"))
        if tag == "script":
            assert attributes["src"].startswith("/playground/")


async def test_every_person_one_can_be_is_offered(page):
    for words in ("Maya Torres, teacher", "Marcus Bell, principal", "Grace Lindqvist, administrator"):
        assert words in page


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_scripts_never_read_words_as_mark_up(script):
    text = script.read_text()

    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", text
    )
    assert "http://" not in text.replace('"http:"', "")
    assert len(text.splitlines()) <= 300


async def test_every_script_and_the_stylesheet_are_served(tmp_path):
    async with playing(tmp_path / "playground.db") as table:
        for address in ["/static/style.css", "/static/icon.svg", *(f"/playground/{s.name}" for s in SCRIPTS)]:
            async with table.client.get(address) as response:
                assert response.status == 200, address
                assert "javascript" in response.content_type or not address.endswith(".js")


def themes():
    """The colours by name, for light and for dark; those of paper come after them."""
    blocks = re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)
    light, dark = (dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block)) for block in blocks[:2])
    return {"light": light, "dark": light | dark}


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


WORDS = [
    *((ink, ground) for ink in ("ink", "quiet", "accent", "grave") for ground in ("paper", "surface")),
    *((ink, "accent-soft") for ink in ("ink", "quiet", "accent")),
    *((ink, "private") for ink in ("ink", "quiet", "private-ink", "accent")),
    ("on-accent", "accent"),
]
EDGES = [
    ("edge", "paper"),
    ("edge", "surface"),
    ("accent", "paper"),
    ("accent", "surface"),
    ("accent", "private"),
]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), WORDS)
def test_words_stand_out_from_their_ground(theme, ink, ground):
    colours = themes()[theme]

    assert contrast(colours[ink], colours[ground]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_edges_of_what_can_be_used_stand_out(theme, edge, ground):
    colours = themes()[theme]

    assert contrast(colours[edge], colours[ground]) >= 3


def test_the_measure_of_contrast_is_the_known_one():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_the_stylesheet_asks_for_nothing_and_moves_nothing_unasked():
    assert "url(" not in STYLE
    assert "@import" not in STYLE
    still, moving = STYLE.split("@media (prefers-reduced-motion: no-preference)")
    assert "animation" not in still
    assert "transition" not in STYLE
    assert "animation" in moving
    assert "min-height: 44px" in still


@pytest.mark.parametrize(
    ("environment", "wanted"),
    [
        ({}, True),
        ({"COMMUNITYBOT_PLAYGROUND": "off"}, False),
        ({"COMMUNITYBOT_HTTP_HOST": "::"}, False),
        ({"COMMUNITYBOT_HTTP_HOST": "::", "COMMUNITYBOT_PLAYGROUND": "on"}, True),
        ({"COMMUNITYBOT_HTTP_HOST": "::1"}, True),
    ],
)
def test_it_is_open_on_this_machine_unless_asked_otherwise(environment, wanted):
    assert PlaygroundAdapter().wanted(load(environment)) is wanted


def test_its_memory_lies_beside_the_database():
    assert file_beside(load({"COMMUNITYBOT_DATABASE_URL": "sqlite:///x/demo.db"}).sqlite_file) == Path(
        "x/demo.playground.db"
    )
    assert file_beside(None) == Path("communitybot.playground.db")


def test_a_form_offers_rooms_and_people_by_name_with_the_one_that_is_set():
    room = FormField(name="room", label="Events room", kind=FieldKind.PLACE, value="playground:demo/events")
    person = FormField(name="host", label="Add a host", kind=FieldKind.PERSON)
    form = Form(title="Settings", action=Action("command.form", ("x",)), fields=(room, person))

    rooms, people = form_json("1", form)["fields"]

    assert {"value": "playground:demo/events", "label": "events"} in rooms["choices"]
    assert rooms["value"] in {each["value"] for each in rooms["choices"]}
    assert {"value": "playground:demo@host", "label": "Dana Whitfield"} in people["choices"]
