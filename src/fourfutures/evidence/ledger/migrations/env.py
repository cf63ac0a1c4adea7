"""Run migrations on the connection that the ledger holds."""

from __future__ import annotations

from alembic import context

from fourfutures.evidence.ledger.tables import METADATA, VERSIONS

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    version_table=VERSIONS,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
