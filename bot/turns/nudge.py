"""A nudge tells the bot process on this machine that a message was stored, so that it looks at once."""

import asyncio
import contextlib
import socket
from collections.abc import Callable
from pathlib import Path


def nudge(home: Path) -> None:
    """Wake the bot process of this home folder, if it runs. Never fails: it looks by itself several times a second."""
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK) as wire:
        wire.sendto(b".", _place(home))


@contextlib.asynccontextmanager
async def listening(home: Path, wake: Callable[[], None]):
    """Call ``wake`` at every nudge while this lasts."""
    place = _place(home)
    Path(place).parent.mkdir(exist_ok=True)
    Path(place).unlink(missing_ok=True)

    class Ear(asyncio.DatagramProtocol):
        def datagram_received(self, data: bytes, addr: object) -> None:
            wake()

    try:
        transport, _ = await asyncio.get_running_loop().create_datagram_endpoint(Ear, place, family=socket.AF_UNIX)
    except OSError:  # a path too long for a socket, or a file system without them: the regular look has to do
        yield
        return
    try:
        yield
    finally:
        transport.close()
        Path(place).unlink(missing_ok=True)


def _place(home: Path) -> str:
    return str(home / "run" / "bot.nudge")
