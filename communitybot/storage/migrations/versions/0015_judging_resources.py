"""Who tried and saved a resource, collections, reports, and links that are asked."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _judgements()
    _links()
    _collections()


def _text(name: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=null)


def _key(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), primary_key=True)


def _whole(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _moment(name: str, *, null: bool = False) -> sa.Column[int]:
    return sa.Column(name, NUMBER, nullable=null)


def _of(name: str, table: str) -> sa.Column[str]:
    to = sa.ForeignKey(f"{table}.id", ondelete="CASCADE")
    return sa.Column(name, sa.Text(), to, primary_key=True)


def _judgements() -> None:
    """Who tried it, who saved it, who reported it, and what checks came to."""
    op.create_table(
        "resource_tries",
        _of("resource", "resources"),
        _key("person"),
        _text("name"),
        _text("grade", null=True),
        *map(_text, ("words", "repeat")),
        _moment("at"),
    )
    op.create_index("resource_tries_person", "resource_tries", ["person"])
    op.create_table("resource_saves", _of("resource", "resources"), _key("person"), _moment("at"))
    op.create_index("resource_saves_person", "resource_saves", ["person", "at"])
    op.create_table(
        "resource_reports",
        _of("resource", "resources"),
        *map(_key, ("person", "why")),
        _text("words"),
        _moment("at"),
        *map(_whole, ("open", "before")),
    )
    op.create_index("resource_reports_open", "resource_reports", ["open", "at"])
    op.create_index("resource_reports_person", "resource_reports", ["person"])
    op.create_table(
        "resource_checks",
        _of("resource", "resources"),
        sa.Column("at", NUMBER, primary_key=True, autoincrement=False),
        *map(_text, ("person", "name", "verdict", "reason")),
    )
    op.create_index("resource_checks_person", "resource_checks", ["person"])


def _links() -> None:
    """When a link was asked, and since when it does not answer."""
    asked = (_text("address"), _moment("at"), _moment("failing", null=True))
    op.create_table("resource_links", _of("resource", "resources"), *asked)


def _collections() -> None:
    op.create_table(
        "resource_collections",
        _key("id"),
        *map(_text, ("community", "name", "folded", "about", "owner", "owner_name", "sharing")),
        *map(_moment, ("created", "changed")),
        _whole("revision"),
    )
    changed = ["community", "sharing", "changed"]
    op.create_index("resource_collections_changed", "resource_collections", changed)
    op.create_index("resource_collections_owner", "resource_collections", ["owner"])
    op.create_table(
        "collection_people",
        _of("collection", "resource_collections"),
        _key("person"),
        *map(_text, ("name", "right")),
        _moment("at"),
    )
    op.create_index("collection_people_person", "collection_people", ["person"])
    op.create_table(
        "collection_items",
        _of("collection", "resource_collections"),
        _of("resource", "resources"),
        _whole("position"),
        *map(_text, ("person", "name")),
        _moment("at"),
    )
    op.create_index("collection_items_resource", "collection_items", ["resource"])
    op.create_index("collection_items_person", "collection_items", ["person"])
