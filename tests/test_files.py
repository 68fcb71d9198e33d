"""The commands `import` and `export`, on files as they lie on a disk."""

import json
import stat
from pathlib import Path

import pytest

from communitybot.errors import Misread, NotFound, Refusal
from communitybot.files import export_community, import_calendar
from communitybot.settings import Settings

CALENDARS = Path(__file__).parent / "events" / "calendars"


@pytest.fixture
def settings(tmp_path):
    return Settings(database_url=f"sqlite:///{tmp_path / 'school.db'}")


async def test_a_calendar_goes_in_and_comes_out_the_same(settings, tmp_path):
    first = await import_calendar(settings, CALENDARS / "google.ics", "Lincoln School")
    told, calendar = await export_community(settings, "lincoln school", tmp_path / "out")
    again = await import_calendar(settings, calendar, "Lincoln School")

    assert (first.new, first.unread) == (4, 0)
    assert (again.new, again.changed, again.unchanged, again.unread) == (0, 0, 4, 0)
    assert (told.name, calendar.name) == ("lincoln-school.json", "lincoln-school.ics")
    assert len(json.loads(told.read_bytes())["events"]) == 4
    assert stat.S_IMODE(told.stat().st_mode) == 0o600


async def test_a_file_that_cannot_be_read_is_refused_kindly(settings, tmp_path):
    with pytest.raises(Misread, match="I cannot read"):
        await import_calendar(settings, tmp_path, "Lincoln School")


async def test_a_file_that_is_no_calendar_is_told(settings, tmp_path):
    picture = tmp_path / "cat.jpg"
    picture.write_bytes(b"\xff\xd8\xff\xe0")
    report = await import_calendar(settings, picture, "Lincoln School")

    assert (report.new, report.unread) == (0, 1)
    assert report.problems


async def test_exporting_what_is_not_there_names_what_is(settings, tmp_path):
    with pytest.raises(NotFound, match="no database yet"):
        await export_community(settings, "Nowhere", tmp_path / "out")
    await import_calendar(settings, CALENDARS / "google.ics", "Lincoln School")
    with pytest.raises(NotFound, match="Lincoln School"):
        await export_community(settings, "Nowhere", tmp_path / "out")

    assert not (tmp_path / "out").exists()


async def test_a_folder_that_cannot_be_written_is_refused_kindly(settings, tmp_path):
    await import_calendar(settings, CALENDARS / "google.ics", "Lincoln School")
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(Refusal, match="cannot write"):
        await export_community(settings, "Lincoln School", tmp_path / "file")
