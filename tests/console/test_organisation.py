"""Signing in through an organisation: against a real provider on this machine, honest and lying."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from joserfc.jwk import RSAKey

from bot.console.accounts import workers
from bot.console.roles import Role
from mapping.store.access import storing
from tests.console.desk import Browser, Desk, open_desk
from tests.console.provider import Provider


@pytest.fixture
def provider() -> Iterator[Provider]:
    running = Provider()
    yield running
    running.stop()


@pytest.fixture
def desk(home: Path, provider: Provider) -> Iterator[Desk]:
    opened = open_desk(home, SELFMAP_OIDC_ISSUER=provider.issuer, SELFMAP_OIDC_CLIENT_ID="selfmap",
                       SELFMAP_OIDC_CLIENT_SECRET="s3cret", SELFMAP_OIDC_NAME="The Trust")
    opened.now = datetime.now(UTC)  # the provider's tokens are of now
    with storing(opened.engine) as connection:
        workers.add(connection, email="ann@trust.example", name="Ann Lee", role=Role.PSW, now=opened.now)
    yield opened
    opened.engine.dispose()


def _go(desk: Desk, provider: Provider, browser: Browser | None = None) -> tuple[Browser, object]:
    browser = browser or desk.browser()
    there = browser.get("/console/sign-in/organisation?next=/console/alerts").headers["Location"]
    back = provider.authorise(there)
    return browser, browser.get(back.removeprefix("http://127.0.0.1:8080"))


HONEST = {"sub": "u-1", "email": "Ann@Trust.example", "email_verified": True}


def test_somebody_invited_gets_in_and_is_known_again_by_the_lasting_id(desk: Desk, provider: Provider) -> None:
    assert "Sign in with The Trust" in desk.browser().get("/console/sign-in").text
    provider.claims = HONEST
    browser, answer = _go(desk, provider)
    assert answer.headers["Location"] == "/console/alerts" and browser.get("/console/alerts").status_code == 200
    provider.claims = HONEST | {"email": "ann.new.name@trust.example"}
    browser, answer = _go(desk, provider)
    assert browser.get("/console/alerts").status_code == 200


@pytest.mark.parametrize("claims", [
    HONEST | {"email": "stranger@trust.example"}, HONEST | {"email_verified": False}, {"sub": "u-1", "email": "ann@trust.example"},
    {"sub": "u-1"},
])
def test_who_was_not_invited_or_whose_address_is_not_verified_stays_out(desk: Desk, provider: Provider, claims: dict) -> None:
    provider.claims = claims
    browser, answer = _go(desk, provider)
    assert answer.status_code == 403 and browser.get("/console/people").status_code == 303


@pytest.mark.parametrize("lie", [
    {"nonce": "another"}, {"aud": "another-client"}, {"iss": "https://evil.example"}, {"exp": 1_000_000_000},
])
def test_a_token_for_another_time_place_or_try_is_refused(desk: Desk, provider: Provider, lie: dict) -> None:
    provider.claims, provider.lies = HONEST, lie
    browser, answer = _go(desk, provider)
    assert answer.status_code == 400 and browser.get("/console/people").status_code == 303


def test_a_token_signed_by_somebody_else_is_refused(desk: Desk, provider: Provider) -> None:
    provider.claims, provider.signs_with = HONEST, RSAKey.generate_key(2048, {"kid": "k1"})
    browser, answer = _go(desk, provider)
    assert answer.status_code == 400 and browser.get("/console/people").status_code == 303


def test_the_way_back_works_only_in_the_browser_that_went_and_once(desk: Desk, provider: Provider) -> None:
    provider.claims = HONEST
    browser = desk.browser()
    back = provider.authorise(browser.get("/console/sign-in/organisation").headers["Location"]).removeprefix("http://127.0.0.1:8080")
    victim = desk.browser()
    assert victim.get(back).status_code == 400 and victim.get("/console/people").status_code == 303
    assert browser.get(back).status_code == 303
    assert browser.get(back).status_code == 400


def test_a_provider_that_is_away_is_told_in_words(desk: Desk, provider: Provider) -> None:
    provider.stop()
    answer = desk.browser().get("/console/sign-in/organisation")
    assert answer.status_code == 502 and "could not sign you in" in answer.text


def test_a_disabled_account_stays_out(desk: Desk, provider: Provider) -> None:
    provider.claims = HONEST
    with storing(desk.engine) as connection:
        workers.disable(connection, workers.by_email(connection, "ann@trust.example").id, now=desk.now)
    _, answer = _go(desk, provider)
    assert answer.status_code == 403
