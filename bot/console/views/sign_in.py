"""Signing in and out: password, code, a new second factor, and both once more for acts that need it."""

from datetime import timedelta

from flask import Blueprint, Response, abort, g, make_response, redirect, render_template, request, url_for

from bot.console.accounts import sessions, workers
from bot.console.accounts.codes import picture_of, spaced
from bot.console.accounts.secrets import hash_password, new_token, wrong_with
from bot.console.accounts.sessions import IN, PASSWORD, SETUP, Session
from bot.console.accounts.signing_in import From, SigningIn, Slowed
from bot.console.gate import admits, admits_anyone, cookie_name, safe_next
from bot.console.here import browser, console, now, say, session_here, wrote
from bot.console.words import wait_words
from mapping.store.access import looking, storing

KNOWN = "selfmap_known"  # a cookie: which accounts this browser was signed in to before
KNOWN_FOR = 180 * 24 * 3600  # seconds
MOST_KNOWN = 5
WRONG_PASSWORD = "The email address or the password is not right. Check both and try again."
WRONG_RECOVERY = "This code is not one of yours, or it was used already."
WRONG_CODE = "This code is not right, or it was used already. Wait for the next code in your app and type that one."


def add_to(pages: Blueprint) -> None:
    """The addresses of this topic."""
    for rule, view, methods in (
        ("/sign-in", sign_in, ["GET", "POST"]), ("/sign-in/code", code, ["GET", "POST"]),
        ("/sign-in/recovery", recovery, ["GET", "POST"]), ("/join/<token>", join, ["GET", "POST"]),
        ("/set-up", set_up, ["GET", "POST"]), ("/sign-out", sign_out, ["POST"]), ("/again", again, ["GET", "POST"]),
    ):
        pages.add_url_rule(rule, view.__name__, view, methods=methods)


def signing_in() -> SigningIn:
    """The steps of signing in."""
    settings = console().settings
    return SigningIn(console().engine, key=settings.key_for("sign-in"), sealing=settings.key_for("codes"))


def source() -> From:
    """Where this request comes from."""
    return From(request.remote_addr or "", browser(), request.cookies.get(KNOWN, ""))


@admits_anyone
def sign_in() -> Response:
    """Email address and password."""
    if request.method == "GET":
        return _sign_in_page()
    email, password = request.form.get("email", ""), request.form.get("password", "")
    if not email.strip() or not password:
        return _sign_in_page("Give your email address and your password.", email)
    found = signing_in().password(email, password, source(), now=now())
    if found is None:
        with looking(console().engine) as connection:
            account = workers.by_email(connection, email)
        wrote("sign_in", account.id if account else "", outcome="refused", actor="nobody")
        return _sign_in_page(WRONG_PASSWORD, email)
    if isinstance(found, Slowed):
        return _sign_in_page(_slowed(found), email, 429)
    g.set_console_token = found
    with looking(console().engine) as connection:
        stage = sessions.find(connection, found, now=now()).stage
    return redirect(url_for("console.set_up" if stage == SETUP else "console.code", next=request.args.get("next")), 303)


@admits_anyone
def code() -> Response:
    """The code from the app."""
    return _second("console/code.html", lambda steps, session: steps.code(session, request.form.get("code", ""), source(), now=now()))


@admits_anyone
def recovery() -> Response:
    """A recovery code instead."""
    return _second("console/recovery.html", lambda steps, session: steps.recovery(
        session, request.form.get("code", ""), source(), now=now()), wrong=WRONG_RECOVERY, by_recovery=True)


@admits_anyone
def join(token: str) -> Response:
    """Somebody who was invited chooses a password."""
    with looking(console().engine) as connection:
        account = workers.invited(connection, token, now=now())
    if account is None:
        return make_response(render_template("console/join_over.html"), 404)
    if request.method == "GET":
        return make_response(render_template("console/join.html", account=account, problem=None))
    password, once_more = request.form.get("password", ""), request.form.get("once_more", "")
    problem = wrong_with(password, account.name, account.email) or ("The two passwords differ." if password != once_more else None)
    if problem:
        return make_response(render_template("console/join.html", account=account, problem=problem), 422)
    with storing(console().engine) as connection:
        if not workers.use_invite(connection, token, hash_password(password), now=now()):
            abort(404)
        g.set_console_token = sessions.start(connection, account.id, SETUP, browser=browser(), now=now())
    wrote("joined", account.id, actor=account.id)
    return redirect(url_for("console.set_up"), 303)


