"""A path of people: a host imports bookmarks, a teacher exports and follows them, the host undoes it."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "hearing"))
sys.path.insert(0, str(Path(__file__).parents[2] / "events"))

import pytest

from communitybot.conversation.replies import Amend, Answer, Ask
from tests.resources.keeping.shelf import bookmarks

LINKS = (("https://strips.example.org/", "Fraction strips"), ("https://film.example.org/", "=Volcano film"))


@pytest.fixture
async def school(sqlite_url):
    from rooms import opened

    built = await opened(sqlite_url)
    yield built
    await built.house.stop()
    await built.house.close()


async def submits(member, shown, **values):
    """Send the form that was asked for."""
    from rooms import room

    from communitybot.conversation.inbound import Submitted

    hall = member.hall
    return await hall.bot.submit(
        Submitted(
            id=f"s{next(hall.numbers)}",
            who=member.who,
            place=room(member.platform),
            action=shown.form.action,
            values=values,
        )
    )


def word(member, words):
    """The one message somebody got in private that has these words."""
    from rooms import said

    [found] = [one for one in member.told() if words in said(one)]
    return found


async def test_a_host_brings_a_library_and_a_teacher_takes_it_along(school):
    from rooms import said

    grace = school.member("Grace Lindqvist", "discord", administers=True)
    ana = school.member("Ana Ruiz", "slack")
    file = bookmarks(*LINKS, folder="Maths")

    refused = await ana.asks("resource import", file=(file.name, file.content))
    assert "Only hosts and administrators" in said(refused.message)
    assert "no resource here yet" in said((await ana.asks("resource export")).message)
    empty = await grace.asks("resource import", file=("diary.txt", b"Dear diary"))
    assert "bookmarks files" in said(empty.message) or "column" in said(empty.message)

    asked = await grace.asks("resource import")
    assert [field.label for field in asked.form.fields if field.required] == ["File"]
    seen = await submits(grace, asked, file=(file.name, file.content), tags="#summer")
    assert isinstance(seen, Answer)
    assert "2 links would be new here" in said(seen.message)
    assert "Folders become subjects: Maths (2)" in said(seen.message)
    form = await grace.presses(seen.message, "Change")
    assert isinstance(form, Ask)
    wrong = await submits(grace, form, tags="a, b, c, d, e", kind="none", filing="suggested")
    assert "4 fit" in str(wrong)
    changed = await submits(grace, form, tags="summer", kind="lesson", filing="tags")
    assert "Folders become tags: Maths (2)" in said(changed.message)
    begun = await grace.presses(changed.message, "Import all 2")
    assert isinstance(begun, Amend)
    assert "I am importing 2 links from bookmarks.html" in said(begun.message)
    await school.later(minutes=1)
    done = word(grace, "Done: 2 resources imported from bookmarks.html.")
    assert "2 resources" not in "".join(said(one) for one in ana.told())

    taken = await ana.asks("resource export")
    assert "Here is the library as CSV: 2 resources." in said(taken.message)
    [table] = taken.message.files
    assert table.content.count(b'"https://') == 2
    assert b'"\'=Volcano film"' in table.content
    other = await ana.presses(taken.message, "As bookmarks")
    [marks] = other.message.files
    assert marks.content.count(b'TAGS="summer,maths"') == 2
    assert "tagged #summer" in said((await ana.asks("resource export", into="JSON", tag="summer")).message)
    [opml] = (await ana.asks("resource export", into="OPML")).message.files
    assert b"feed.rss?tag=summer" in opml.content

    feeds = await ana.asks("resource feeds")
    assert "/feed.rss" in said(feeds.message)
    assert "keep it to yourself" in said(feeds.message)
    question = await grace.presses((await grace.asks("resource feeds")).message, "Make new addresses")
    renewed = await grace.presses(question.message, "Yes, make new ones")
    assert "These are the new addresses." in said(renewed.message)
    assert said((await ana.asks("resource feeds")).message) != said(feeds.message)
    again = await grace.presses(question.message, "Yes, make new ones")  # pressed twice, it is done once
    assert said(again.message) == said(renewed.message)

    question = await grace.presses(done, "Take all of it back")
    going = await grace.presses(question.message, "Yes, take them back")
    assert "I am taking back" in said(going.message)
    await school.later(minutes=1)
    assert word(grace, "2 resources from bookmarks.html taken back")
    assert "no resource here yet" in said((await ana.asks("resource export")).message)
