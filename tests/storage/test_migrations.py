"""Migrations give exactly the tables the code speaks of, and refuse what they do not know."""

import pytest
from sqlalchemy import text

from communitybot.storage import migrate as migrations
from communitybot.storage.engine import create
from communitybot.storage.tables import everything


def differences(connection):
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    context = MigrationContext.configure(
        connection, opts={"compare_type": True, "compare_server_default": True}
    )
    meant = {
        index.name
        for table in everything().tables.values()
        for index in table.indexes
        if index._ddl_if is None or index._ddl_if.dialect == connection.dialect.name
    }
    found = compare_metadata(context, everything())
    return [change for change in found if change[0] != "add_index" or change[1].name in meant]


async def test_the_migrations_make_the_tables_the_code_speaks_of(database):
    async with database.engine.connect() as connection:
        found = await connection.run_sync(differences)

    ours = [each for each in found if "search" not in str(each)]  # full-text tables are made by hand
    assert ours == []


async def test_a_missing_column_would_be_noticed(database):
    async with database.engine.connect() as connection:
        await connection.execute(text("ALTER TABLE outbox DROP COLUMN reason"))
        found = await connection.run_sync(differences)
        await connection.rollback()

    assert found


async def test_the_revisions_known_are_the_revisions_there_are():
    from alembic.script import ScriptDirectory

    there = ScriptDirectory.from_config(migrations.configuration())

    assert list(migrations.REVISIONS) == [step.revision for step in there.walk_revisions()][::-1]


async def test_migrating_twice_changes_nothing(database):
    assert await migrations.migrate(database) == ()
    assert migrations.REVISIONS[-1] == await migrations.current(database)


async def test_a_newer_schema_is_refused(database):
    async with database.engine.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    for act in (migrations.current, migrations.migrate, migrations.ensure):
        with pytest.raises(migrations.NewerSchema, match="9999"):
            await act(database)


async def test_an_empty_file_is_brought_to_the_newest_schema(tmp_path):
    database = create(f"sqlite:///{tmp_path}/deep/new.db")
    try:
        assert await migrations.migrate(database) == migrations.REVISIONS
    finally:
        await database.close()


@pytest.mark.promise("R29")
async def test_a_migration_that_dies_half_way_leaves_nothing_and_can_be_repeated(tmp_path):
    """Die before each statement in turn; every time, the next run reaches the newest schema."""
    from sqlalchemy import event

    for deadly in range(1, 200, 7):
        database = create(f"sqlite:///{tmp_path}/{deadly}.db")
        seen = 0

        def die(_connection, _cursor, statement, *_):
            nonlocal seen
            seen += statement.startswith(("CREATE", "INSERT"))
            if seen == deadly:  # noqa: B023 - each run has its own
                raise RuntimeError

        event.listen(database.engine.sync_engine, "before_cursor_execute", die)
        try:
            await migrations.migrate(database)
        except RuntimeError:
            event.remove(database.engine.sync_engine, "before_cursor_execute", die)
            reached = await migrations.current(database)
            done = 0 if reached is None else migrations.REVISIONS.index(reached) + 1
            assert await migrations.migrate(database) == migrations.REVISIONS[done:]
            await database.close()
        else:
            await database.close()
            break
    else:
        pytest.fail("the migrations never reached their end")
