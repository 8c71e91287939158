"""The audit log only grows: the database itself refuses to change or drop a row of it, whichever program asks.

Who owns the database can take this away again, and change rows then; the chain of marks finds it (mapping/store/audit.py).
"""

from alembic import op

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None

SAYS = "the audit log only grows"


def upgrade() -> None:
    """From now on rows are only added."""
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(f"CREATE TRIGGER audit_no_{act.lower()} BEFORE {act} ON audit BEGIN SELECT RAISE(ABORT, '{SAYS}'); END")
        return
    op.execute(f"CREATE FUNCTION audit_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{SAYS}'; END $$")
    op.execute("CREATE TRIGGER audit_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION audit_only_grows()")


def downgrade() -> None:
    """Rows can be changed again, and it is found."""
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(f"DROP TRIGGER audit_no_{act.lower()}")
        return
    op.execute("DROP TRIGGER audit_only_grows ON audit")
    op.execute("DROP FUNCTION audit_only_grows()")
