"""One browser's visit to the web app over HTTP, without a real browser."""

import re
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, Row, select
from werkzeug.test import TestResponse

from bot.web.app import create_app
from mapping.store.engine import reading
from mapping.store.tables import message
from tests.system.browser.serving import settings_in, store_in

HOST = "http://127.0.0.1:8080"


class Visit:
    """One browser, with its own cookie, talking to the app."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.page = client.get("/chat", base_url=HOST).text
        self.pass_ = re.search(r'data-pass="(\w+)"', self.page)[1]

    def get(self, path: str, **args: str) -> TestResponse:
        return self.client.get(path, base_url=HOST, query_string=args, headers={"X-Selfmap-Pass": self.pass_})

    def post(self, path: str, body: dict, **headers: str) -> TestResponse:
        return self.client.post(path, base_url=HOST, json=body, headers={"X-Selfmap-Pass": self.pass_} | headers)

    def say(self, text: str, key: str | None = None) -> TestResponse:
        return self.post("/chat/messages", {"text": text, "key": key or str(uuid.uuid4())})


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = store_in(settings_in(tmp_path))
    yield made
    made.dispose()


@pytest.fixture
def app(tmp_path: Path, engine: Engine) -> Flask:
    made = create_app(settings_in(tmp_path), engine)
    made.extensions["waiting"]._longest = 0.3  # nothing here waits for news
    return made


@pytest.fixture
def visit(app: Flask) -> Visit:
    return Visit(app.test_client())


def inbound(engine: Engine) -> list[Row]:
    """What this store holds from people, in order."""
    with reading(engine) as connection:
        return connection.execute(select(message).where(message.c.direction == "in").order_by(message.c.seq)).all()
