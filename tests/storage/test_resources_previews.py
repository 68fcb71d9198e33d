"""What pages told is kept as it was told, for a while."""

from datetime import UTC, date, datetime, timedelta

from communitybot.ports import LinkPreview

NOW = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
TOLD = LinkPreview(
    address="https://example.org/a",
    title="Brüche 授業",
    description="A lesson",
    kind="VideoObject",
    image="https://example.org/a.png",
    written=date(2026, 3, 1),
    lasts=timedelta(minutes=4, seconds=30),
)


async def test_a_preview_comes_back_whole_until_its_time_is_over(units):
    async def keep(name, preview, until, now=NOW):
        await units.run(lambda work: work.previews.keep(name, preview, until=until, now=now))

    async def kept(name, now):
        return await units.read(lambda work: work.previews.find(name, now=now))

    day = timedelta(days=1)
    await keep("https://example.org/a", TOLD, NOW + 7 * day)
    await keep("https://example.org/nothing", None, NOW + day)

    assert await kept("https://example.org/a", NOW) == (TOLD,)
    assert await kept("https://example.org/nothing", NOW) == (None,)  # that it tells nothing is known
    assert await kept("https://example.org/other", NOW) is None
    assert await kept("https://example.org/a", NOW + 7 * day) is None

    await keep("https://example.org/nothing", TOLD, NOW + 3 * day, NOW + timedelta(hours=1))
    assert await kept("https://example.org/nothing", NOW + 2 * day) == (TOLD,)

    await keep("https://example.org/new", None, NOW + 30 * day, NOW + 8 * day)
    assert await kept("https://example.org/a", NOW) is None  # gone with the next that is kept
