"""The #ce14 hour of 14 October, from the invitation to the archive, with people of three platforms in it."""

import time

import pytest

from tests.stories.ce14 import archive, first_half, invitation, restart, second_half
from tests.stories.three_platforms import three_platforms

ACTS = (
    invitation.planned,
    invitation.announced,
    invitation.reminded,
    first_half.opens,
    first_half.introduces,
    first_half.first_question,
    first_half.second_question,
    first_half.audience_question,
    restart.stops_and_goes_on,
    restart.latecomer,
    restart.fourth_question,
    second_half.host_vanishes,
    second_half.ends,
    second_half.reflects,
    archive.posted,
    archive.read,
    archive.found,
    archive.changes,
    archive.late_answers,
)


@pytest.mark.promise("R17")
@pytest.mark.slow
async def test_the_hour(tmp_path):
    began = time.monotonic()
    async with three_platforms(tmp_path) as (hall, people):
        for act in ACTS:
            await act(hall, people)
            print(f"{time.monotonic() - began:5.1f} s  {act.__doc__}")
