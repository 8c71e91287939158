"""Where maps, messages and consents are kept (SQLAlchemy Core + Alembic)."""
