"""What pages tell fills what nobody typed; files are kept under clean names, and only plain kinds."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from communitybot.conversation.message import File
from communitybot.errors import Misread
from communitybot.resources.attachments import FILE_MOST, read_file, title_from
from communitybot.resources.model.resource import Kind, Licence
from communitybot.resources.prefilling import filled, kind_of, read_licence
from tests.resources.sharing.school import PAGE, resource

BARE = resource(title="", about="", kind=None, licence=None)


def test_a_page_fills_what_nobody_typed_and_leaves_what_somebody_did():
    page = replace(PAGE, written=date(2013, 5, 1), lasts=timedelta(minutes=12))

    made, told = filled(replace(BARE, title="My own words"), page)

    assert (made.title, made.about) == ("My own words", "Paper strips to compare fractions.")
    assert (made.kind, made.licence, made.author) == (Kind.VIDEO, Licence.CC_BY_SA, "Dr. Lind")
    assert (made.written, made.lasts) == (date(2013, 5, 1), timedelta(minutes=12))
    assert "title" not in told
    assert set(told) == {"about", "site", "author", "written", "lasts", "kind", "licence"}
    assert filled(made, page) == (made, ())  # looked at again, it is the same


def test_a_page_that_names_its_own_address_is_known_by_it():
    made, _ = filled(BARE, replace(PAGE, canonical="https://videos.example.org/watch/strips"))
    bad, _ = filled(BARE, replace(PAGE, canonical="http://127.0.0.1/"))

    assert made.canonical == "https://videos.example.org/watch/strips"
    assert bad.canonical == BARE.canonical


@pytest.mark.parametrize(
    ("own", "named"),
    [
        ("https://a.example/show?id=12", "https://a.example/show"),
        ("https://a.example/#!/lessons/12", "https://a.example/lessons"),
        ("https://a.example/lessons/12", "javascript:alert(1)"),
    ],
)
def test_a_page_that_names_less_than_itself_is_known_by_its_own_address(own, named):
    """Else all pages of such a site would be taken for one, and only the first could be shared."""
    made, _ = filled(replace(BARE, address=own, canonical=own), replace(PAGE, canonical=named))

    assert made.canonical == own


def test_a_page_behind_a_log_in_tells_that_and_nothing_else():
    door = replace(PAGE, address="https://videos.example.org/login?next=strips", title="Sign in")

    made, told = filled(replace(BARE, login=None), door)

    assert made == replace(BARE, login=True)
    assert told == ("log-in",)
    assert filled(replace(BARE, login=False), door) == (replace(BARE, login=False), ())


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ("https://schema.org/VideoObject", Kind.VIDEO),
        ("video.other", Kind.VIDEO),
        ("Learning Resource", Kind.LESSON),
        ("podcast", Kind.PODCAST),
        ("website", None),
        ("", None),
    ],
)
def test_what_a_page_calls_itself(told, kind):
    assert kind_of(told) is kind


@pytest.mark.parametrize(
    ("told", "licence"),
    [
        ("http://creativecommons.org/licenses/by-nc-sa/3.0/us/", Licence.CC_BY_NC_SA),
        ("CC BY 4.0", Licence.CC_BY),
        ("Creative Commons Attribution-NonCommercial-NoDerivatives", Licence.CC_BY_NC_ND),
        ("https://creativecommons.org/publicdomain/zero/1.0/", Licence.PUBLIC_DOMAIN),
        ("CC0", Licence.PUBLIC_DOMAIN),
        ("(c) 2014, All rights reserved.", Licence.RIGHTS),
        ("made by nobody", None),
        ("", None),
    ],
)
def test_licences_are_read_from_words_and_addresses(told, licence):
    assert read_licence(told) is licence


def test_a_plain_file_is_kept_under_a_clean_name():
    kept = read_file(File("Unit plan \u202efdp.strips;v2.PDF", "text/html", b"%PDF-1.7 ..."))

    assert kept.name == "Unit plan fdp.strips v2.pdf"
    assert kept.mime == "application/pdf"
    assert title_from(kept.name) == "Unit plan fdp.strips v2"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("strips.pdf.exe", b"MZ"),
        ("strips.svg", b"<svg onload=alert(1)>"),
        ("strips.html", b"<script>"),
        ("strips.pdf", b"MZ not a pdf"),
        ("strips.png", b"<svg>"),
        ("strips.docx", b"\xd0\xcf\x11\xe0"),
        ("strips.txt", b"a\x00b"),
        ("strips", b"%PDF-"),
        ("strips.pdf", b""),
        ("strips.pdf", b"%PDF-" + b"x" * FILE_MOST),
    ],
)
def test_what_is_no_plain_file_is_not_kept(name, content):
    with pytest.raises(Misread) as misread:
        read_file(File(name, "application/pdf", content))
    assert misread.value.field == "file"
