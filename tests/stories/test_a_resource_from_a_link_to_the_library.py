"""A library that people of three platforms fill, use and look after, from its first link to a public page."""

import time

import pytest

from tests.adapters.chats_on_both import broken_limits
from tests.stories.shared_shelf import coming_back, looked_after, shared, taken_along, used
from tests.stories.shared_shelf.site import sites
from tests.stories.three_platforms import three_platforms

ACTS = (
    coming_back.begun,
    shared.saved,
    shared.heard,
    shared.known,
    used.found,
    used.tried,
    used.collected,
    used.asked,
    looked_after.reported,
    looked_after.dies,
    coming_back.friday,
    taken_along.stops_and_goes_on,
    looked_after.marked,
    looked_after.mended,
    coming_back.nothing_new,
    coming_back.news,
    taken_along.imported,
    taken_along.exported,
    taken_along.public,
)


@pytest.mark.slow
async def test_from_a_link_to_a_library_that_everybody_reads(tmp_path):
    began = time.monotonic()
    async with sites() as web, three_platforms(tmp_path) as (hall, people):
        web.lets_in(hall)
        for act in ACTS:
            await act(hall, people, web)
            print(f"{time.monotonic() - began:5.1f} s  {act.__doc__}")
        assert broken_limits(hall) == []
