"""A file is kept with its resource, in place of the one before, until it is dropped."""

from tests.resources.sharing.school import resource


async def test_a_file_is_kept_changed_and_dropped_in_its_own_community_alone(units):
    async def unit(work):
        await work.resources.add(resource(file="strips.pdf"))
        name = resource().id
        for content in (b"first", b"second"):
            await work.resources.keep_file("c1", name, "strips.pdf", "application/pdf", content)
        await work.resources.drop_file("c2", name)
        there = await work.resources.file("c1", name)
        elsewhere = await work.resources.file("c2", name)
        for _ in range(2):
            await work.resources.drop_file("c1", name)
        return there, elsewhere, await work.resources.file("c1", name)

    there, elsewhere, after = await units.run(unit)

    assert there == ("strips.pdf", "application/pdf", b"second")
    assert elsewhere is None
    assert after is None
