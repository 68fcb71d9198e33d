"""The first schema. Whoever adds a table before the first release adds it here, in a function of its own."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    _outbox()
    _inbox()
    _events()
    _communities()
    _people()
    _imports()


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", NUMBER, primary_key=True, autoincrement=True),
        sa.Column("key", NAME, nullable=False),
        sa.Column("community", NAME, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("destination", sa.Text()),
        sa.Column("subject", NAME, nullable=False, server_default=sa.text("''")),
        sa.Column("args", sa.Text(), nullable=False, server_default="{}"),
        sa.Column("due", NUMBER, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("merge", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("state", sa.Text(), nullable=False, server_default="planned"),
        sa.Column("attempts", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("crashes", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("resent", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("epoch", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("claimed_by", sa.Text()),
        sa.Column("claimed_until", NUMBER),
        sa.Column("started_at", NUMBER),
        sa.Column("begun_at", NUMBER),
        sa.Column("joined", NUMBER),
        sa.Column("payload", sa.Text()),
        sa.Column("edit", sa.Text()),
        sa.Column("ref", sa.Text()),
        sa.Column("reason", sa.Text()),
        sa.Column("finished_at", NUMBER),
    )
    op.create_index("outbox_key", "outbox", ["key"], unique=True)
    _partial("outbox_due", ["due"], "state = 'planned'")
    _partial("outbox_community_due", ["community", "due"], "state = 'planned'")
    _partial("outbox_claimed", ["claimed_until"], "claimed_until IS NOT NULL")
    _partial("outbox_joined", ["joined"], "joined IS NOT NULL")
    op.create_index("outbox_subject", "outbox", ["subject"], postgresql_where=sa.text("begun_at IS NULL"))
    if op.get_bind().dialect.name == "postgresql":
        _partial("outbox_retried", ["subject"], "begun_at IS NOT NULL AND state = 'planned'")
        _partial("outbox_sent", ["subject"], "state = 'sent'")


def _partial(name: str, columns: list[str], condition: str) -> None:
    op.create_index(
        name, "outbox", columns, sqlite_where=sa.text(condition), postgresql_where=sa.text(condition)
    )


def _inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("happening", sa.Text(), primary_key=True),
        sa.Column("at", NUMBER, nullable=False),
    )
    op.create_index("inbox_at", "inbox", ["at"])


def _communities() -> None:
    op.create_table(
        "communities",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("offsets", sa.Text(), nullable=False),
        sa.Column("who_hosts", sa.Text(), nullable=False),
        sa.Column("public_page", sa.Integer(), nullable=False),
        sa.Column("rooms", sa.Text(), nullable=False),
        sa.Column("hosts", sa.Text(), nullable=False),
    )
    op.create_index("communities_slug", "communities", ["slug"], unique=True)
    op.create_index("communities_folded", "communities", ["folded"])
    op.create_table(
        "spaces",
        sa.Column("address", sa.Text(), primary_key=True),
        sa.Column(
            "community", sa.Text(), sa.ForeignKey("communities.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("left_at", NUMBER),
    )
    op.create_index("spaces_community", "spaces", ["community"])


def _people() -> None:
    op.create_table(
        "people",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column(
            "community", sa.Text(), sa.ForeignKey("communities.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text()),
        sa.Column("hint", sa.Text()),
        sa.Column("quiet_start", sa.Integer(), nullable=False),
        sa.Column("quiet_end", sa.Integer(), nullable=False),
        sa.Column("holds_attending", sa.Integer(), nullable=False),
        sa.Column("offsets", sa.Text()),
    )
    op.create_index("people_folded", "people", ["community", "folded"])
    op.create_table(
        "accounts",
        sa.Column("address", sa.Text(), primary_key=True),
        sa.Column("person", sa.Text(), sa.ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
    )
    op.create_index("accounts_person", "accounts", ["person"])


def _events() -> None:
    op.create_table(
        "events",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("community", sa.Text(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("starts", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("length", NUMBER, nullable=False),
        sa.Column("all_day", sa.Integer(), nullable=False),
        sa.Column("repeat", sa.Text()),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("timing", sa.Integer(), nullable=False),
        sa.Column("shifts", sa.Text(), nullable=False),
        sa.Column("successor", sa.Text()),
        sa.Column("programme", sa.Text()),
        sa.Column("created_by", sa.Text()),
        sa.Column("created_at", NUMBER, nullable=False),
        sa.Column("changed_at", NUMBER, nullable=False),
        sa.Column("cancel_reason", sa.Text(), nullable=False),
        sa.Column("card_turn", sa.Integer(), nullable=False, server_default=sa.text("0")),
        sa.Column("card_at", NUMBER),
    )
    op.create_index("events_uid", "events", ["community", "uid"], unique=True)
    op.create_index("events_drafts", "events", ["community", "created_by", "status"])
    word = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
    op.create_table(
        "event_words",
        sa.Column("community", sa.Text(), primary_key=True),
        sa.Column("word", word, primary_key=True),
        _event(),
    )
    op.create_index("event_words_event", "event_words", ["event"])
    _dates()
    _by_person()
    _subscriptions()


def _dates() -> None:
    op.create_table(
        "event_changes",
        _event(),
        _original(),
        sa.Column("starts", sa.Text()),
        sa.Column("length", NUMBER),
        sa.Column("details", sa.Text()),
        sa.Column("cancelled", sa.Integer(), nullable=False),
        sa.Column("cancel_reason", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("timing", sa.Integer(), nullable=False),
    )
    op.create_table(
        "occurrences",
        _event(),
        _original(),
        sa.Column("community", sa.Text(), nullable=False),
        sa.Column("starts", sa.Text(), nullable=False),
        sa.Column("start", NUMBER, nullable=False),
        sa.Column("finish", NUMBER, nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("timing", sa.Integer(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("programme", sa.Text()),
        sa.Column("lasting", sa.Integer(), nullable=False),
        sa.Column("details", sa.Text()),
        sa.Column("cancel_reason", sa.Text(), nullable=False),
    )
    _in_order("occurrences_coming", "start", "event", "original", "finish")
    _in_order("occurrences_level", "level", "start", "event", "original", "finish")
    programme = ("programme", "start", "event", "original", "finish")
    _in_order("occurrences_programme", *programme, where="programme IS NOT NULL")
    _in_order("occurrences_lasting", "finish", "start", "event", "original", where="lasting = 1")
    _labels()


def _in_order(name: str, *columns: str, where: str | None = None) -> None:
    condition = sa.text(where) if where else None
    op.create_index(
        name,
        "occurrences",
        ["community", "status", *columns],
        sqlite_where=condition,
        postgresql_where=condition,
    )


def _labels() -> None:
    op.create_table(
        "occurrence_labels",
        sa.Column("community", sa.Text(), primary_key=True),
        sa.Column("kind", sa.Text(), primary_key=True),
        sa.Column("value", sa.Text(), primary_key=True),
        sa.Column("status", sa.Text(), primary_key=True),
        sa.Column("start", NUMBER, primary_key=True),
        sa.Column("event", sa.Text(), primary_key=True),
        sa.Column("original", sa.Text(), primary_key=True),
        sa.Column("finish", NUMBER, nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("programme", sa.Text()),
        sa.ForeignKeyConstraint(
            ["event", "original"],
            ["occurrences.event", "occurrences.original"],
            ondelete="CASCADE",
            onupdate="CASCADE",
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("occurrence_labels_date", "occurrence_labels", ["event", "original"])


def _by_person() -> None:
    op.create_table(
        "rsvps",
        *_about_a_person(),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("at", NUMBER, nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
    )
    op.create_index("rsvps_line", "rsvps", ["event", "original", "answer", "line"])
    op.create_index("rsvps_person", "rsvps", ["community", "person", "answer", "event", "original"])
    op.create_table("reminder_offsets", *_about_a_person(), sa.Column("offsets", sa.Text(), nullable=False))
    op.create_index("reminder_offsets_person", "reminder_offsets", ["community", "person"])
    op.create_table(
        "attendance",
        *_about_a_person(),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("present", sa.Integer(), nullable=False),
        sa.Column("at", NUMBER, nullable=False),
        sa.Column("corrected_by", sa.Text()),
        sa.Column("reason", sa.Text(), nullable=False),
    )
    op.create_index("attendance_person", "attendance", ["community", "person"])


def _subscriptions() -> None:
    op.create_table(
        "follows",
        sa.Column("community", sa.Text(), primary_key=True),
        sa.Column("kind", sa.Text(), primary_key=True),
        sa.Column("value", sa.Text(), primary_key=True),
        sa.Column("person", sa.Text(), primary_key=True),
    )
    op.create_index("follows_person", "follows", ["community", "person"])
    op.create_table(
        "programmes",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("community", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("theme", sa.Text(), nullable=False),
        sa.Column("starts", sa.Text(), nullable=False),
        sa.Column("ends", sa.Text(), nullable=False),
    )
    op.create_index("programmes_name", "programmes", ["community", "folded"], unique=True)
    op.create_table(
        "feeds",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("community", sa.Text(), nullable=False),
        sa.Column("person", sa.Text()),
        sa.Column("created_by", sa.Text()),
        sa.Column("secret_hash", sa.Text(), nullable=False),
        sa.Column("created_at", NUMBER, nullable=False),
        sa.Column("revoked_at", NUMBER),
    )
    op.create_index("feeds_secret", "feeds", ["secret_hash"], unique=True)
    op.create_index("feeds_maker", "feeds", ["community", "created_by"])


def _imports() -> None:
    op.create_table(
        "imports",
        sa.Column("community", sa.Text(), primary_key=True),
        sa.Column("uid", sa.Text(), primary_key=True),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
    )


def _event() -> sa.Column[str]:
    return sa.Column("event", sa.Text(), sa.ForeignKey("events.id", ondelete="CASCADE"), primary_key=True)


def _original() -> sa.Column[str]:
    return sa.Column("original", sa.Text(), primary_key=True)


def _about_a_person() -> list[sa.Column[str]]:
    return [
        _event(),
        _original(),
        sa.Column("person", sa.Text(), primary_key=True),
        sa.Column("community", sa.Text(), nullable=False),
    ]
