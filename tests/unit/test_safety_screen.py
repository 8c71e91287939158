"""The screen finds danger however it is typed, and leaves ordinary talk alone."""

import math
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlu.safety import DangerKind, Screen
from nlu.safety.classifier import ORDINARY, STRETCH, STRETCHES, Classifier, Judgement, gravest, stretches
from nlu.safety.examples import FIRST, NONE, TALK, Example, read_examples, talk_to_the_bot
from nlu.safety.kept import glance_path, lessons_path
from nlu.safety.patterns import Patterns
from nlu.safety.screen import SURELY_NONE
from nlu.safety.text import plain
from nlu.sentences.model import graph_path, made
from nlu.sentences.minilm import MINILM
from nlu.sentences.mpnet import MPNET
from tests.unit import safety_sentences as sentences


RECALL, FALSE_ALARMS, KIND, ASKED = 0.78, 0.14, 0.75, 0.015  # held, so that they get no worse; the figures themselves are in docs/safety.md


def share(screen: Screen, texts: list[str]) -> float:
    """The share of these messages that raise the screen."""
    return sum(screen.check(text) is not None for text in texts) / len(texts)


def test_finds_danger_in_sentences_written_after_it(screen: Screen) -> None:
    danger = [text for texts in sentences.DANGER.values() for text in texts] + sentences.MORE_DANGER
    missed = [text for text in danger if not screen.check(text)]
    assert len(missed) / len(danger) <= 0.03, missed


def test_leaves_hard_cases_alone(screen: Screen) -> None:
    hard = sentences.HARD + sentences.MORE_HARD
    raised = [text for text in hard if screen.check(text)]
    assert len(raised) / len(hard) <= 0.1, raised


def test_never_raised_by_ordinary_talk(screen: Screen) -> None:
    assert [text for text in sentences.ORDINARY if screen.check(text)] == []


FRESH = [
    (sentences.FRESH_DANGER, sentences.FRESH_ORDINARY, 0.86, 0.08),
    (sentences.TOLD_DANGER, sentences.TOLD_ORDINARY, 0.88, 0.17),
    (sentences.SEALED_DANGER, sentences.SEALED_ORDINARY, 0.84, 0.18),  # 15 of 116 where it was measured; each kind of processor teaches a little otherwise
    (sentences.SEALED_THREE_DANGER, sentences.SEALED_THREE_ORDINARY, 0.94, 0.13),  # 157 of 160 and 23 of 260 where it was measured
]


@pytest.mark.parametrize(("danger", "ordinary", "recall", "false_alarms"), FRESH)
def test_recall_and_false_alarms_on_sentences_written_last(screen: Screen, danger: dict, ordinary: dict, recall: float, false_alarms: float) -> None:
    assert share(screen, [text for texts in danger.values() for text in texts]) >= recall
    assert share(screen, [text for texts in ordinary.values() for text in texts]) <= false_alarms


@pytest.fixture(scope="module")
def held_out() -> list[Example]:
    """One in three of them; `python -m nlu.safety.measure` takes them all."""
    return [example for example in read_examples() if example.held_out and example.file not in FIRST][::3]


def test_recall_on_sentences_that_neither_stage_met(screen: Screen, held_out: list[Example]) -> None:
    danger = [example.text for example in held_out if example.kind != NONE]
    assert len(danger) > 250
    assert share(screen, danger) >= RECALL


def test_false_alarms_on_sentences_that_neither_stage_met(screen: Screen, held_out: list[Example]) -> None:
    ordinary = [example.text for example in held_out if example.kind == NONE]
    assert len(ordinary) > 200
    assert share(screen, ordinary) <= FALSE_ALARMS


def test_the_second_stage_finds_what_the_patterns_miss(screen: Screen, held_out: list[Example]) -> None:
    alone = Screen(Patterns.load(), None)
    danger = [example.text for example in held_out if example.kind != NONE]
    assert share(screen, danger) - share(alone, danger) > 0.3


def test_the_kind_is_right_where_danger_is_found(screen: Screen, held_out: list[Example]) -> None:
    found = [(example.kind, hit.kind) for example in held_out if example.kind != NONE and (hit := screen.check(example.text))]
    assert sum(said == meant for meant, said in found) / len(found) >= KIND


def test_what_is_promised_is_kept_wherever_it_was_taught(screen: Screen) -> None:
    promised = [example for example in read_examples() if example.promised]
    assert len(promised) > 190
    assert [example.text for example in promised if (screen.check(example.text) is None) is not (example.kind == NONE)] == []


def test_what_people_ask_of_the_bot_raises_next_to_nothing(screen: Screen) -> None:
    asked = [example.text for example in talk_to_the_bot() if example.held_out][::3]
    assert len(asked) > 500
    assert share(screen, asked) <= ASKED


