"""How replies to "how did it go" are read: exactly where the issue names them, and by a share on texts kept back."""

import json
from collections import Counter
from pathlib import Path

import pytest

from nlu.checkins.reply import Reply, Went, read_rating, read_reply
from nlu.checkins.learned.lessons import REPLY, WANT, kept_back, read_examples
from nlu.evaluation.scope import folded, gist
from tests.integration.goal_wordings import wordings


@pytest.mark.parametrize(("text", "went", "barrier"), [
    ("yeah went twice", Went.DONE, None), ("nah", Went.NOT_YET, None), ("didnt feel up to it", Went.NOT_YET, None),
    ("bus was cancelled again", Went.NOT_YET, "bus was cancelled again"), ("Dev's moved to Leeds", Went.NOT_YET, "Dev's moved to Leeds"),
    ("going really well!!", Went.DONE, None), ("no, because of the rain", Went.NOT_YET, "the rain"), ("nah the bus was late", Went.NOT_YET, "the bus was late"),
    ("it was raining but I went anyway", Went.DONE, None), ("I've changed my mind about it", Went.CHANGED_MIND, None),
    ("went once but only for a bit", Went.PARTLY, None), ("👍", Went.DONE, None), ("???", Went.OTHER, None), ("what goal", Went.OTHER, None),
])
def test_the_plain_cases(text: str, went: Went, barrier: str | None) -> None:
    found = read_reply(text)
    assert (found.went, found.barrier) == (went, barrier)


@pytest.mark.parametrize(("text", "rating"), [
    ("7", 7), ("7/10", 7), ("about a 6", 6), ("seven", 7), ("i'd say 4 out of 10", 4), ("0", 0), ("10", 10), ("11", None), ("7 times", None),
    ("at 7", None), ("3 of us went", None), ("100", None), ("it's still a 2", 2)])
def test_a_number_alone_is_a_rating(text: str, rating: int | None) -> None:
    assert read_rating(text) == rating
    assert read_reply(text).rating == rating


def test_a_rating_is_no_other_answer() -> None:
    assert read_reply("6") == Reply(Went.OTHER, rating=6)


def test_what_is_kept_back_is_not_learned_from() -> None:
    learned = {gist(one.text) for one in read_examples() if one.kind == REPLY}
    assert [one.text for one in kept_back() if gist(one.text) in learned and any(c.isalnum() for c in one.text)] == []


@pytest.mark.parametrize("kind", [REPLY, WANT])
def test_no_example_stands_twice(kind: str) -> None:
    assert [text for text, times in Counter(folded(one.text) for one in read_examples() if one.kind == kind).items() if times > 1] == []


def test_the_texts_we_develop_against_are_not_taught() -> None:
    """Where the shared folder is at hand, none of its texts may be among the examples; nor may the wordings that are measured."""
    dev = Path(__file__).resolve().parents[3] / "shared" / "data" / "dev"
    theirs = {folded(str(turn.get("text", ""))) for path in dev.glob("*.jsonl") for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()) for turn in (row.get("turns") or [row])}
    measured = {folded(text) for name in ("eighth", "ninth", "tenth", "eleventh") for lines in wordings(name).values() for _, text, _ in lines}
    examples = {folded(one.text) for one in read_examples() if len(one.text.split()) > 2}
    assert len(examples) > 5000 and not examples & (theirs | measured)


def told(text: str) -> str:
    found = read_reply(text)
    return "barrier" if found.barrier and found.went is Went.NOT_YET else str(found.went)


def test_replies_kept_back_are_read_right_by_a_share() -> None:
    """Measured: 0.89 of 140, by the same hand as the examples. Lower is a change for the worse."""
    rows = [(one.sort, told(one.text)) for one in kept_back()]
    assert sum(says == found for says, found in rows) / len(rows) >= 0.86
    wrongly_done = [says for says, found in rows if found == "done" and says in ("not_yet", "barrier", "changed_mind")]
    assert len(wrongly_done) <= 2  # the worst mistake: to be glad of what did not happen