@admits_anyone
def set_up() -> Response:
    """The second factor: a picture for the app to read, and a code to show that it did."""
    session = session_here()
    if session is None or session.stage != SETUP and not (session.stage == IN and session.fresh(now())):
        return redirect(url_for("console.sign_in") if session is None else url_for("console.again", next=url_for("console.set_up")), 303)
    steps = signing_in()
    problem = None
    if request.method == "POST":
        made = steps.confirm_secret(session, request.form.get("code", ""), now=now())
        if made is not None:
            wrote("second_factor_set", session.worker.id)
            answer = make_response(render_template("console/recovery_codes.html", codes=made))
            return _enter(session, answer) if session.stage == SETUP else _others_out(session, answer)
        problem = WRONG_CODE
    secret = steps.pending_secret(session, now=now())
    picture = picture_of(secret, session.worker.email)
    page = render_template("console/set_up.html", picture=picture, secret=spaced(secret), problem=problem)
    return make_response(page, 422 if problem else 200)


@admits_anyone
def sign_out() -> Response:
    """Ends this sign-in, here and with us."""
    session = session_here()
    if session:
        with storing(console().engine) as connection:
            sessions.end(connection, session.worker.id, session.id)
        wrote("signed_out", session.worker.id)
    answer = redirect(url_for("console.sign_in"), 303)
    answer.delete_cookie(cookie_name(), path="/", secure=console().settings.secure, httponly=True, samesite="Lax")
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


@admits()
def again() -> Response:
    """Password and code once more, before an act that needs them."""
    session, where, problem, status = session_here(), safe_next(request.args.get("next")), None, 200
    if request.method == "POST":
        found = signing_in().again(session, request.form.get("password", ""), request.form.get("code", ""), source(), now=now())
        if found is True:
            wrote("proved_again", session.worker.id)
            return redirect(where, 303)
        problem, status = (_slowed(found), 429) if isinstance(found, Slowed) else ("The password or the code is not right.", 422)
        wrote("proved_again", session.worker.id, outcome="refused")
    return make_response(render_template("console/again.html", problem=problem), status)


def _second(page: str, step: object, *, wrong: str = WRONG_CODE, by_recovery: bool = False) -> Response:
    session = session_here()
    if session is None or session.stage != PASSWORD:
        return redirect(url_for("console.sign_in", next=request.args.get("next")), 303)
    problem, status = None, 200
    if request.method == "POST":
        found = step(signing_in(), session)
        if isinstance(found, str):
            return _arrive(session, found, by_recovery)
        wrote("sign_in", session.worker.id, outcome="refused", actor="nobody", step="code")
        problem, status = (_slowed(found), 429) if isinstance(found, Slowed) else (wrong, 422)
        with looking(console().engine) as connection:
            if sessions.find(connection, g.console_token, now=now()) is None:
                return _sign_in_page("Too many codes were wrong. Please begin again with your password.", session.worker.email)
    return make_response(render_template(page, problem=problem), status)


def _arrive(session: Session, token: str, by_recovery: bool) -> Response:
    """Signed in: the page they were on their way to."""
    g.set_console_token = token
    with storing(console().engine) as connection:
        g.console_session = sessions.find(connection, token, now=now())
    wrote("sign_in", session.worker.id, actor=session.worker.id, step="recovery" if by_recovery else "code")
    if by_recovery:
        left = signing_in().recovery_codes_left(session.worker.id)
        say(f"You used a recovery code. You have {left} left. You can get new ones in My account.")
    return _known(session, redirect(safe_next(request.args.get("next")), 303))


def _enter(session: Session, answer: Response) -> Response:
    g.set_console_token = signing_in().enter(session, source=source(), now=now())
    wrote("sign_in", session.worker.id, actor=session.worker.id, step="set_up")
    return _known(session, answer)


def _others_out(session: Session, answer: Response) -> Response:
    """A new second factor ends what is open elsewhere."""
    with storing(console().engine) as connection:
        sessions.end_all(connection, session.worker.id, but=session.id)
    return answer


def _known(session: Session, answer: Response) -> Response:
    """Lets the browser carry that this account was signed in on it."""
    mark, *proofs = request.cookies.get(KNOWN, "").split(".")
    mark = mark if len(mark) == 43 else new_token()
    proof = signing_in().proof(mark, session.worker.id)
    kept = [proof, *(other for other in proofs if other != proof and len(other) == 32)][:MOST_KNOWN]
    answer.set_cookie(KNOWN, ".".join([mark, *kept]), max_age=KNOWN_FOR, httponly=True, samesite="Strict",
                      path=url_for("console.front"), secure=console().settings.secure)
    return answer


def _sign_in_page(problem: str | None = None, email: str = "", status: int | None = None) -> Response:
    organisation = console().settings.organisation
    page = render_template("console/sign_in.html", problem=problem, email=email, organisation=organisation)
    return make_response(page, status or (422 if problem else 200))


def _slowed(slowed: Slowed) -> str:
    return f"There were too many wrong tries. Please wait {wait_words(slowed.wait + timedelta(seconds=1))} and try again."
