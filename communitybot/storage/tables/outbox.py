"""Everything the bot has promised to do; `outbox/entry.py` and `held.py` say what each column means."""

from sqlalchemy import Column, Index, Integer, Table, Text, text

from communitybot.storage.tables import metadata
from communitybot.storage.types import Name, Number

outbox = Table(
    "outbox",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=True),
    Column("key", Name, nullable=False),
    Column("community", Name, nullable=False),
    Column("kind", Text, nullable=False),
    Column("destination", Text),
    Column("subject", Name, nullable=False, server_default=text("''")),
    Column("args", Text, nullable=False, server_default="{}"),
    Column("due", Number, nullable=False),
    Column("revision", Integer, nullable=False, server_default="0"),
    Column("merge", Integer, nullable=False, server_default="0"),
    Column("state", Text, nullable=False, server_default="planned"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("crashes", Integer, nullable=False, server_default="0"),
    Column("resent", Integer, nullable=False, server_default="0"),
    Column("epoch", Integer, nullable=False, server_default="0"),
    Column("claimed_by", Text),
    Column("claimed_until", Number),
    Column("started_at", Number),
    Column("begun_at", Number),
    Column("joined", Number),
    Column("payload", Text),
    Column("edit", Text),
    Column("ref", Text),
    Column("reason", Text),
    Column("finished_at", Number),
    Index("outbox_key", "key", unique=True),
    Index(
        "outbox_due",
        "due",
        sqlite_where=text("state = 'planned'"),
        postgresql_where=text("state = 'planned'"),
    ),
    Index(
        "outbox_community_due",
        "community",
        "due",
        sqlite_where=text("state = 'planned'"),
        postgresql_where=text("state = 'planned'"),
    ),
    Index(
        "outbox_claimed",
        "claimed_until",
        sqlite_where=text("claimed_until IS NOT NULL"),
        postgresql_where=text("claimed_until IS NOT NULL"),
    ),
    Index(
        "outbox_joined",
        "joined",
        sqlite_where=text("joined IS NOT NULL"),
        postgresql_where=text("joined IS NOT NULL"),
    ),
    Index("outbox_subject", "subject", postgresql_where=text("begun_at IS NULL")),
    Index(
        "outbox_retried", "subject", postgresql_where=text("begun_at IS NOT NULL AND state = 'planned'")
    ).ddl_if(dialect="postgresql"),
    Index("outbox_sent", "subject", postgresql_where=text("state = 'sent'")).ddl_if(dialect="postgresql"),
)
"""Times are microseconds since 1970: `due` by the clock people live by, the others by real time.

`claimed_until` is the end of a lease; for a doubt, when it may be looked into; 0 for a planned suspect; else
nothing. So one small index holds all that is not plainly waiting, and its condition is the cheapest there is:
a list of states there was a third of the cost of a delivery. `merge`: 0 alone, 1 may be joined with others,
2 carries others (which name it in `joined`). `started_at` is when the last attempt began, `begun_at` when the
first attempt began whose outcome is not known.

What is about a subject is in one index on SQLite, which writes only into those whose columns change.
PostgreSQL writes a row into every index it is in whenever its state changes, so there it should be in few:
what may still be taken back, what is tried again and what was sent have one each. One over all was a quarter
of a delivery.
"""
