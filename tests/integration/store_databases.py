"""The databases that the store's tests run on: SQLite, and PostgreSQL where SELFMAP_TEST_POSTGRES_URL is set."""

import os
import secrets
from pathlib import Path

from sqlalchemy import Engine, make_url

from mapping.store.engine import make_engine
from mapping.store.sealing.vault import Vault, give_vault

POSTGRES_URL = os.environ.get("SELFMAP_TEST_POSTGRES_URL", "")
DATABASES = ["sqlite", "postgresql"] if POSTGRES_URL else ["sqlite"]


def empty_database(database: str, folder: Path, server_url: str = POSTGRES_URL) -> Engine:
    """An engine on a new, empty database: a file in ``folder``, or a schema of its own on the PostgreSQL server at ``server_url``."""
    if database == "sqlite":
        return make_engine(f"sqlite:///{folder / 'selfmap.db'}")
    schema = f"test_{secrets.token_hex(6)}"
    server = make_engine(server_url)
    with server.begin() as connection:
        connection.exec_driver_sql(f"CREATE SCHEMA {schema}")
    server.dispose()
    address = make_url(server_url).update_query_dict({"options": f"-csearch_path={schema}"})  # a socket's address has a query already
    engine = make_engine(address.render_as_string(hide_password=False))
    give_vault(engine, Vault(folder))  # keys of the test's own: else they would lie in ./var
    return engine
