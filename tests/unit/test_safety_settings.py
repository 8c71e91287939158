"""A service says once where it is and when its workers look; a slip is told in a sentence and never guessed at."""

from pathlib import Path

import pytest

from bot.settings import SettingWrong, read_settings


def read(tmp_path: Path, **given: str):
    return read_settings({"SELFMAP_HOME": str(tmp_path), **given})


def test_england_and_nobody_promised_unless_set(tmp_path: Path) -> None:
    settings = read(tmp_path)
    assert settings.nation == "england" and settings.worker_hours is None


def test_both_can_be_set(tmp_path: Path) -> None:
    settings = read(tmp_path, SELFMAP_NATION="Northern Ireland", SELFMAP_WORKER_HOURS="mon-fri 09:00-17:00")
    assert settings.nation == "northern_ireland" and settings.worker_hours


@pytest.mark.parametrize("given", [{"SELFMAP_NATION": "britain"}, {"SELFMAP_WORKER_HOURS": "weekdays"}])
def test_a_slip_is_told(tmp_path: Path, given: dict[str, str]) -> None:
    with pytest.raises(SettingWrong, match=next(iter(given))):
        read(tmp_path, **given)
