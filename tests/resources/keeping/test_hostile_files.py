"""Files that hostile people make cost no more than their length; those of honest programs are read."""

import time

import pytest
from hostile.lists import of

from communitybot.errors import Misread
from communitybot.resources.keeping.reading.rows import read_file
from communitybot.resources.keeping.reading.tokens import Tokens
from tests.resources.keeping.shelf import NOON, bookmarks

SECONDS = 2.0  # of processor time, for some hundred kilobytes
# A public name may lead anywhere later; that is looked at when its page is.
PRIVATE = [one for one in of("addresses") if "nip.io" not in one.text]
A_LINK = b'<A HREF="https://e.example.org">x</A>'
FILES = {
    "many tags in a line": lambda: b"<DL>" + b"<a>" * 30_000,
    "many folders in one another": lambda: b"<DL><DT><H3>x</H3>" * 10_000 + A_LINK,
    "remarks that never end": lambda: b"<DL><DT>" + b"<!--" * 25_000,
    "declarations that never end": lambda: b"<DL><DT>" + b"<!x" * 25_000,
    "tags that never end": lambda: b"<DL><DT>" + b"<a " * 30_000,
    "quotes that never end": lambda: b"<DL><DT>" + b"<a href=\"'" * 20_000,
    "quotes that end in the next line": lambda: b"<DL><DT>" + b'<a href="x\n<' * 20_000,
    "two kinds of quotes": lambda: b"<DL><DT>" + b"<a href=\"x\n<b c='y\n" * 10_000,
    "half of a sign": lambda: b"<DL><DT>" + b"&lt" * 30_000,
    "blanks": lambda: b"<DL><DT><a" + b" " * 400_000,
    "blanks before nothing": lambda: b"<DL><DT>" + (b"<a x" + b" " * 1_000) * 1_000,
    "one long address": lambda: b'<DL><DT><A HREF="https://e.example.org/' + b"a" * 400_000 + b'">x</A>',
    "one long cell": lambda: b'title,url\n"' + b"x" * 400_000,
    "many cells": lambda: b"url,tags\nhttps://e.example.org," + b"x," * 100_000,
    "many columns": lambda: b"url," * 30_000,
    "a sign before blanks": lambda: b"<" + b" " * 400_000,
    "nothing": lambda: b"\x00" * 400_000,
}


@pytest.mark.parametrize("name", FILES)
def test_no_file_costs_more_than_its_length(name):
    content = FILES[name]()
    began = time.process_time()
    try:
        found = len(read_file(content, NOON).rows)
    except Misread:
        found = 0
    assert found <= 1
    assert time.process_time() - began < SECONDS


def test_every_letter_is_read_once():
    """Control: what would be looked for from each of many places is looked for once."""
    asked = []

    class Counted(str):
        __slots__ = ()

        def find(self, mark, *where):
            asked.append(mark)
            return super().find(mark, *where)

    for token in Tokens(Counted("<!--x" * 2_000), most=10_000):
        assert token.line == 1
    assert asked.count("-->") == 1


@pytest.mark.parametrize("hostile", PRIVATE, ids=str)
def test_no_link_leads_anywhere_private(hostile):
    read = read_file(bookmarks((hostile.text.replace('"', "%22")[:7_000], "x")).content, NOON)
    assert read.rows == ()
    assert read.left + read.unread == 1


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-16", ""),
        ("windows-1252", ""),
        ("iso-8859-2", "ISO-8859-2"),
        ("windows-1251", "windows-1251"),
        ("shift_jis", "Shift_JIS"),
        ("gb18030", "gb18030"),
    ],
)
def test_any_encoding_is_read(encoding, said):
    title = {"windows-1251": "Дроби", "shift_jis": "分数", "gb18030": "分数"}.get(encoding, "Brüche")
    named = f'<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset={said}">' if said else ""
    text = (
        f'<!DOCTYPE NETSCAPE-Bookmark-file-1>{named}<DL><DT><A HREF="https://e.example.org">{title}</A></DL>'
    )
    [row] = read_file(text.encode(encoding), NOON).rows
    assert row.title == title


@pytest.mark.parametrize("said", ["zlib", "idna", "punycode", "utf-7", "unicode_escape", "rot13", "x" * 30])
def test_what_is_no_encoding_is_not_asked_for(said):
    content = f'<META charset={said}><DL><DT><A HREF="https://e.example.org">Br\xfcche</A></DL>'.encode(
        "cp1252"
    )
    [row] = read_file(content, NOON).rows
    assert row.title == "Brüche"


def test_what_keepers_of_bookmarks_write_is_read():
    pocket = (
        b'<!DOCTYPE html><html><body><h1>Unread</h1><ul><li><a href="https://a.example.org" '
        b'time_added="1600000000" tags="maths,to read">A</a></li></ul><h1>Read Archive</h1>'
        b'<ul><li><a href="https://b.example.org">B</a></li>'
    )
    linkding = (
        b"<!DOCTYPE NETSCAPE-Bookmark-file-1>\r\n<DL><p>\r\n"
        b'<DT><A HREF="https://c.example.org" ADD_DATE="1600000000" PRIVATE="1" TAGS="maths">C</A>\r\n'
        b"<DD>About c[linkding-notes]mine alone[/linkding-notes]\r\n</DL><p>"
    )
    diigo = (
        b"title,url,tags,description,comments,annotations,created_at\n"
        b"D,https://d.example.org,maths,About d,,,2020-09-13 12:26:40\n"
    )
    semicolons = "\ufeffTitel;URL;Schlagworte;Grade\r\nE;https://e.example.org;x;3-5\r\n;;;\r\nF;nowhere;;\r\n".encode()

    first, second = read_file(pocket, NOON).rows
    assert (first.title, first.tags, first.folders, second.title) == ("A", ("maths", "to-read"), (), "B")
    [third] = read_file(linkding, NOON).rows
    assert (third.about, third.private, third.tags) == ("About c", True, ("maths",))
    [fourth] = read_file(diigo, NOON).rows
    assert fourth.added == first.added == third.added
    assert (fourth.about, fourth.tags) == ("About d", ("maths",))
    read = read_file(semicolons, NOON)
    assert [grade.value for grade in read.rows[0].grades] == ["3", "4", "5"]
    assert [(one.line, one.why.split(":")[0]) for one in read.problems] == [
        (4, "I could not read “nowhere” as a web address")
    ]


def test_folders_that_end_too_often_and_never_are_read_as_far_as_they_go():
    content = (
        b"</DL></DL><DT><H3>One</H3><DL><DT><A HREF=https://a.example.org>A</A></DL></DL></DL>"
        b"<DT><H3>Two<DL><DT><H3>Three</H3><DL><DT><A HREF='https://b.example.org'>B<DT><A>no address</A>"
        b"<DT><A HREF='https://c.example.org'>C"
    )
    found = {row.title: row.folders for row in read_file(content, NOON).rows}
    assert found == {"A": ("One",), "B": ("Three",), "C": ("Three",)}
