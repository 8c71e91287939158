"""The database as the services see it: one transaction, and one fact where it can't be reached."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import InterfaceError, OperationalError, TimeoutError

from mapping.errors import StoreUnreachable
from mapping.store.engine import reading, writing


@contextmanager
def looking(engine: Engine) -> Iterator[Connection]:
    """A transaction that only reads. Raises StoreUnreachable."""
    with _reached(), reading(engine) as connection:
        yield connection


@contextmanager
def storing(engine: Engine) -> Iterator[Connection]:
    """A transaction that may write: all of it, or nothing. Raises StoreUnreachable."""
    with _reached(), writing(engine) as connection:
        yield connection


@contextmanager
def _reached() -> Iterator[None]:
    try:
        yield
    except (OperationalError, InterfaceError, TimeoutError) as error:
        # the cause's own words may hold what the person wrote; its type is enough to go on
        raise StoreUnreachable(
            f"The database can't be used just now ({type(error.__cause__ or error).__name__})."
        ) from None
