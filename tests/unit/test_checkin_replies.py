"""How replies to "how did it go" are read: exactly where the issue names them, and by a share on texts kept back."""

from collections import Counter

import pytest

from nlu.checkins.reply import Reply, Went, read_rating, read_reply
from nlu.checkins.texts import replies
from nlu.evaluation.scope import gist


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
    learned = {gist(text) for _, text in replies("learn")}
    assert [text for _, text in replies("held_out") if gist(text) in learned and any(c.isalnum() for c in text)] == []
    assert [text for text, times in Counter(text.lower() for part in ("learn", "held_out") for _, text in replies(part)).items() if times > 1] == []


def told(text: str) -> str:
    found = read_reply(text)
    return "barrier" if found.barrier and found.went is Went.NOT_YET else str(found.went)


def test_replies_kept_back_are_read_right_by_a_share() -> None:
    """Measured: 0.89 of 140, by the same hand as the examples. Lower is a change for the worse."""
    rows = [(says, told(text)) for says, text in replies("held_out")]
    assert sum(says == found for says, found in rows) / len(rows) >= 0.86
    wrongly_done = [says for says, found in rows if found == "done" and says in ("not_yet", "barrier", "changed_mind")]
    assert len(wrongly_done) <= 2  # the worst mistake: to be glad of what did not happen
