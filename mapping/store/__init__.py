"""Where maps, messages and consents are kept (SQLAlchemy Core + Alembic)."""

from mapping.store import console_tables  # noqa: F401  one metadata holds all tables, whoever asks for it first
