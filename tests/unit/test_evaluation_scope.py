"""The figures about intents and scope, on rows small enough to count by hand; and the held-out texts themselves."""

import sys
from collections import Counter
from random import Random

import pytest

from nlu.evaluation.scope import (
    folded, gist, held_out, network_kept, predictions, report, scored, strangers_recognised, turned_away)

ROWS = [("stop", "a", "stop"), ("stop", "b", "goodbye"), ("goodbye", "c", "goodbye"), ("goodbye", "d", "nlu_fallback")]


def test_precision_recall_and_f1_of_each_intent() -> None:
    found = scored(ROWS)
    stop, goodbye = found.by_intent["stop"], found.by_intent["goodbye"]
    assert (stop.precision, stop.recall, stop.count) == (1.0, 0.5, 2)
    assert (goodbye.precision, goodbye.recall) == (0.5, 0.5)
    assert found.macro_f1 == pytest.approx((2 / 3 + 1 / 2) / 2)


def test_what_was_taken_for_what_is_counted() -> None:
    assert set(scored(ROWS).confusions) == {("stop", "goodbye", 1), ("goodbye", "nlu_fallback", 1)}


def test_nothing_at_all_scores_nothing() -> None:
    assert scored([]).macro_f1 == turned_away([]) == strangers_recognised([]) == network_kept([]) == 0.0


def test_both_ways_of_turning_away_count_and_only_for_their_own_rows() -> None:
    rows = [("out_of_scope", "a", "nlu_fallback"), ("out_of_scope", "b", "out_of_scope"), ("out_of_scope", "c", "greet"),
            ("network", "d", "greet"), ("network", "e", "nlu_fallback")]
    assert strangers_recognised(rows) == pytest.approx(2 / 3)
    assert network_kept(rows) == 0.5


def test_a_text_is_the_same_whatever_its_case_and_punctuation() -> None:
    assert folded("  It's  WORK, isn't it?") == folded("its work isnt it")
    assert folded("...") == "..."


def test_small_change_does_not_make_a_long_text_another_one() -> None:
    assert gist("Please take the gym off now") == gist("take gym off")
    assert gist("bye mate") != gist("bye")


def test_predictions_keep_their_order() -> None:
    program = ("import sys, json\nfor line in reversed(sys.stdin.readlines()):\n"
               "    row = json.loads(line)\n    print(json.dumps({'id': row['id'], 'intent': row['text'].upper()}))")
    assert predictions([("x", "a"), ("y", "b")], (sys.executable, "-c", program)) == [("x", "a", "A"), ("y", "b", "B")]


def test_a_failing_reader_is_said() -> None:
    with pytest.raises(RuntimeError, match="no model"):
        predictions([("x", "a")], (sys.executable, "-c", "raise SystemExit('no model')"))


def test_the_report_names_what_is_weak() -> None:
    assert "stop taken for goodbye: 1" in report(ROWS) and "macro-F1 0.583" in report(ROWS)


def test_there_are_enough_held_out_texts() -> None:
    assert min(Counter(intent for intent, _ in held_out("intents")).values()) >= 30
    assert min(Counter(intent for intent, _ in held_out("intents", last=True)).values()) >= 10
    for which in ("out_of_scope", "network"):
        assert len(held_out(which)) >= 250 and len(held_out(which, last=True)) >= 60


NONSENSE = ("asdkjh", "....", "?!?", "lol lol", "😂😂😂", "🙈", "👍👍👍", "delelele", "goalllll", "resresres", "dddd", "x", "wipwip", "0000", "qwe rty",
            "mmmm hmmm", "blah blah", "hahaha", "zzz", "no no no no", "ok ok", "la la la", "ffs", "aaargh", "rm rm", "del", "e", "🏳️‍🌈🎉", "hjkl;", "lol ok")


@pytest.mark.system
def test_nonsense_never_takes_anything_away() -> None:
    """Whatever the model is sure of: what is no sentence may not lead to erasing, starting over or dropping a goal."""
    keys = Random(7)
    mashed = tuple("".join(keys.choices("asdfghjklqwertyuiopzxcvbnm ", k=keys.randint(2, 18))).strip() or "k" for _ in range(120))
    taken = predictions([("", text) for text in (*NONSENSE, *mashed)])
    assert [row for row in taken if row[2] in {"delete_my_data", "start_over", "drop_goal"}] == []
