"""Suggestions are tuned in a file that anyone can read: by service, and by session; a mistake in it says how to mend it."""

from dataclasses import replace
from pathlib import Path

import pytest

from actions.ideas import ideas_for
from mapping.errors import TuningUnreadable
from mapping.model import Frequency, Impact, Item, Kind, WellbeingMap, Wish
from mapping.suggestions import SuggestionKind, Tuning, read_tuning, suggest
from mapping.suggestions.tuning import SHIPPED, WAYS, shipped

LIFE = WellbeingMap(
    (Item("d", Kind.PERSON, "Dev", impact=Impact.HELPS, frequency=Frequency.MONTHLY), Item("l", Kind.PLACE, "library", impact=Impact.HELPS),
     Item("c", Kind.ACTIVITY, "chess")), wishes=(Wish("w", "a quiet week"),))


def _read(folder: Path, text: str) -> Tuning:
    (folder / "ours.yml").write_text(text, encoding="utf-8")
    return read_tuning(folder / "ours.yml")


def _first(tuning: Tuning, **said: object) -> SuggestionKind:
    return suggest(LIFE, tuning=tuning, **said)[0].kind  # type: ignore[arg-type]


def test_what_ships_knows_every_way() -> None:
    assert shipped().ways == WAYS and shipped().count == 3 and not shipped().never
    assert all(way in WAYS for ways in shipped().sessions.values() for way in ways)


def test_a_service_changes_the_order_the_number_and_what_never_comes_up(tmp_path: Path) -> None:
    ours = _read(tmp_path, "count: 1\nways: [together, wishes]\nnever: [Chess]\n")
    assert len(suggest(LIFE, tuning=ours)) == 1 and _first(ours) is SuggestionKind.TOGETHER_AT
    assert all("c" not in idea.items for idea in suggest(LIFE, tuning=ours, count=5))
    assert ours.sessions == shipped().sessions, "what it leaves out is as shipped"


def test_words_that_never_come_up_may_be_several(tmp_path: Path) -> None:
    ours = _read(tmp_path, "never: [working men's club]\n")
    club = WellbeingMap((Item("p", Kind.PLACE, "the working mens club", impact=Impact.HELPS),), wishes=(Wish("w", "go to the Working Men's Club"),))
    assert suggest(club) and suggest(club, tuning=ours) == ()


def test_a_surname_is_no_habit() -> None:
    assert suggest(WellbeingMap((Item("p", Kind.PERSON, "Sam Ward", impact=Impact.HELPS),)))


def test_switching_everything_off_gives_nothing(tmp_path: Path) -> None:
    assert suggest(LIFE, tuning=_read(tmp_path, "ways: []")) == ()


def test_what_selfmap_never_takes_up_cant_be_switched_on(tmp_path: Path) -> None:
    pub = WellbeingMap((Item("p", Kind.PLACE, "pub", impact=Impact.HELPS),))
    assert suggest(pub, tuning=_read(tmp_path, "never: []")) == ()


def test_each_session_has_its_own_first_ways() -> None:
    tuning = Tuning(sessions={1: ("build on",), 4: ("together",)})
    assert tuning.order(None) == WAYS
    assert [tuning.order(session)[0] for session in (1, 3, 4, 9)] == ["build on", "build on", "together", "together"]
    assert set(tuning.order(4)) == set(WAYS)
    assert _first(tuning) is SuggestionKind.WISH_STEP and _first(tuning, session=2) is SuggestionKind.BUILD_ON_HELPING


def test_where_nobody_works_in_sessions_the_shipped_order_stands() -> None:
    assert shipped().order(None) == shipped().order(1) == shipped().order(2) == WAYS
    assert shipped().order(4)[:2] == ("barriers", "wishes")


def test_the_session_of_the_map_is_the_one_that_counts_in_the_talk() -> None:
    told = [ideas_for(replace(LIFE, session=session))[0].kind for session in (1, 3)]
    assert told == [SuggestionKind.WISH_STEP, SuggestionKind.BUILD_ON_HELPING]


def test_an_empty_file_is_as_shipped(tmp_path: Path) -> None:
    assert _read(tmp_path, "") == shipped() == read_tuning(SHIPPED)


@pytest.mark.parametrize(("text", "why"), [
    ("count: 9", "from 1 to 5"), ("count: many", "from 1 to 5"), ("count: true", "from 1 to 5"), ("ways: wishes", "a dash before it"),
    ("ways: [wishs]", "'wishs'. It must be one of: wishes"), ("sessions: [1]", "whole numbers"), ("sessions: {1: [walk]}", "session 1 has 'walk'"),
    ("never: pub", "list of words"), ("colour: red", "'colour'"), ("- a", "must have only these"), ("ways: [", "near line"),
])
def test_a_mistake_says_how_to_mend_it(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(TuningUnreadable) as told:
        _read(tmp_path, text)
    assert why in str(told.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(TuningUnreadable, match="gone.yml can't be read"):
        read_tuning(tmp_path / "gone.yml")
