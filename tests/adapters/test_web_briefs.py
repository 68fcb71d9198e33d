"""Briefs on the web: for members by their link, for everybody once published, and only words in them."""

import re

from tests.ideas.deciding.served import HOSTILE, PROOF, Briefs, serving
from tests.ideas.deciding.sheets import ID


async def test_a_brief_is_read_by_its_address_as_a_page_and_two_files():
    async with serving(Briefs()) as client:
        answer = await client.get(f"/briefs/{ID}/{PROOF}")
        text = await answer.text()
        assert answer.status == 200
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert answer.headers["Cache-Control"] == "private, no-cache"
        for words in (
            "Dr. Rosa Lind, superintendent",
            "nobody had time for them.",
            "partly accepted",
            "late",
        ):
            assert words in text
        assert '<meta name="robots" content="noindex, nofollow">' in text
        assert not re.search(
            r'(?:src|href)="(?:https?:)?//(?!district\.example\.org/)', text
        )  # nothing from outside

        for ending, kind, first in (
            ("pdf", "application/pdf", b"%PDF-"),
            ("md", "text/markdown", b"# Mentor"),
        ):
            file = await client.get(f"/briefs/{ID}/{PROOF}.{ending}")
            assert file.content_type == kind
            assert file.headers["Content-Disposition"] == (
                f'attachment; filename="policy-brief-2026-11-26-{ID}.{ending}"'
            )
            assert file.headers["X-Robots-Tag"] == "noindex, nofollow"
            assert (await file.read()).startswith(first)


async def test_no_other_address_leads_to_it():
    briefs = Briefs()
    async with serving(briefs) as client:
        for path in (
            f"{ID}",
            f"{ID}.pdf",
            f"{ID}/{'x' * 32}",
            f"{'z' * 14}/{PROOF}",
            f"{ID}/{PROOF}.exe",
            "x",
        ):
            assert (await client.get(f"/briefs/{path}")).status == 404, path
        briefs.published = True
        for path in (f"{ID}", f"{ID}.pdf", f"{ID}.md"):
            assert (await client.get(f"/briefs/{path}")).status == 200, path


async def test_outcomes_are_shown_where_they_are_open_and_linked_from_the_public_page():
    async with serving(Briefs()) as client:
        text = await (await client.get("/outcomes/cem")).text()
        assert "71 % before, 84 % after." in text
        assert f'href="/briefs/{ID}"' in text
        assert 'href="/outcomes/cem?page=2"' in text
        assert "Newer" in await (await client.get("/outcomes/cem?page=2")).text()
        assert (await client.get("/outcomes/cem?page=x' OR 1")).status == 200
        assert (await client.get("/outcomes/elm")).status == 404
        assert 'href="/outcomes/cem"' in await (await client.get("/community/cem")).text()
        assert "/outcomes/" not in await (await client.get("/community/elm")).text()


async def test_hostile_words_are_only_words():
    async with serving(Briefs(HOSTILE)) as client:
        text = await (await client.get(f"/briefs/{ID}/{PROOF}")).text()
    tags = set(re.findall(r"<(/?[a-zA-Z!][a-zA-Z0-9]*)", text))

    known = (
        "html head meta title link body main article header section p h1 h2 dl dt dd div bdi time a ul li "
    )
    known += "nav span footer code figure figcaption blockquote b"
    assert {each.strip("/").lower() for each in tags} <= {*known.split(), "!doctype"}
    assert not re.search(r'<[^>]*(?:\son\w+=|href="(?:javascript|data|vbscript):)', text, re.IGNORECASE)
    assert "{{ 7 * 7 }}" in text
