"""Signing in through an organisation's own accounts (OpenID Connect, authorization code with PKCE), where one is set."""

import json
import secrets

from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from flask import Blueprint, Response, abort, g, redirect, request, url_for
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from requests import RequestException, Session
from sqlalchemy import or_, select, update

from bot.console.accounts import sessions
from bot.console.accounts.secrets import seal, unseal
from bot.console.gate import admits_anyone, safe_next
from bot.console.here import browser, console, now, wrote
from bot.console.settings import Organisation
from bot.console.views.sign_in import _sign_in_page
from mapping.store.access import storing
from mapping.store.console_tables import worker

FLOW = "selfmap_organisation"  # a cookie for the way there and back, sealed
FLOW_LASTS = 600  # seconds
PATIENCE = 10.0  # seconds
SCOPE = "openid email profile"
FAILED = "Your organisation could not sign you in just now. Please try again, or ask your administrator."
UNKNOWN = "Your organisation knows you, but nobody has invited you here. Please ask your team."


def add_to(pages: Blueprint) -> None:
    """The addresses of this topic."""
    pages.add_url_rule("/sign-in/organisation", "organisation", organisation)
    pages.add_url_rule("/sign-in/organisation/back", "organisation_back", organisation_back)


@admits_anyone
def organisation() -> Response:
    """Off to the organisation."""
    settings = console().settings.organisation or abort(404)
    try:
        found = _described(settings)
    except (RequestException, ValueError):
        return _sign_in_page(FAILED, status=502)
    verifier, nonce = secrets.token_urlsafe(48), secrets.token_urlsafe(24)
    with _client(settings) as client:
        where, state = client.create_authorization_url(
            found["authorization_endpoint"], code_verifier=verifier, nonce=nonce, prompt="login")
    kept = json.dumps({"state": state, "nonce": nonce, "verifier": verifier, "next": safe_next(request.args.get("next"))})
    answer = redirect(where, 303)
    answer.set_cookie(FLOW, seal(_key(), kept, FLOW), max_age=FLOW_LASTS, httponly=True, samesite="Lax",
                      path=url_for("console.organisation"), secure=console().settings.secure)
    return answer


@admits_anyone
def organisation_back() -> Response:
    """Back from the organisation: its word is checked, and only somebody who was invited gets in."""
    settings = console().settings.organisation or abort(404)
    flow = json.loads(unseal(_key(), request.cookies.get(FLOW, ""), FLOW) or "{}")
    if not flow or not secrets.compare_digest(flow["state"].encode(), request.args.get("state", "").encode()):
        return _refuse("state")
    try:
        claims = _claims(settings, flow)
    except (RequestException, OAuthError, JoseError, ValueError, KeyError):
        return _refuse("token")
    with storing(console().engine) as connection:
        whom = _account(connection, settings, claims)
        token = sessions.start(connection, whom, sessions.IN, browser=browser(), now=now()) if whom else ""
        g.console_session = sessions.find(connection, token, now=now()) if whom else None
    if whom is None:
        return _refuse("unknown", UNKNOWN)
    g.set_console_token = token
    wrote("sign_in", whom, actor=whom, step="organisation")
    answer = redirect(safe_next(flow["next"]), 303)
    answer.delete_cookie(FLOW, path=url_for("console.organisation"))
    return answer


def _claims(settings: Organisation, flow: dict[str, str]) -> CodeIDToken:
    """What the organisation says of who came back: signature, issuer, audience, time and nonce are checked."""
    found = _described(settings)
    with _client(settings) as client:
        token = client.fetch_token(
            found["token_endpoint"], grant_type="authorization_code", code=request.args.get("code", ""), code_verifier=flow["verifier"],
            timeout=PATIENCE)
        keys = KeySet.import_key_set(client.request("GET", found["jwks_uri"], withhold_token=True, timeout=PATIENCE).json())
    decoded = jwt.decode(token["id_token"], keys, algorithms=["RS256", "ES256", "PS256"])
    claims = CodeIDToken(
        decoded.claims, decoded.header, {"iss": {"essential": True, "value": found["issuer"]},
                                         "aud": {"essential": True, "value": settings.client_id}},
        {"nonce": flow["nonce"], "client_id": settings.client_id})
    claims.validate(now=int(now().timestamp()), leeway=60)
    return claims


def _account(connection: object, settings: Organisation, claims: CodeIDToken) -> str | None:
    """The invited account this is: by the organisation's own lasting id, or the first time by an address it has verified."""
    subject = f"{settings.issuer} {claims['sub']}"[:255]
    email = str(claims.get("email", "")).strip().lower() if claims.get("email_verified") is True else ""
    row = connection.execute(select(worker).where(worker.c.disabled_at.is_(None), or_(
        worker.c.oidc_subject == subject, (worker.c.email == email) & worker.c.oidc_subject.is_(None)
    )).order_by(worker.c.oidc_subject.is_(None))).first()
    if row is None:
        return None
    connection.execute(update(worker).where(worker.c.id == row.id).values(oidc_subject=subject, joined_at=row.joined_at or now()))
    return row.id


def _described(settings: Organisation) -> dict[str, str]:
    """The organisation's own description of itself. Raises RequestException, ValueError where it is another's."""
    with Session() as plain:
        answer = plain.get(f"{settings.issuer}/.well-known/openid-configuration", timeout=PATIENCE)
        answer.raise_for_status()
        found = answer.json()
    if found.get("issuer", "").rstrip("/") != settings.issuer:
        raise ValueError("the description is of another issuer")
    return found


def _client(settings: Organisation) -> OAuth2Session:
    back = (console().settings.url or request.host_url.rstrip("/")) + url_for("console.organisation_back")
    return OAuth2Session(settings.client_id, settings.client_secret, scope=SCOPE, redirect_uri=back, code_challenge_method="S256")


def _refuse(step: str, words: str = FAILED) -> Response:
    wrote("sign_in", outcome="refused", actor="nobody", step=f"organisation-{step}")
    return _sign_in_page(words, status=403 if step == "unknown" else 400)


def _key() -> bytes:
    return console().settings.key_for("organisation")
