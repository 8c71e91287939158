"""No release while a helpline waits for a person: the step is there, is told of, and fails when it must."""

import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from nlu.safety import contacts, freshness
from nlu.safety.contacts import FRESH_DAYS, read_contacts, to_check

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(("days", "passes"), [(0, True), (FRESH_DAYS, True), (FRESH_DAYS + 1, False), (-1, False)])
def test_it_passes_only_where_each_was_checked_of_late(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], days: int, passes: bool) -> None:
    checked = (datetime.now(UTC).date() - timedelta(days=days)).isoformat()
    lines = contacts._FILE.read_text(encoding="utf-8").splitlines()
    (tmp_path / "contacts.yml").write_text("\n".join(_dated(line, checked) for line in lines), encoding="utf-8")
    monkeypatch.setattr(contacts, "_FILE", tmp_path / "contacts.yml")
    assert (freshness.main() == 0) is passes
    said = capsys.readouterr().out
    assert ("Samaritans: 116 123" in said) is not passes


def _dated(line: str, checked: str) -> str:
    head, found, rest = line.partition("checked_on: ")
    return f"{head}{found}{checked}{rest[rest.index(','):]}" if found and "{key" in line else line


def test_the_release_step_runs_it_and_fails_with_it() -> None:
    run = subprocess.run(["make", "release-check"], cwd=ROOT, capture_output=True, text=True, timeout=120)
    waiting = to_check(datetime.now(UTC).date())
    assert bool(run.returncode) is bool(waiting), run.stderr
    assert all(contact.number in run.stdout for contact in waiting)


def test_whoever_makes_a_release_is_told_of_it() -> None:
    told = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8").partition("## A new release")[2].partition("\n## ")[0]
    assert "make release-check" in told and "contacts.yml" in told
    assert f"lists all {len(read_contacts())}" in told or "lists all" not in told
