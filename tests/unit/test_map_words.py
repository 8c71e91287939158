"""The words of pictures and texts: plain, short, kind, British, and all of them used."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import textstat

from mapping.words import read_words

FOR_WORKERS = ("shape", "figures")  # read by peer support workers, who want the terms
ROOT = Path(__file__).resolve().parents[2]


def _texts(words: object, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(words, dict):
        for name, inner in words.items():
            yield from _texts(inner, f"{path}.{name}" if path else str(name))
    elif isinstance(words, str):
        yield path, words


TEXTS = dict(_texts(read_words()))
FOR_PEOPLE = {path: re.sub(r"\{\w+\}", "it", text) for path, text in TEXTS.items() if path.split(".")[0] not in FOR_WORKERS}


@pytest.mark.parametrize("path", sorted(path for path, text in FOR_PEOPLE.items() if len(text.split()) > 6))
def test_a_child_of_ten_can_read_it(path: str) -> None:
    assert textstat.textstat.flesch_kincaid_grade(FOR_PEOPLE[path]) <= 5.0, FOR_PEOPLE[path]


@pytest.mark.parametrize("path", sorted(TEXTS))
def test_plain_british_and_no_judgement(path: str) -> None:
    text = TEXTS[path]
    assert not re.search(r"\b(color|favorite|center|organize|gotten|mom|SMS)\b", text, re.I)
    assert not re.search(r"\b(better|worse|well done|great|normal|average|healthy|should|must|score|risk|patient|mentally ill)\b", text, re.I)
    assert not re.search(r"[\U0001F300-\U0001FAFF\u2600-\u27BF’‘]", text)
    assert text.count("?") <= 1 and len(text) <= 420


def test_two_files_never_have_words_of_one_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import mapping.words

    (tmp_path / "en_GB.yml").write_text("text: {a: b}\n")
    (tmp_path / "en_GB_more.yml").write_text("text: {c: d}\n")
    monkeypatch.setattr(mapping.words, "FOLDER", tmp_path)
    with pytest.raises(ValueError, match="en_GB_more.yml has words that another file has too: text"):
        mapping.words._read.__wrapped__("en_GB")
