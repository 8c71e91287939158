"""`selfmap web`: the process that browsers talk to."""

import argparse
import errno
import logging
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import FrameType

import waitress
from flask import Flask
from waitress.server import BaseWSGIServer, MultiSocketServer

from bot.console.settings import read_console_settings
from bot.settings import Settings, SettingWrong, read_settings
from mapping.store.engine import make_engine
from watching.door import AddressWrong, open_door
from watching.lines import log_as_json, told

THREADS = 24
Server = BaseWSGIServer | MultiSocketServer


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing to choose here: the settings come from the environment."""


def run(_: argparse.Namespace) -> int:
    """Serve until told to stop. Raises SettingWrong where the address can't be used."""
    settings = read_settings()
    console = read_console_settings(settings.home)
    if settings.log_as_json:
        log_as_json("web", settings.log_level)
    else:
        logging.basicConfig(level=settings.log_level, format="web: %(levelname)s %(name)s %(message)s")
    import_module("mapping.services")  # now, so that the first message need not wait for it
    from bot.web.app import create_app
    from mapping.store.migrate import upgrade

    sign = settings.home / "run" / "web.ready"
    sign.parent.mkdir(parents=True, exist_ok=True)
    sign.unlink(missing_ok=True)  # left behind where the last process was killed
    engine = make_engine(settings.database_url, pool_size=THREADS)
    app = create_app(settings, engine, console=console)
    server = open_server(app, settings, trusted_proxy=console.trusted_proxy)
    _stop_when_told(app)
    try:
        open_door("web", settings.metrics_address, missing=app.extensions["ready"].missing)
    except AddressWrong as error:
        raise SettingWrong(str(error)) from error
    upgrade(engine)
    with _ready(settings, sign):
        server.run()
    server.close()
    engine.dispose()
    return 0


def open_server(app: Flask, settings: Settings, *, trusted_proxy: str | None = None) -> Server:
    """Take the address. Raises SettingWrong with what to do where that can't be done.

    ``trusted_proxy``: the address of a server before us that says whose request it is (X-Forwarded-For).
    """
    believed = {
        "trusted_proxy": trusted_proxy, "trusted_proxy_count": 1, "trusted_proxy_headers": {"x-forwarded-for"},
    } if trusted_proxy else {}
    where = f"Port {settings.web_port} on {settings.web_host}"
    other = f"SELFMAP_WEB_ADDRESS={settings.web_host}:{settings.web_port + 1 if settings.web_port < 65535 else 8080}"
    try:
        return waitress.create_server(
            app, host=settings.web_host.strip("[]"), port=settings.web_port, threads=THREADS, ident=None,
            clear_untrusted_proxy_headers=True, **believed,
        )
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise SettingWrong(f"{where} is in use. Stop the other program or set {other}.") from error
        if error.errno == errno.EACCES:
            raise SettingWrong(f"{where} is not yours to open. Set SELFMAP_WEB_ADDRESS=127.0.0.1:8080.") from error
        said = f"The address {settings.web_host} can't be opened ({error.strerror})."
        raise SettingWrong(f"{said} Set SELFMAP_WEB_ADDRESS=127.0.0.1:8080.") from error
    except ValueError as error:  # waitress's own word for a name it can't find
        said = f"The address {settings.web_host} is not known here."
        raise SettingWrong(f"{said} Set SELFMAP_WEB_ADDRESS=127.0.0.1:8080.") from error


@contextmanager
def _ready(settings: Settings, sign: Path) -> Iterator[None]:
    """Say that the pages can be opened, and take the sign away at the end."""
    host = "127.0.0.1" if settings.web_host in ("0.0.0.0", "::", "[::]") else settings.web_host
    sign.touch()
    print(told("web", f"ready at http://{host}:{settings.web_port}/chat", json_wanted=settings.log_as_json), flush=True)
    try:
        yield
    finally:
        sign.unlink(missing_ok=True)


def _stop_when_told(app: Flask) -> None:
    def stop(number: int, frame: FrameType | None) -> None:
        app.extensions["waiting"].stop()  # requests held open end at once
        raise SystemExit  # waitress takes this as: finish what is under way, then return

    if threading.current_thread() is threading.main_thread():
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, stop)
