"""What a map says, as somebody else reads it: the same sentences, and nobody is "you" in them."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from mapping.comparison import compare
from mapping.describe import caption, describe_changes, describe_map, observe
from mapping.model import Impact, Item, Kind, Status, WellbeingMap
from mapping.words import FOLDER, _instead, read_words, told_of_them

YOU = re.compile(r"\b(you|your|yours|me|my|i)\b", re.I)
NEVER_TOLD = {("observations", "closing")}  # a question at the end, to the person alone


def _texts(words: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(words, dict):
        for name, each in words.items():
            yield from _texts(each, (*path, name))
    elif isinstance(words, str):
        yield path, words


def _item(id: str, kind: Kind, label: str, **more: Any) -> Item:
    return Item(id=id, kind=kind, label=label, sources=("m",), **more)


def test_each_has_the_blanks_of_the_words_it_stands_for() -> None:
    theirs = dict(_texts(read_words()))
    for path, text in _texts(yaml.safe_load((FOLDER / "of_them.yml").read_text(encoding="utf-8"))):
        assert set(re.findall(r"{\w+}", text)) == set(re.findall(r"{\w+}", theirs[path])), path


def test_no_sentence_of_a_map_or_of_changes_says_you() -> None:
    with told_of_them():
        words = read_words()
    said = [(path, text) for name in ("observations", "changes", "text", "views", "picture") for path, text in _texts(words[name], (name,)) if path not in NEVER_TOLD]
    assert len(said) > 150
    assert [path for path, text in said if YOU.search(text)] == []


def test_words_that_nothing_reads_are_refused() -> None:
    with pytest.raises(ValueError, match="nothing reads: tipo"):
        _instead({"a": {"b": "c"}}, {"a": {"tipo": "d"}})
    with pytest.raises(ValueError, match="nothing reads: a"):
        _instead({"a": {"one": "c", "many": "d"}}, {"a": "e"})


def test_a_map_and_what_changed_told_of_them_and_to_them() -> None:
    mum = _item("i1", Kind.PERSON, "mum", relation="mother", impact=Impact.HELPS, relation_words="my lovely mum")
    before = WellbeingMap(items=(mum,))
    after = WellbeingMap(items=(mum, _item("i2", Kind.PERSON, "Bev", relation="friend", impact=Impact.HELPS), _item(
        "i3", Kind.PLACE, "library", status=Status.PAST)))
    to_them = [each.text for each in observe(after)]
    assert any("You said that these help: your mum" in text for text in to_them)
    with told_of_them():
        of_them = [*[each.text for each in observe(after)], describe_changes(compare(before, after))]
    assert "Said to help: mum and Bev." in of_them and "New on the map:" in of_them[-1]
    assert [text for text in of_them if YOU.search(re.sub("“[^”]*”", "", text))] == []
    assert [each.text for each in observe(after)] == to_them, "it ends where it ends"


def test_the_same_as_at_the_other_time_which_need_not_be_the_last() -> None:
    mum = _item("i1", Kind.PERSON, "mum", relation="mother")
    before, after = WellbeingMap(items=(mum,)), WellbeingMap(items=(mum, _item("i2", Kind.PLACE, "library")))
    with told_of_them():
        told = [describe_changes(compare(before, each)) for each in (before, after)]
    assert told[0] == "The map is the same both times." and "The same both times: 1 person." in told[1]


def test_what_stands_in_quotes_does_not_follow_whom_it_was_told_to_first() -> None:
    """Words that could be taken for a fact are quoted, by the facts of the telling at hand."""
    odd = WellbeingMap(items=(_item("i1", Kind.PERSON, "Bev", relation="other", relation_words="you also say hello"),))
    to_them = describe_map(odd)
    with told_of_them():
        of_them = describe_map(odd)
    assert "“you also say hello”" in to_them and "you also say hello" in of_them
    assert describe_map(odd) == to_them


def test_a_caption_says_whose_nan_it_is() -> None:
    map = WellbeingMap(items=(_item("i1", Kind.PERSON, "my nan", relation="grandmother", impact=Impact.HELPS),))
    with told_of_them():
        told = caption(map)
    assert "their nan is said to help" in told and "your nan" in caption(map)


def test_two_earlier_sessions_are_compared_without_a_word_of_now() -> None:
    with told_of_them():
        words = read_words()["changes"]
    assert [path for path, text in _texts(words) if re.search(r"\bnow\b", text)] == []
