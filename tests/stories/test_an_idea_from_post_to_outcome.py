"""An idea from its first words to what came of it, with people of three platforms around it."""

import time

import pytest

from tests.stories.teach_to_lead import beginning, bridging, gathering, growing, merging, restart
from tests.stories.three_platforms import three_platforms

ACTS = (
    beginning.written,
    beginning.published,
    beginning.backed,
    beginning.joined,
    beginning.discussed,
    merging.similar,
    merging.merged,
    growing.gathers,
    growing.befriended,
    growing.modelled,
    restart.stops_and_goes_on,
    gathering.planned,
    gathering.promised,
    gathering.kept,
    bridging.lent,
    bridging.briefed,
    bridging.answered,
    bridging.told,
)


@pytest.mark.promise("R16")
@pytest.mark.slow
async def test_an_idea_from_its_first_words_to_what_came_of_it(tmp_path):
    began = time.monotonic()
    async with three_platforms(tmp_path) as (hall, people):
        for act in ACTS:
            await act(hall, people)
            print(f"{time.monotonic() - began:5.1f} s  {act.__doc__}")
