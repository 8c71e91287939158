"""What `selfmap run` says when all is ready: where the chat is, and where peer support workers sign in."""

from pathlib import Path

import pytest

from bot.cli.run import where_it_is
from bot.settings import SettingWrong, read_settings


@pytest.mark.parametrize("url, told", [("", "http://127.0.0.1:8099/console"), ("https://console.example.org", "https://console.example.org/console")])
def test_both_addresses_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str, told: str) -> None:
    monkeypatch.setenv("SELFMAP_CONSOLE_URL", url)
    said = where_it_is(read_settings({"SELFMAP_HOME": str(tmp_path), "SELFMAP_WEB_ADDRESS": "127.0.0.1:8099"}))
    assert said == f"Selfmap is ready. Chat here: http://127.0.0.1:8099/chat\nPeer support workers sign in here: {told}"


def test_a_wrong_address_of_the_console_is_told_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SELFMAP_CONSOLE_URL", "console.example.org")
    with pytest.raises(SettingWrong, match="SELFMAP_CONSOLE_URL"):
        where_it_is(read_settings({"SELFMAP_HOME": str(tmp_path)}))