def test_what_was_taught_are_the_present_sentences() -> None:
    assert lessons_path().exists() and glance_path().exists(), "sentences or spelling changed: run 'make setup'"


def test_what_the_small_model_finds_ordinary_is_let_by_and_else_both_count(screen: Screen) -> None:
    both = screen._classifier
    large = Classifier(None, both._large)
    quick = [text for text in sentences.ORDINARY if both.judge(plain(text)).danger < 1 / (1 + math.exp(-ORDINARY))]
    assert len(quick) > len(sentences.ORDINARY) / 2
    text = plain("i have put my affairs in order and i shall not be here for christmas")
    small, alone, found = gravest(MINILM, both._small, text)[0], large.judge(text).danger, both.judge(text).danger
    assert min(small, math.log(alone / (1 - alone))) <= math.log(found / (1 - found)) <= max(small, math.log(alone / (1 - alone)))


def test_where_the_small_model_fails_the_large_one_judges_all(screen: Screen, caplog: pytest.LogCaptureFixture) -> None:
    class Broken:
        classes = screen._classifier._small.classes

        def weigh(self, ids: list[int]) -> None:
            raise RuntimeError

    text = plain("when its over they will all be happier")
    assert Classifier(Broken(), screen._classifier._large).judge(text) == Classifier(None, screen._classifier._large).judge(text)
    assert "the large one judges alone" in caplog.text


def test_without_the_small_model_the_large_one_judges_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr("nlu.safety.kept.GLANCE", tmp_path)
    assert Screen.load().check("i have put my affairs in order and i shall not be here for christmas") is not None
    assert "the large one judges every message" in caplog.text


def test_nothing_learned_is_told_and_leaves_the_patterns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr("nlu.safety.kept.MODELS", tmp_path)
    assert Screen.load().check("i want to end my life") is not None
    assert "patterns alone keep watch" in caplog.text


@pytest.mark.parametrize("many", [0, 1, STRETCH, STRETCH + 1, 200, 3000])
def test_a_long_message_is_judged_in_stretches(many: int) -> None:
    parts = list(stretches(list(range(many))))
    assert 1 <= len(parts) <= STRETCHES and all(len(part) <= STRETCH for part in parts)
    assert many >= 300 or {piece for part in parts for piece in part} == set(range(many))
    assert not many or parts[0][0] == 0 and parts[-1][-1] == many - 1


def test_a_dropped_g_is_read_as_there() -> None:
    assert MPNET.pieces("i keep thinkin about drivin") == MPNET.pieces("i keep thinking about driving")
    assert MPNET.pieces("the cabin again in berlin") != MPNET.pieces("the cabing againg ing berling")


def test_no_sentence_means_two_things() -> None:
    meant: dict[str, set[str]] = {}
    for example in read_examples():
        meant.setdefault(plain(example.text), set()).add("danger" if example.kind != NONE else NONE)
    assert [text for text, both in meant.items() if len(both) > 1] == []


def test_no_sentence_of_the_measuring_sets_is_taught() -> None:
    taught = {plain(example.text) for example in read_examples() if not example.held_out}
    held = {plain(example.text) for example in read_examples() if example.held_out}
    sets = (getattr(sentences, f"{name}_{what}") for name in ("FRESH", "TOLD", "SEALED", "SEALED_TWO", "SEALED_THREE") for what in ("DANGER", "ORDINARY"))
    fresh = {plain(text) for each in sets for texts in each.values() for text in texts}
    both = fresh & taught
    assert len(fresh) > 1200 and len(both) <= 6 and all(len(text.split()) <= 5 for text in both), both  # "i want to die": two hands write the same few words
    assert len(held & taught) <= 3, held & taught
    assert all(not example.held_out for example in read_examples() if example.file == TALK)


@pytest.mark.parametrize("text", sentences.ODD_SPELLING)
def test_odd_spelling_hides_nothing(screen: Screen, text: str) -> None:
    assert screen.check(text) is not None


@pytest.mark.parametrize(("text", "kind"), sentences.KINDS)
def test_kind_decides_the_words(screen: Screen, text: str, kind: str) -> None:
    hit = screen.check(text)
    assert hit is not None and hit.kind is DangerKind(kind)


@pytest.mark.parametrize("text", ["help", "I need help", "i need some help please", "can you help me", "please help me with this", "can i get some help"])
def test_a_call_for_help_gets_the_help_it_asks_for(screen: Screen, text: str) -> None:
    assert screen.check(text) is None


