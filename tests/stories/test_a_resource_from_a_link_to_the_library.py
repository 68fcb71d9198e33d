"""A library that people of three platforms fill, use and look after, from its first link to a public page."""

import time

import pytest

from tests.stories.shared_shelf import shared
from tests.stories.shared_shelf.site import sites
from tests.stories.three_platforms import three_platforms

ACTS = (
    shared.saved,
    shared.heard,
    shared.known,
)


@pytest.mark.promise("R16")
@pytest.mark.slow
async def test_from_a_link_to_a_library_that_everybody_reads(tmp_path):
    began = time.monotonic()
    async with sites() as web, three_platforms(tmp_path) as (hall, people):
        web.lets_in(hall)
        for act in ACTS:
            await act(hall, people, web)
            print(f"{time.monotonic() - began:5.1f} s  {act.__doc__}")
