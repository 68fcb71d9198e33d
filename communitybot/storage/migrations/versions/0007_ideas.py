"""Ideas: their words, who stands behind them, and how a community wants them."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    _ideas()
    _people()
    _lists()
    _words()
    op.create_table(
        "idea_settings",
        _key("community"),
        *map(_whole, ("reviewed", "anonymous", "outcomes_public", "prompts", "weekday", "hour")),
    )


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _whole(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _moment(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, NUMBER, nullable=nullable)


def _key(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), primary_key=True)


def _idea() -> sa.Column[str]:
    return sa.Column("idea", sa.Text(), sa.ForeignKey("ideas.id", ondelete="CASCADE"), primary_key=True)


def _ideas() -> None:
    op.create_table(
        "ideas",
        _key("id"),
        *map(_text, ("community", "stage", "title", "need", "approach", "benefits", "helps", "roles")),
        sa.Column("category", sa.Text()),
        *map(_text, ("tags", "place", "authors")),
        *map(_whole, ("anonymous", "votes", "follows", "team", "lines")),
        _moment("created"),
        *(
            _moment(name, nullable=True)
            for name in ("submitted", "published", "decided", "moved", "said", "reworded")
        ),
        _text("reason"),
        sa.Column("into", sa.Text()),
        _whole("revision"),
    )
    op.create_index("ideas_stage", "ideas", ["community", "stage", "submitted"])
    op.create_index("ideas_decided", "ideas", ["community", "decided"])


def _people() -> None:
    op.create_table("idea_authors", _idea(), _key("person"))
    op.create_index("idea_authors_person", "idea_authors", ["person"])
    op.create_table(
        "idea_members",
        _idea(),
        _key("person"),
        *map(_text, ("name", "role", "joining", "note")),
        _moment("at"),
    )
    op.create_index("idea_members_person", "idea_members", ["person", "joining"])
    for table in ("idea_votes", "idea_follows"):
        op.create_table(table, _idea(), _key("person"), _moment("at"))
        op.create_index(f"{table}_person", table, ["person"])


def _lists() -> None:
    op.create_table(
        "idea_shelves",
        _key("community"),
        sa.Column("shelf", NAME, primary_key=True),
        _idea(),
        _moment("heat"),
        _moment("published"),
        _moment("waits", nullable=True),
        sqlite_with_rowid=False,
    )
    for order in ("heat", "published", "waits"):
        op.create_index(f"idea_shelves_{order}", "idea_shelves", ["community", "shelf", order, "idea"])
    op.create_index("idea_shelves_idea", "idea_shelves", ["idea"])
    op.create_table(
        "idea_titles",
        _key("community"),
        sa.Column("word", NAME, primary_key=True),
        _idea(),
        sqlite_with_rowid=False,
    )
    op.create_index("idea_titles_idea", "idea_titles", ["idea", "word"])


def _words() -> None:
    op.create_table(
        "idea_terms",
        sa.Column("id", NUMBER, primary_key=True),
        _text("community"),
        sa.Column("word", NAME, nullable=False),
        _whole("ideas"),
    )
    op.create_index("idea_terms_word", "idea_terms", ["community", "word"], unique=True)
    op.create_table(
        "idea_words",
        sa.Column("term", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("weight", sa.Integer(), primary_key=True, autoincrement=False),
        _key("idea"),
        sqlite_with_rowid=False,
    )
    op.create_table("idea_vectors", _idea(), _text("weights"))