@pytest.mark.parametrize("text", ["help me hes going to kill me", "i need help i want to die", "please help ive taken too many tablets"])
def test_a_call_for_help_that_says_why_is_danger(screen: Screen, text: str) -> None:
    assert screen.check(text) is not None


def test_danger_split_over_messages(screen: Screen) -> None:
    assert screen.check("die", before=["honestly", "i just want to"]) is not None
    assert screen.check("myself tonight", before=["going to kill"]) is not None
    assert screen.check("a cuppa", before=["i could murder"]) is None
    assert screen.check("the library", before=["i want to die"]) is None  # found when it came; not found twice


def test_evidence_names_a_rule_and_never_their_words(screen: Screen) -> None:
    hit = screen.check("zebrafish i want to kill myself zebrafish")
    assert hit is not None and "zebrafish" not in hit.evidence
    assert hit.evidence.startswith(("pattern:", "classifier"))


def test_patterns_keep_watch_without_a_classifier() -> None:
    alone = Screen(Patterns.load(), None)
    assert alone.check("i want to end my life") is not None
    assert alone.check("the library") is None


class Calm:
    """A classifier that finds everything surely ordinary."""

    def judge(self, text: str, *, by_both: bool = False) -> Judgement:
        return Judgement(0.0, DangerKind.ABUSE)


def test_a_pattern_of_everyday_words_is_not_enough_where_the_rest_is_surely_ordinary() -> None:
    calm, alone, knocked = Screen(Patterns.load(), Calm()), Screen(Patterns.load(), None), "mirtazapine knocks me out by nine"
    assert alone.check(knocked) is not None and calm.check(knocked) is None
    assert calm.check(knocked, before=["what a day"]) is None
    assert calm.check(f"{knocked} and i want to end my life") is not None, "plain words of danger stand, whatever the rest"
    assert calm.check("i live with my abusive father") is not None
    assert calm.check(f"{knocked} and {'then we went to the shops and back again ' * 20}") is not None, "nobody has read all of a long one"


@pytest.mark.parametrize("text", ["Mirtazapine knocks me out by nine, I miss the end of everything.", "he knocks me about when hes had a drink", "nan follows me on everything, comments wi kisses"])
def test_everyday_words_are_judged_by_both_models(screen: Screen, text: str) -> None:
    assert screen._patterns.find(plain(text)).everyday
    assert (screen.check(text) is None) == (screen._classifier.judge(plain(text), by_both=True).danger < SURELY_NONE)


def test_a_classifier_that_cannot_be_made_leaves_the_patterns(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise MemoryError

    monkeypatch.setattr("nlu.safety.train.made", broken)
    assert Screen.load().check("i want to end my life") is not None


def test_a_damaged_graph_is_made_again_and_old_ones_go(screen: Screen, tmp_path: Path) -> None:
    lessons = Path(shutil.copy(lessons_path(), tmp_path))
    (tmp_path / "screen-old.onnx").write_bytes(b"old")
    graph_path(MPNET, lessons).write_bytes(b"no graph")
    text = plain("i have put my affairs in order and i shall not be here for christmas")
    assert Classifier(None, made(MPNET, lessons)).judge(text) == Classifier(None, screen._classifier._large).judge(text)
    assert {path for path in tmp_path.iterdir()} == {lessons, graph_path(MPNET, lessons)}


def test_a_fault_in_the_screen_still_leaves_the_patterns(screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(text: str) -> str:
        raise RecursionError

    monkeypatch.setattr("nlu.safety.screen.plain", broken)
    assert screen.check("I want to kill myself") is not None
    assert screen.check("the library") is None


def test_same_message_same_answer(screen: Screen) -> None:
    texts = [text for texts in sentences.DANGER.values() for text in texts] + sentences.HARD
    again = Screen.load()
    assert [screen.check(text) for text in texts] == [again.check(text) for text in texts]


@settings(max_examples=300, deadline=None)
@given(text=st.text(max_size=400))
def test_never_raises(screen: Screen, text: str) -> None:
    screen._check(text, (text,))  # the inner call: `check` itself would hide a fault


ODD = ["", " ", "\0", "\ud800", "🫖" * 2000, "a" * 50_000, "مرحبا كيف حالك", "*" * 4096, "k " * 2048, "...!!!"]


@pytest.mark.parametrize("text", ODD)
def test_odd_input_is_no_danger_and_no_fault(screen: Screen, text: str, caplog: pytest.LogCaptureFixture) -> None:
    assert screen.check(text) is None
    assert "failed" not in caplog.text


def test_danger_at_the_end_of_a_long_message_is_found(screen: Screen) -> None:
    assert screen.check("we went to the shops and had tea. " * 110 + "i want to kill myself") is not None
