"""Taking somebody in by the code they gave their worker: the one way to a person that begins without knowing them."""

from datetime import datetime

from bot.console.accounts import slowing
from bot.console.accounts.secrets import keyed
from bot.console.accounts.signing_in import Slowed
from bot.console.here import Console
from bot.console.readers.team import take_in
from bot.console.roles import Viewer
from mapping.store.access import storing
from mapping.store.audit import Entry


def join(console: Console, viewer: Viewer, code: str, known_as: str, *, now: datetime) -> str | None | Slowed:
    """The id of the person whose code this is, whom this viewer supports from now on; None where the code does not work."""
    pooled = ((keyed(console.settings.key_for("sign-in"), "joining code", viewer.worker_id), slowing.FREE),)
    with storing(console.engine) as connection:
        if wait := slowing.wait(connection, pooled, now=now):
            return Slowed(wait)
        found = take_in(connection, code, known_as, worker_id=viewer.worker_id, now=now)
        if found:
            slowing.succeeded(connection, pooled)
        else:
            slowing.failed(connection, pooled, now=now)
        outcome = "done" if found else "refused"
        console.log.write(connection, Entry(viewer.worker_id, "took_in", found or "", "", outcome), now=now)
    console.log.anchor()
    return found
