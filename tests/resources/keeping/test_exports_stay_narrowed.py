"""The buttons under an export lead to the same part of the library, whatever letters its tag has."""

import csv
import io

import pytest

from communitybot.commands.guard import Press
from communitybot.resources.collecting import Collecting
from communitybot.resources.commands.choosing_collections import ChoosingCollections
from communitybot.resources.keeping.commands.exporting import ExportCommands
from communitybot.resources.keeping.exporting import Exporting, Into
from communitybot.resources.keeping.following import FollowingFeeds
from tests.events.reading_cards import labels, token
from tests.resources.keeping.shelf import ADDRESSES, BEN, resource


@pytest.fixture
def desk(shelf):
    collections = ChoosingCollections(Collecting(shelf.units, shelf.clock))
    return ExportCommands(Exporting(shelf.units), FollowingFeeds(shelf.units, ADDRESSES), collections)


def titles(message):
    (file,) = message.files
    return [row["title"] for row in csv.DictReader(io.StringIO(file.content.decode("utf-8-sig")))]


@pytest.mark.parametrize("tag", ["fractions", "mathématiques", "数学"])
async def test_another_kind_of_file_holds_the_same_tag(shelf, desk, tag):
    await shelf.has(resource("r1", "One", tags=(tag,)), resource("r2", "Two"))

    first = (await desk.export(BEN, into=Into.JSON, tag=f"#{tag}")).message
    verb, *arguments = token(first, "As CSV").split(":")
    again = (await desk.part(BEN, Press(verb, tuple(arguments)))).message
    assert titles(again) == ["One"]


async def test_a_tag_that_no_button_can_carry_is_not_left_out_of_one(shelf, desk):
    tag = "数学" * 15
    await shelf.has(resource("r1", "One", tags=(tag,)), resource("r2", "Two"))

    first = (await desk.export(BEN, into=Into.CSV, tag=tag)).message
    assert titles(first) == ["One"]
    assert labels(first) == []
