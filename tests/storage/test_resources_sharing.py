"""A file is kept with its resource until it is dropped, and of each person one note."""

from communitybot.resources.model.resource import Note
from tests.resources.sharing.school import NOON, resource


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


async def test_of_several_notes_ones_own_is_found_in_its_own_community_alone(units):
    async def unit(work):
        await work.resources.add(resource())
        name = resource().id
        for person in ("c1-ana", "c1-ben"):
            await work.resources.note(
                "c1", name, Note(person=person, name="N", text=f"By {person}.", at=NOON)
            )
        found = [await work.resources.noted_by("c1", name, person) for person in ("c1-ben", "c1-cleo")]
        return found, await work.resources.noted_by("c2", name, "c1-ben")

    (own, nobodys), elsewhere = await units.run(unit)

    assert own.text == "By c1-ben."
    assert nobodys is None
    assert elsewhere is None
