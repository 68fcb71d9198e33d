"""How alembic runs our migrations: on the connection and in the transaction it is given."""

from alembic import context

from communitybot.storage.tables import everything

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=everything(), transactional_ddl=False)
context.run_migrations()
