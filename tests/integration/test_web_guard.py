"""Who the web process answers: this computer's own pages, for the person they belong to, and nobody else."""

import re
import uuid
from pathlib import Path

import pytest
from sqlalchemy import Engine

from bot.settings import read_settings
from bot.web.app import create_app
from tests.system.browser.visit import HOST, Visit, app, engine, inbound, visit

__all__ = ["app", "engine", "visit"]  # pytest finds fixtures by their names here


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:8080", "127.0.0.1:9999", "127.0.0.1", ""])
def test_another_name_is_not_answered(app: object, host: str) -> None:
    for path in ("/chat", "/healthz", "/static/chat.js"):
        assert 400 <= app.test_client().get(path, headers={"Host": host}).status_code < 500


@pytest.mark.parametrize("path", ["/chat/messages", "/chat/presses", "/chat/new", "/chat"])
def test_a_post_without_the_pages_pass_is_refused(visit: Visit, app: object, engine: Engine, path: str) -> None:
    body = {"text": "hello", "key": str(uuid.uuid4()), "token": "t"}
    stranger = Visit(app.test_client())
    for headers in ({}, {"X-Selfmap-Pass": stranger.pass_}, {"X-Selfmap-Pass": "é"}):
        assert visit.client.post(path, base_url=HOST, json=body, headers=headers).status_code == 403
        assert visit.client.post(path, base_url=HOST, data=body, headers=headers).status_code == 403
    assert inbound(engine) == []


@pytest.mark.parametrize("headers", [
    {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "null"}, {"Origin": "http://evil.example"},
])
def test_a_post_from_another_site_is_refused(visit: Visit, engine: Engine, headers: dict) -> None:
    assert visit.post("/chat/messages", {"text": "hello", "key": str(uuid.uuid4())}, **headers).status_code == 403
    assert inbound(engine) == []


def test_reading_needs_the_pass_too(visit: Visit) -> None:
    for path in ("/chat/messages", "/chat/earlier"):
        assert visit.client.get(path, base_url=HOST).status_code == 403


@pytest.mark.parametrize("path", [
    "/chat", "/chat/help", "/chat/new", "/static/chat.css", "/healthz", "/nowhere", "/chat/pictures/x",
])
def test_every_answer_has_the_safety_headers(visit: Visit, path: str) -> None:
    headers = visit.client.get(path, base_url=HOST).headers
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'") and "unsafe" not in policy
    assert (headers["X-Content-Type-Options"], headers["Cache-Control"], headers["Referrer-Policy"]) == (
        "nosniff", "no-store", "same-origin")


def test_the_cookie_is_for_us_alone(app: object) -> None:
    cookie = app.test_client().get("/chat", base_url=HOST).headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=Strict" in cookie


def test_no_page_holds_script_or_style_of_its_own(visit: Visit) -> None:
    for path in ("/chat", "/chat/help", "/chat/new", "/nowhere"):
        page = visit.client.get(path, base_url=HOST).text
        assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", page)


def test_the_chat_is_not_served_to_other_computers(tmp_path: Path, engine: Engine) -> None:
    open_to_all = read_settings({"SELFMAP_HOME": str(tmp_path), "SELFMAP_WEB_ADDRESS": "192.0.2.1:8080"})
    client = create_app(open_to_all, engine).test_client()
    assert client.get("/chat", base_url="http://192.0.2.1:8080").status_code == 404
    assert client.get("/healthz", base_url="http://192.0.2.1:8080").status_code == 200


def test_a_probe_may_come_by_any_name_where_the_process_serves_other_computers(tmp_path: Path, engine: Engine) -> None:
    open_to_all = read_settings({"SELFMAP_HOME": str(tmp_path), "SELFMAP_WEB_ADDRESS": "0.0.0.0:8080"})
    client = create_app(open_to_all, engine).test_client()
    for path, status in (("/healthz", 200), ("/readyz", 200), ("/console", 421), ("/chat", 421)):
        assert client.get(path, base_url="http://10.1.2.3:8080").status_code == status
