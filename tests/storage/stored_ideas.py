"""Ideas as they are stored, for tests of what is kept of them."""

from datetime import UTC, datetime, timedelta

from communitybot.ideas.model.idea import Author, Category, Idea, Joining, Member, Role, Stage

OAK, ELM = "oak00000000oak", "elm00000000elm"  # two communities
AT = datetime(2026, 12, 1, 12, tzinfo=UTC)
DAY, TICK = timedelta(days=1), timedelta(microseconds=1)
ADA, BEN = Author("ada", "Ada Lee"), Author("ben", "Ben")


def idea(name: str, **more: object) -> Idea:
    """A published idea of Ada's."""
    usual = {"id": name, "community": OAK, "title": f"Idea {name}", "authors": (ADA,), "stage": Stage.SEED}
    return Idea(**{**usual, "created": AT - DAY, "published": AT, **more})


def member(person: str, joining: Joining = Joining.MEMBER, **more: object) -> Member:
    return Member(
        **{"person": person, "name": person.title(), "role": Role.COACH, "joining": joining, "at": AT, **more}
    )


FULL = idea(
    "full",
    title="Öffnen wir Türen 🚪",
    need="New teachers leave.\nMost within three years.",
    approach="Pair them.",
    benefits="Pupils",
    helps="A coach",
    roles=(Role.COACH, Role.WRITER),
    category=Category.MENTORING,
    tags=("first years", "coaching"),
    place="Austin, Texas",
    authors=(BEN, ADA),
    anonymous=True,
    stage=Stage.PARKED,
    submitted=AT - timedelta(hours=5, microseconds=3),
    published=AT + TICK,
    moved=AT + 2 * TICK,
    said=AT + 3 * TICK,
    reworded=AT + 4 * TICK,
    reason="Over the summer",
    into="another",
    revision=7,
    team=2,
)


async def keep(units, *ideas):
    async def unit(work):
        for each in ideas:
            await work.ideas.add(each)

    await units.run(unit)


async def ids_of(asked):
    return [each.id for each in await asked]
