"""What a browser is told and what is refused: headers, forms of other sites, big uploads, hostile words, strange input."""

import re

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings

from bot.console.roles import Role
from mapping.store.sharing import Shared
from tests.console.desk import HOST, Browser, Desk, Staff, on_both, open_desk

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'{{7*7}}"


@pytest.fixture
def lead(desk: Desk) -> Staff:
    return desk.add_staff(Role.LEAD, "Lee Lead")


def _addresses(desk: Desk) -> list[str]:
    return sorted({rule.rule for rule in desk.app.url_map.iter_rules()
                   if rule.endpoint.startswith("console.") and "GET" in rule.methods and not rule.arguments})


def test_every_page_has_the_safety_headers_and_no_script_or_style_of_its_own(desk: Desk, lead: Staff) -> None:
    browser = desk.sign_in(lead)
    for path in [*_addresses(desk), "/console/nowhere"]:
        answer = browser.get(path)
        policy = answer.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'") and "unsafe" not in policy, path
        assert answer.headers["Cache-Control"] == "no-store" and answer.headers["X-Content-Type-Options"] == "nosniff", path
        assert answer.headers["Referrer-Policy"] == "same-origin" and answer.headers["X-Frame-Options"] == "DENY", path
        assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)|javascript:", answer.text), path
        assert "Frutiger" not in answer.text and "nhsuk-logo" not in answer.text


def test_the_cookie_is_for_us_alone_and_for_https_where_that_is_set(desk: Desk, lead: Staff, tmp_path_factory: pytest.TempPathFactory) -> None:
    cookie = desk.browser().get("/console/sign-in").headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Path=/" in cookie
    public = open_desk(tmp_path_factory.mktemp("public"), SELFMAP_CONSOLE_URL="https://console.example.org")
    answer = public.app.test_client().get("/console/sign-in", base_url="https://console.example.org")
    assert answer.headers["Set-Cookie"].startswith("__Host-selfmap_console=") and "Secure" in answer.headers["Set-Cookie"]
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")


@pytest.mark.parametrize(("host", "path", "status"), [
    ("console.example.org", "/console/sign-in", 200), ("console.example.org", "/chat", 404), ("console.example.org", "/healthz", 404),
    ("console.example.org", "/", 404), ("127.0.0.1:8080", "/chat", 200), ("evil.example", "/console/sign-in", 421),
])
def test_under_the_public_name_there_is_the_console_and_no_chat(tmp_path: object, host: str, path: str, status: int) -> None:
    desk = open_desk(tmp_path, SELFMAP_CONSOLE_URL="https://console.example.org")
    assert desk.app.test_client().get(path, base_url=f"http://{host}").status_code == status


def test_every_form_needs_its_own_pass(desk: Desk, lead: Staff) -> None:
    browser, other = desk.sign_in(lead), desk.browser()
    posts = [rule for rule in desk.app.url_map.iter_rules() if rule.endpoint.startswith("console.") and "POST" in rule.methods]
    assert len(posts) > 12
    for rule in posts:
        address = re.sub(r"<[^>]+>", "x", rule.rule)
        for csrf in ("", "0" * 64, other.csrf()):
            assert browser.post(address, csrf=csrf).status_code == 403, address


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {"Origin": "null"}])
def test_a_form_of_another_site_is_refused_even_with_the_pass(desk: Desk, lead: Staff, headers: dict) -> None:
    assert desk.sign_in(lead).post("/console/account/notices", {"act": "email_off"}, **headers).status_code == 403


def test_reading_changes_nothing(desk: Desk, lead: Staff) -> None:
    browser = desk.sign_in(lead)
    for path in ("/console/sign-out", "/console/account/sign-out-everywhere", "/console/audit/check", "/console/account/notices"):
        assert browser.get(path).status_code == 405
    assert browser.get("/console/people").status_code == 200


def test_too_much_at_once_is_refused(desk: Desk, lead: Staff) -> None:
    assert desk.sign_in(lead).post("/console/take-in", {"code": "x" * 200_000}).status_code == 413


