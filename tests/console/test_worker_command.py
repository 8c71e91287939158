"""`selfmap worker`: add, list, invite again, disable, enable, each told in a sentence and written down."""

from pathlib import Path

import pytest

from bot.cli import main


@pytest.fixture
def run(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> object:
    """Runs one command on an empty home. Returns its exit code and what it printed."""
    monkeypatch.setenv("SELFMAP_HOME", str(home))
    monkeypatch.delenv("SELFMAP_DATABASE_URL", raising=False)

    def call(*words: str) -> tuple[int, str]:
        code = main(["worker", *words])
        printed = capsys.readouterr()
        return code, printed.out + printed.err

    return call


def test_a_worker_from_beginning_to_end(run: object) -> None:
    assert "Nobody yet" in run("list")[1]
    code, said = run("add", "Sam@Example.org", "--name", "Sam Poe", "--role", "lead")
    assert code == 0 and "/console/join/" in said and "within 3 days" in said
    assert run("list")[1] == "sam@example.org\tSam Poe\tTeam lead\tinvited\n"
    assert "/console/join/" in run("invite", "sam@example.org")[1]
    assert "signed out everywhere" in run("disable", "sam@example.org")[1]
    assert run("list")[1].endswith("disabled\n")
    assert "enabled" in run("enable", "sam@example.org")[1]
    assert main(["audit", "verify"]) == 0


@pytest.mark.parametrize(("words", "said"), [
    (("add", "no address", "--name", "Sam"), "is not an email address"),
    (("add", "sam@example.org", "--name", " "), "Give a name"),
    (("disable", "nobody@example.org"), "There is no account"),
])
def test_what_can_not_be_done_is_said_in_a_sentence(run: object, words: tuple[str, ...], said: str) -> None:
    code, told = run(*words)
    assert code == 1 and said in told and "Traceback" not in told


def test_the_same_address_twice_is_refused(run: object) -> None:
    run("add", "sam@example.org", "--name", "Sam")
    assert run("add", "SAM@example.org", "--name", "Other")[1].startswith("selfmap worker: There is an account")
