"""What was last read about each event of a foreign calendar."""

from sqlalchemy import Column, Integer, Table, Text

from communitybot.storage.tables import metadata

imports = Table(
    "imports",
    metadata,
    Column("community", Text, primary_key=True),
    Column("uid", Text, primary_key=True),
    Column("sequence", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("fingerprint", Text, nullable=False),
)
"""`sequence` is the file's, `revision` ours afterwards: which tells changes made here from the file's."""