def test_hostile_words_stay_words(desk: Desk, lead: Staff) -> None:
    person = desk.add_person(HOSTILE[:80], lead, shares=Shared.TRANSCRIPT)
    desk.alert(person, "a_1")
    browser = desk.sign_in(lead)
    browser.post(f"/console/people/{person}/alerts/a_1/note", {"text": HOSTILE})
    for path in ("/console/people", "/console/alerts", "/console/team", "/console/audit", f"/console/people/{person}", f"/console/people/{person}/details"):
        page = browser.get(path).text
        assert "<script>alert" not in page and "onerror=alert(1)>" not in page and "49" not in re.findall(r"&#39;(\d+)", page), path
    assert "&lt;script&gt;" in browser.get("/console/people").text


@pytest.mark.parametrize("name", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1"])
def test_no_cell_of_the_file_is_a_formula(desk: Desk, lead: Staff, name: str) -> None:
    desk.add_person(name, lead)
    person = desk.add_person(f"{name} two", lead)
    browser = desk.sign_in(lead)
    browser.get(f"/console/people/{person}")
    lines = browser.get("/console/audit.csv").text.splitlines()
    assert len(lines) > 2
    for line in lines:
        assert not re.search(r'(?:^|,)"?[=+\-@\t]', line), line


def _schema(desk: Desk) -> dict:
    """The console's addresses as OpenAPI, read from the app: what a fuzzer needs to know."""
    paths: dict[str, dict] = {}
    for rule in desk.app.url_map.iter_rules():
        if not rule.endpoint.startswith("console.") or rule.endpoint in ("console.static", "console.sign_out", "console.sign_out_everywhere"):
            continue
        path = re.sub(r"<(?:\w+(?:\([^)]*\))?:)?(\w+)>", r"{\1}", rule.rule)
        parts = [{"name": name, "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}} for name in sorted(rule.arguments)]
        asked = [{"name": name, "in": "query", "schema": {"type": "string"}} for name in ("who", "whom", "before", "next", "after", "at", "q", "session", "view")]
        form = {"type": "object", "properties": {name: {"type": "string"} for name in (
            "email", "password", "once_more", "code", "known_as", "day", "clock", "text", "whom", "reason", "role", "name", "worker", "act")}}
        for method in rule.methods & {"GET", "POST"}:
            paths.setdefault(path, {})[method.lower()] = {
                "parameters": [*parts, *asked], "responses": {"default": {"description": "anything but a fault"}},
                **({"requestBody": {"content": {"application/x-www-form-urlencoded": {"schema": form}}}} if method == "POST" else {})}
    return {"openapi": "3.0.3", "info": {"title": "console", "version": "1"}, "paths": paths}


@on_both
def test_nothing_that_is_sent_makes_a_fault(desk: Desk, lead: Staff) -> None:
    """Schemathesis over every address, signed in as a lead: whatever comes, the answer is never a 5xx."""
    desk.add_person("Zed", lead, shares=Shared.TRANSCRIPT)
    browser = desk.sign_in(lead)
    csrf, cookie = browser.csrf(), browser.client.get_cookie("selfmap_console", domain="127.0.0.1").value
    described = schemathesis.openapi.from_dict(_schema(desk))
    tried: list[str] = []
    for result in described.get_all_operations():
        operation = result.ok()

        @settings(max_examples=12, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
        @_drawing(operation)
        def _try(case: object) -> None:
            _once(desk, case, csrf, cookie, tried)

        _try()
    assert len(set(tried)) > 30


def _drawing(operation: object) -> object:
    """Hypothesis draws what is sent to one address."""
    return given(case=operation.as_strategy())


def _once(desk: Desk, case: object, csrf: str, cookie: str, tried: list[str]) -> None:
    client = Browser(desk.app.test_client()).client
    client.set_cookie("selfmap_console", cookie, domain="127.0.0.1")
    body = case.body if isinstance(case.body, dict) else {}
    answer = client.open(case.formatted_path, method=case.method, base_url=HOST, query_string=case.query or {},
                         data={**{name: str(value) for name, value in body.items()}, "csrf": csrf} if case.method.upper() == "POST" else None)
    tried.append(f"{case.method} {case.path}")
    assert answer.status_code < 500, f"{case.method} {case.formatted_path}"
