"""Each process is told what it needs and no more: the bot alone has Telegram's token, Rasa has no key and no database of ours."""

from pathlib import Path

import pytest

from bot.cli.run import child_environment, commands_of, own, told
from bot.settings import SettingWrong, read_settings

SECRETS = {"SELFMAP_MASTER_KEY": "1:k", "SELFMAP_MASTER_KEY_FILE": "/k", "SELFMAP_KEYS_URL": "sqlite:////k", "SELFMAP_DATABASE_URL": "sqlite:////d",
           "SELFMAP_SMTP_PASSWORD": "p", "TELEGRAM_BOT_TOKEN": "123456:token", "TELEGRAM_API_URL": "http://127.0.0.1:1"}


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    monkeypatch.setenv("SELFMAP_HOME", str(tmp_path))
    for name, value in SECRETS.items():
        monkeypatch.setenv(name, value)
    return child_environment(read_settings(), tmp_path / "model.tar.gz")


@pytest.mark.parametrize("name", ["rasa", "rasa2"])
def test_rasa_has_no_secret_but_the_shared_key(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("SELFMAP_RASA_URL", "http://127.0.0.1:5005,http://127.0.0.1:5006")
    rasa = own(name, read_settings(), told(name, environment))
    ours = {name for name in rasa if name.startswith(("SELFMAP_", "TELEGRAM_"))}
    assert ours == {"SELFMAP_SERVICE_KEY", "SELFMAP_ACTIONS_URL", "SELFMAP_MODEL", "SELFMAP_RASA_PORT", "SELFMAP_TRACKER_URL"}
    assert "PATH" in rasa


def test_the_bot_alone_has_the_token(environment: dict[str, str]) -> None:
    assert told("bot", environment)["TELEGRAM_BOT_TOKEN"] == SECRETS["TELEGRAM_BOT_TOKEN"]
    for process in ("rasa", "actions", "web"):
        assert "TELEGRAM_BOT_TOKEN" not in told(process, environment)
    assert told("actions", environment)["SELFMAP_MASTER_KEY"] == SECRETS["SELFMAP_MASTER_KEY"]


def test_the_shared_key_is_made_at_the_first_start_and_is_random(tmp_path: Path) -> None:
    keys = {read_settings({"SELFMAP_HOME": str(tmp_path / name)}).service_key for name in "ab"}
    assert len(keys) == 2 and all(len(key) >= 40 for key in keys)
    assert (tmp_path / "a" / "service.key").stat().st_mode & 0o077 == 0


def test_one_process_for_each_address_of_this_machine(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SELFMAP_RASA_URL", "http://127.0.0.1:5005, http://127.0.0.1:5006,http://other:5005")
    monkeypatch.setenv("SELFMAP_ACTIONS_URL", "http://127.0.0.1:5055,http://127.0.0.1:5056")
    monkeypatch.setenv("SELFMAP_METRICS_ADDRESS", "127.0.0.1:9400")
    settings = read_settings()
    commands = commands_of(settings)
    assert set(commands) == {"rasa", "rasa2", "actions", "actions2", "bot", "web"} and commands["rasa2"] == commands["rasa"]
    whole = {**environment, "SELFMAP_METRICS_ADDRESS": "127.0.0.1:9400"}
    each = {name: own(name, settings, told(name, whole)) for name in commands}
    assert [each[name]["SELFMAP_RASA_PORT"] for name in ("rasa", "rasa2")] == ["5005", "5006"]
    assert [each[name]["SELFMAP_ACTIONS_URL"][-4:] for name in ("rasa", "rasa2", "actions", "actions2")] == ["5055", "5056"] * 2
    assert "SELFMAP_METRICS_ADDRESS" in each["actions"] and "SELFMAP_METRICS_ADDRESS" not in each["actions2"], "one port for one of each"


@pytest.mark.parametrize("given", ["http://a,nonsense", ",", "ftp://a"])
def test_a_list_that_is_wrong_is_said(tmp_path: Path, given: str) -> None:
    with pytest.raises(SettingWrong, match="SELFMAP_RASA_URL"):
        read_settings({"SELFMAP_HOME": str(tmp_path), "SELFMAP_RASA_URL": given})
