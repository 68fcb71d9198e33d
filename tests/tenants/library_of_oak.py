"""Oak has a library with all that hangs on it: files, notes, lists, requests, digests; Elm has none."""

from typing import Any

from two_communities import OAK, Two

from communitybot.resources.clearing_views import Word

SHARED = (
    ("strips", ", grade: 3-5, tags: #kumquats, subject: kumquats, note: A kumquat a day."),
    ("advert", ""),
)


async def planted(two: Two) -> None:
    omar, nils = two.omar, two.somebody(OAK, "Nils Kumquat", administers=False)
    await omar.types("/resource settings reports: 1, public: yes, chats: yes")
    for name, more in SHARED:
        preview = await omar.types(
            f"/resource share https://kumquat.example.org/{name}, title: Kumquat {name}{more}"
        )
        await omar.presses(preview, "Share it")
    sheet = {
        "title": "Kumquat sheet",
        "file": ("kumquat.pdf", b"%PDF-kumquat"),
        "about": "Kumquats.",
    }
    await omar.presses(await omar.gives("resource share", **sheet), "Share it")
    await omar.types("/resource share https://kumquat.example.org/draft, title: Kumquat draft")
    for line in (
        "/resource note Kumquat strips, text: Two kumquats.",
        "/resource tried Kumquat strips, again: yes, grade: 4, happened: They ate kumquats.",
        "/resource save Kumquat strips",
        "/collection create Kumquat shelf, about: All kumquats",
        "/collection add Kumquat shelf, resource: Kumquat strips",
        "/collection people Kumquat shelf, person: Omar Kumquat, right: edit",
        "/collection settings Kumquat shelf, sharing: everybody here",
        "/resource report Kumquat advert, why: unsuitable, words: Kumquats are sold.",
    ):
        await nils.types(line)
    for song in ("songs", "games"):
        await nils.presses(await nils.types(f"/resource ask Kumquat {song}"), "Ask the room")
    await omar.types("/resource answer Kumquat songs, resource: Kumquat strips")
    await nils.presses(await nils.types("/resource digest tags: kumquats, every: week"), "Begin")
    of_room = await omar.types(f"/resource digest tags: kumquats, room: {omar.room}")
    await omar.presses(of_room, "Begin")
    links = b"title,link\nKumquat import,https://kumquat.example.org/9\n"
    for name in ("k.csv", "l.csv"):
        imports = await omar.gives("resource import", file=(name, links.replace(b"/9", name[:1].encode())))
        if name == "k.csv":
            await omar.presses(imports, "Import it")
    await nils.presses(await nils.types("/resource settings"), "Do not ask me")
    await two.passes(minutes=2)
    two.ids = await _ids(two)


KEYS = (
    "SELECT 'resource ' || title, id FROM resources WHERE community = 'oak'",
    "SELECT 'person ' || name, id FROM people WHERE community = 'oak'",
    "SELECT 'collection', id FROM resource_collections WHERE community = 'oak'",
    "SELECT 'request ' || words, id FROM resource_requests WHERE community = 'oak'",
    "SELECT 'digest of ' || coalesce(room, 'Nils'), id FROM resource_digests ORDER BY room IS NULL",
    "SELECT 'import ' || state, id FROM resource_imports WHERE community = 'oak'",
)


async def _ids(two: Two) -> dict[str, str]:
    async def read(work: Any) -> dict[str, str]:
        found: dict[str, str] = {}
        for query in KEYS:
            found |= {str(name): str(key) for name, key in await work.connection.exec_driver_sql(query)}
        strips = found["resource Kumquat strips"]
        for note in await work.resources.noted(OAK, strips, limit=9):
            found[f"note of {note.name}"] = Word.of_note(note).mark
        for tried in await work.judging.tries(OAK, strips, limit=9):
            found[f"try of {tried.name}"] = Word.of_try(tried).mark
        return found

    return await two.house.units.read(read)
