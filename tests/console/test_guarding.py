"""What a browser is told and what is refused: headers, forms of other sites, big uploads, hostile words, strange input."""

import re

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings

from bot.console.roles import Role
from mapping.model import Kind, Mention, Reading
from mapping.services import Maps
from mapping.store.sharing import Shared
from tests.console.desk import HOST, Browser, Desk, Staff, on_both, open_desk
from tests.system.browser.chromium import ROOT

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


ASKED = re.compile(r"""request\.(?:form|args|values)\.get\(["']([\w-]+)["']""")
ACTS = (
    "acknowledge", "note", "close", "email_on", "telegram_code", "name", "impact", "relation", "closeness", "current", "kind", "untie", "same", "not_about",
    "text", "first_step", "when", "where", "with_whom", "state", "outcome", "rating", "plan", "barrier")


def _names() -> list[str]:
    """Everything that a page takes from a form or an address, as the sources read it."""
    found = {name for path in (ROOT / "bot" / "console").rglob("*.py") for name in ASKED.findall(path.read_text(encoding="utf-8"))}
    return sorted((found | {"after", "time", "role", "name", "who", *(f"value-{act}" for act in ACTS)}) - {"csrf"})


def _schema(desk: Desk) -> dict:
    """The console's addresses as OpenAPI, read from the app: what a fuzzer needs to know."""
    anything = {"type": "string", "minLength": 1}
    paths: dict[str, dict] = {}
    for rule in desk.app.url_map.iter_rules():
        if not rule.endpoint.startswith("console.") or rule.endpoint in ("console.static", "console.sign_out", "console.sign_out_everywhere"):
            continue
        path = re.sub(r"<(?:\w+(?:\([^)]*\))?:)?(\w+)>", r"{\1}", rule.rule)
        parts = [{"name": name, "in": "path", "required": True, "schema": anything} for name in sorted(rule.arguments)]
        asked = [{"name": name, "in": "query", "schema": anything} for name in _names()]
        form = {"type": "object", "properties": dict.fromkeys(_names(), anything)}
        for method in rule.methods & {"GET", "POST"}:
            paths.setdefault(path, {})[method.lower()] = {
                "parameters": [*parts, *asked], "responses": {"default": {"description": "anything but a fault"}},
                **({"requestBody": {"content": {"application/x-www-form-urlencoded": {"schema": form}}}} if method == "POST" else {})}
    return {"openapi": "3.0.3", "info": {"title": "console", "version": "1"}, "paths": paths}


@on_both
def test_nothing_that_is_sent_makes_a_fault(desk: Desk, lead: Staff) -> None:
    """Schemathesis over every address, signed in as a lead, with ids that there are and others: whatever comes, the answer is never a 5xx."""
    known, few = _somebody(desk, lead), desk.engine.dialect.name == "postgresql"  # SQLite takes what PostgreSQL refuses, and is quicker
    browser = desk.sign_in(lead)
    csrf, cookie = browser.csrf(), browser.client.get_cookie("selfmap_console", domain="127.0.0.1").value
    described = schemathesis.openapi.from_dict(_schema(desk))
    tried: list[str] = []
    reached: set[str] = set()  # the views that were got to with a person, their message, their goal
    for result in described.get_all_operations():
        operation = result.ok()

        @settings(max_examples=4 if few else 8, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
        @_drawing(operation)
        def _try(case: object) -> None:
            _once(desk, case, csrf, cookie, tried, reached, known)

        _try()
    assert len(set(tried)) > 60
    assert reached >= {"person", "talk", "note_on", "put_right", "put_goal_right", "act_on_alert", "map_page", "map_item"}, reached


def _somebody(desk: Desk, lead: Staff) -> dict[str, str]:
    """A person with words, a thing on the map, a goal, an alert and a note; the names of their parts in addresses."""
    person, maps = desk.add_person("Zed", lead, shares=Shared.TRANSCRIPT), Maps(desk.engine)
    desk.says(person, "my sister amy helps", message_id="m_1")
    maps.record(person, "m_1", Reading((Mention("Amy", Kind.PERSON, "sister"),)), part="p", now=desk.now)
    goal = maps.choose_goal(person, "m_1", "see amy on sundays", (), first_step="ring", part="g", now=desk.now)
    desk.alert(person, "a_1", message_id="m_1")
    item = maps.map_of(person).items[0].id
    return {"participant_id": person, "message_id": "m_1", "message": "m_1", "at": "m_1", "item_id": item, "item": item, "around": item,
            "goal_id": goal.id, "alert_id": "a_1", "worker_id": lead.id, "worker": lead.id}


def _drawing(operation: object) -> object:
    """Hypothesis draws what is sent to one address."""
    return given(case=operation.as_strategy())


def _once(desk: Desk, case: object, csrf: str, cookie: str, tried: list[str], reached: set[str], known: dict[str, str]) -> None:
    client = Browser(desk.app.test_client()).client
    client.set_cookie("selfmap_console", cookie, domain="127.0.0.1")
    path, asked = case.formatted_path, dict(case.query or {})
    body = {name: str(value) for name, value in case.body.items()} if isinstance(case.body, dict) else {}
    if len(tried) % 3:  # with ids that there are, and an act that there is: all else as it was drawn
        act = ACTS[len(tried) // 2 % (3 if "{alert_id}" in case.path else len(ACTS))]
        path = re.sub(r"{(\w+)}", lambda part: {**known, "act": act}.get(part[1], "x"), case.path)
        asked |= {name: known[name] for name in asked.keys() & known.keys()}
        body |= {**{name: known[name] for name in ("item", "message")}, "act": act, f"value-{act}": body.get("text", "7")}
    answer = client.open(path, method=case.method, base_url=HOST, query_string=asked,
                         data={**body, "csrf": csrf} if case.method.upper() == "POST" else None)
    tried.append(f"{case.method} {case.path}")
    if answer.status_code < 400 or answer.status_code == 422:
        reached.add(desk.app.url_map.bind("").match(answer.request.path, method=case.method.upper())[0].removeprefix("console."))
    assert answer.status_code < 500, f"{case.method} {path}"
