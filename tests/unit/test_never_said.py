"""No sentence of ours holds a diagnosis, medical advice, a claim to be human, a method or a promise: every one is looked through."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from nlu.safety import DangerKind, crisis_reply
from nlu.safety.contacts import NATIONS
from nlu.safety.words import help_lines, taken_back
from tests.never_said import NEVER, NEVER_OURS, never_said

ROOT = Path(__file__).resolve().parents[2]
KNOWN = yaml.safe_load((Path(__file__).parent / "never_said.yml").read_text(encoding="utf-8"))
WORDS = [path for folder in ("domain", "mapping/words", "mapping/sessions") for path in sorted((ROOT / folder).glob("*.yml"))]
PAGES = sorted((ROOT / "bot" / "web" / "templates").rglob("*.html"))


def _texts(words: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text in there, every variant and the title of every button too, by where it stands."""
    if isinstance(words, dict | list):
        for name, inner in words.items() if isinstance(words, dict) else enumerate(words):
            if name != "payload":
                yield from _texts(inner, f"{path}.{name}" if path else str(name))
    elif isinstance(words, str):
        yield path, words


def sentences() -> Iterator[tuple[str, str]]:
    """All that we may say, by file and name."""
    for path in WORDS:
        words = yaml.safe_load(path.read_text(encoding="utf-8"))
        for name, text in _texts(words.get("responses") or {} if path.parent.name == "domain" else words):
            yield f"{path.relative_to(ROOT)} {name.removesuffix('.0.text')}", text
    for path in PAGES:
        yield str(path.relative_to(ROOT)), re.sub(r"<[^>]*>|\{[{%#].*?[}%#]\}", " ", path.read_text(encoding="utf-8"), flags=re.DOTALL)


SENTENCES = dict(sentences())


def test_every_sentence_is_looked_through_and_what_may_stand_has_a_reason() -> None:
    met = {(where, what) for where, text in SENTENCES.items() for what in never_said(text, ours=True)}
    assert met == {(each["where"], each["what"]) for each in KNOWN["allowed"]}
    assert all(len(each["reason"].split()) > 8 for each in KNOWN["allowed"])


def test_none_is_left_out_of_the_looking() -> None:
    files = {where.split()[0] for where in SENTENCES}
    assert {str(path.relative_to(ROOT)) for path in WORDS if re.search(r"^\s+(?:- )?text:", path.read_text(encoding="utf-8"), re.MULTILINE)} <= files
    assert {"domain/safety.yml", "domain/ideas.yml", "domain/channel.yml", "mapping/words/en_GB_observations.yml", "mapping/words/export.yml", "mapping/sessions/measures.yml"} <= files
    assert "domain/people.yml utter_people_home.0.buttons.0.title" in SENTENCES and len(SENTENCES) > 900


@pytest.mark.parametrize("nation", NATIONS)
def test_nor_do_the_crisis_words_once_they_are_filled_in(nation: str) -> None:
    said = [part for kind in DangerKind for times in (0, 1, 2) for helpers in ((), ("your nan",), ("your nan", "Dev")) for part in crisis_reply(kind, nation=nation, times=times, helpers=helpers)]
    assert [(part, what) for part in {*said, help_lines(nation=nation), taken_back()} for what in never_said(part, ours=True)] == []


@pytest.mark.parametrize(("what", "text"), [(what, text) for what, texts in KNOWN["caught"].items() for text in texts])
def test_each_is_caught_in_whatever_words(what: str, text: str) -> None:
    for written in (text, text.lower(), text.replace("'", "’"), f"OK. {text} What next?"):
        assert what in list(never_said(written))


@pytest.mark.parametrize(("what", "text"), [(what, text) for what, texts in KNOWN["caught_in_ours"].items() for text in texts])
def test_our_own_sentences_name_no_illness_medicine_or_means(what: str, text: str) -> None:
    assert what in list(never_said(text, ours=True)) and what not in list(never_said(text))


@pytest.mark.parametrize("text", KNOWN["look_alike"])
def test_what_only_looks_like_it_is_let_by(text: str) -> None:
    assert list(never_said(text)) == []


def test_every_kind_has_its_examples() -> None:
    assert set(KNOWN["caught"]) == set(NEVER) and set(KNOWN["caught_in_ours"]) == set(NEVER_OURS)
