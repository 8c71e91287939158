"""The audit log and emergency access: for leads and privacy officers; and beginning an emergency, for who supports people."""

from flask import Blueprint, Response, abort, make_response, redirect, render_template, request, url_for

from bot.console import emergencies
from bot.console.gate import admits
from bot.console.here import console, looking, now, say, viewer
from bot.console.readers.log import PAGE, log_copied, log_lines
from bot.console.roles import Role
from mapping.export.cells import write_rows

MOST_ROWS = 20_000  # in one file
NO_REASON = "Say in a sentence why you need it now."
HEADER = ("number", "at", "by", "act", "whom", "field", "outcome", "details")


def add_to(pages: Blueprint) -> None:
    """The addresses of this topic."""
    for rule, view, methods in (
        ("/audit", audit, ["GET"]), ("/audit.csv", audit_file, ["GET"]), ("/audit/check", check_audit, ["POST"]),
        ("/emergencies", emergencies_begun, ["GET"]), ("/emergencies/<emergency_id>/seen", seen_emergency, ["POST"]),
        ("/emergency", emergency, ["GET", "POST"]),
    ):
        pages.add_url_rule(rule, view.__name__, view, methods=methods)


@admits(Role.LEAD, Role.PRIVACY)
def audit() -> str:
    """Who saw what of whom, when."""
    before = request.args.get("before", "")
    lines = looking().over(log_lines, **_wanted(), before=int(before) if before.isascii() and before.isdigit() and len(before) < 16 else None)
    return render_template("console/audit.html", lines=lines, more=len(lines) == PAGE, **_wanted())


@admits(Role.LEAD, Role.PRIVACY, fresh=True)
def audit_file() -> Response:
    """The same as a file for a spreadsheet, with cells that none takes for formulas."""
    lines = looking().over(log_copied, **_wanted(), most=MOST_ROWS)
    rows = ((line.seq, line.at.isoformat(), line.by, line.act, line.whom, line.field, line.outcome, line.details) for line in lines)
    answer = make_response(write_rows(HEADER, rows))
    answer.headers["Content-Type"] = "text/csv; charset=utf-8"
    answer.headers["Content-Disposition"] = 'attachment; filename="selfmap-audit.csv"'
    return answer


@admits(Role.LEAD, Role.PRIVACY)
def check_audit() -> Response:
    """Is the log as it was written?"""
    broken = console().log.verify(console().engine)
    say("The log is whole: every row is as it was written." if broken is None else
        f"The log is not as it was written: row {broken.seq} is {broken.why}. Keep the database and its backups as they are.")
    return redirect(url_for("console.audit"), 303)


@admits(Role.LEAD, Role.PRIVACY)
def emergencies_begun() -> str:
    """Who used emergency access, and why."""
    return render_template("console/emergencies.html", begun=emergencies.recent(console()), now=now(), me=viewer().worker_id)


@admits(Role.LEAD, Role.PRIVACY)
def seen_emergency(emergency_id: str) -> Response:
    """Somebody else than who began it has looked at the reason."""
    if not emergencies.see(console(), viewer(), emergency_id, now=now()):
        abort(404)
    say("Marked as looked at.")
    return redirect(url_for("console.emergencies_begun"), 303)


@admits(Role.PSW, Role.LEAD, fresh=True)
def emergency() -> Response:
    """Open somebody's record for an hour, because a life may depend on it."""
    whom, reason, problem = request.form.get("whom", ""), " ".join(request.form.get("reason", "").split()), None
    if request.method == "POST":
        if not whom.strip():
            problem = "Say whose record you need."
        elif len(reason) < emergencies.SHORTEST_REASON:
            problem = NO_REASON
        elif (found := emergencies.begin(console(), viewer(), whom[:80], reason, now=now())) is None:
            problem = "Nobody was found, or more than one. Check the name, or ask a lead for the person's number."
        else:
            say("This record is open to you for an hour. Leads and privacy officers have been told.")
            return redirect(url_for("console.person", participant_id=found), 303)
    page = render_template("console/emergency.html", problem=problem, problem_field="reason" if problem == NO_REASON else "whom", whom=whom, reason=reason)
    return make_response(page, 422 if problem else 200)


def _wanted() -> dict[str, str]:
    return {name: request.args.get(name, "").strip()[:254] for name in ("who", "whom")}
