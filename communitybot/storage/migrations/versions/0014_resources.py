"""Resources: what they are, how they are found, and notes on them."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TERMS = sa.Text().with_variant(sa.ARRAY(sa.BigInteger()), "postgresql")
NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

# Terms are made by us: small letters, digits, "_" and what is not ASCII; nothing else is taken as a letter.
_COME = "INSERT INTO resource_search (rowid, terms) VALUES (new.place, new.terms);"
_GO = "INSERT INTO resource_search (resource_search, rowid, terms) VALUES ('delete', old.place, old.terms);"
ON_SQLITE = (
    """CREATE VIRTUAL TABLE resource_search USING fts5(terms, content='resource_terms', content_rowid='place',
    detail=none, columnsize=0, tokenize="ascii tokenchars '_'")""",
    f"CREATE TRIGGER resource_terms_come AFTER INSERT ON resource_terms BEGIN {_COME} END",
    f"CREATE TRIGGER resource_terms_go AFTER DELETE ON resource_terms BEGIN {_GO} END",
    f"""CREATE TRIGGER resource_terms_change AFTER UPDATE OF terms ON resource_terms
    WHEN old.terms <> new.terms BEGIN {_GO} {_COME} END""",
)
# What came last waits in a list that every search looks through, a short one: imports are faster by much.
ON_POSTGRESQL = (
    """CREATE INDEX resource_search ON resource_terms USING gin (terms)
    WITH (fastupdate = on, gin_pending_list_limit = 512)""",
)


def upgrade() -> None:
    _resources()
    _found()
    _hanging()
    _settings()
    by_hand = ON_SQLITE if op.get_bind().dialect.name == "sqlite" else ON_POSTGRESQL
    for statement in by_hand:
        op.execute(statement)


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _whole(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _number(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, NUMBER, nullable=nullable)


def _key(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), primary_key=True)


def _of() -> sa.ForeignKey:
    return sa.ForeignKey("resources.id", ondelete="CASCADE")


def _resources() -> None:
    op.create_table(
        "resources",
        _key("id"),
        *map(_text, ("community", "state", "title", "address", "canonical")),
        sa.Column("known", NAME),
        *map(_text, ("about", "text", "file")),
        _text("kind", nullable=True),
        *map(_text, ("grades", "subjects")),
        _text("licence", nullable=True),
        _whole("login", nullable=True),
        *map(_text, ("tags", "site", "author")),
        _text("written", nullable=True),
        _number("lasts", nullable=True),
        *map(_text, ("person", "name", "source")),
        _text("room", nullable=True),
        _number("added"),
        _number("shared", nullable=True),
        *map(_whole, ("tries", "again", "saves", "notes", "reports")),
        _number("broken", nullable=True),
        *map(_text, ("kept_at", "reason")),
        _whole("revision"),
    )
    op.create_index("resources_known", "resources", ["community", "known"], unique=True)
    op.create_index("resources_person", "resources", ["person", "state", "added"])


def _found() -> None:
    op.create_table(
        "resource_terms",
        sa.Column("place", NUMBER, primary_key=True),
        _text("community"),
        sa.Column("resource", sa.Text(), _of(), nullable=False, unique=True),
        _number("shared"),
        *map(_whole, ("tries", "again", "untagged")),
        _text("named"),
        sa.Column("terms", TERMS, nullable=False),
    )
    op.create_table(
        "resource_said", sa.Column("resource", sa.Text(), _of(), primary_key=True), _text("words")
    )
    op.create_index("resource_terms_place", "resource_terms", ["community", "place"])
    op.create_index("resource_terms_shared", "resource_terms", ["community", "shared", "resource"])
    for name, order, which in (
        ("tried", ("again", "tries"), sa.text("tries > 0")),
        ("untagged", (), sa.text("untagged = 1")),
    ):
        columns = ["community", *order, "shared", "resource"]
        where = {"sqlite_where": which, "postgresql_where": which}
        op.create_index(f"resource_terms_{name}", "resource_terms", columns, **where)
    op.create_table(
        "resource_words",
        _key("community"),
        sa.Column("kind", NAME, primary_key=True),
        sa.Column("word", NAME, primary_key=True),
        _whole("resources"),
        sqlite_with_rowid=False,
    )


def _hanging() -> None:
    op.create_table(
        "resource_notes",
        sa.Column("resource", sa.Text(), _of(), primary_key=True),
        _key("person"),
        *map(_text, ("name", "text")),
        _number("at"),
    )
    op.create_index("resource_notes_person", "resource_notes", ["person"])
    op.create_table(
        "resource_files",
        sa.Column("resource", sa.Text(), _of(), primary_key=True),
        *map(_text, ("name", "mime")),
        sa.Column("content", sa.LargeBinary(), nullable=False),
    )


def _settings() -> None:
    op.create_table("resource_settings", _key("community"), *map(_whole, ("chats", "reports", "public")))
    op.create_table("resource_rooms", _key("community"), _key("place"), _whole("position"))
    op.create_index("resource_rooms_place", "resource_rooms", ["place"])
