"""The parts of a turn that need no process: what was typed, what Rasa said, pace, words, logs."""

import asyncio
import logging
import sys

import pytest
import textstat
import yaml
from hypothesis import given
from hypothesis import strategies as some

from bot.telegram.pace import Allowance, Pace
from bot.telegram.redaction import RedactingFormatter
from bot.turns.replies import LONGEST_CAPTION, LONGEST_TEXT, RepliesUnreadable, Reply, cut, read_answer, size
from bot.turns.typed import COMMANDS, read_typed
from bot.turns.words import ALONE, WHERE, ChannelWords

ODD = some.text(some.sampled_from("/\uff0f\u2044 \u200b\u202e\x00\x1f\ud800ab\n{}\ufeff"), max_size=12)


@given(some.one_of(some.text(max_size=30), ODD))
def test_plain_words_never_start_with_a_slash(text: str) -> None:
    typed = read_typed(text)
    assert "\x00" not in typed.text
    typed.text.encode()
    if typed.kind == "command":
        assert typed.payload in COMMANDS.values()
    else:
        assert typed.payload is None
        assert not typed.text.strip("\u200b\u202e\ufeff ").startswith(("/", "\uff0f"))


@pytest.mark.parametrize("text", ["", "   ", "\x00", "///", "\u200b /"])
def test_no_words_is_said_so(text: str) -> None:
    assert read_typed(text).kind == "empty"


def test_too_long_is_kept_whole_and_told() -> None:
    assert read_typed("a" * 4096).kind == "text"
    assert read_typed("a" * 4097).kind == "too_long"
    assert len(read_typed("a" * 4097).text) == 4097


@given(some.text(some.sampled_from("ab 😀\n"), max_size=9000), some.booleans())
def test_every_piece_fits_and_no_word_is_lost(text: str, picture: bool) -> None:
    pieces = cut(Reply(text.strip(), (("Yes", "/affirm"),), "pic" if picture else None))
    for piece in pieces:
        assert size(piece.text) <= (LONGEST_CAPTION if piece.picture_id else LONGEST_TEXT)
        assert piece.text or piece.picture_id
    assert "".join("".join(piece.text.split()) for piece in pieces) == "".join(text.split())
    assert sum(bool(piece.picture_id) for piece in pieces) == picture
    assert [bool(piece.buttons) for piece in pieces] == [False] * (len(pieces) - 1) + [True] * bool(pieces)


@pytest.mark.parametrize("body", [
    None, {}, {"replies": None}, {"replies": []}, {"replies": ["x"]}, {"replies": [{"text": " "}]},
])
def test_silence_is_a_fault(body: object) -> None:
    with pytest.raises(RepliesUnreadable):
        read_answer(body, choose="Pick one.")


def test_an_answer_is_read_whole() -> None:
    answer = read_answer({"replies": [
        {"buttons": [{"title": "Yes", "payload": "/affirm"}], "custom": {"asked": "open", "about": "Ann"}},
        {"custom": {"forget": True}},
    ]}, choose="Pick one.")
    assert answer.forget
    assert answer.replies == (Reply("Pick one.", (("Yes", "/affirm"),), None, "open", "Ann"),)


def test_thirty_a_second_over_all_and_one_a_second_to_a_person_in_the_long_run() -> None:
    """By the arithmetic, on a clock that stands still: the so many-th may go after so many seconds."""
    pace = Pace()
    everybody = Allowance(2, pace._all_per_second, 2, 0.0)
    waits = [everybody.take(0.0) for _ in range(302)]
    assert waits[:2] == [0.0, 0.0] and waits[-1] == pytest.approx(10.0), "three hundred in ten seconds after the first two"
    most, per_second = pace._chat
    person = Allowance(most, per_second, most, 0.0)
    waits = [person.take(0.0) for _ in range(65)]
    assert waits[:5] == [0.0] * 5 and waits[-1] == pytest.approx(60.0), "sixty in a minute after a burst of five"


def test_pace_lets_a_burst_go_and_then_spaces_it_out() -> None:
    async def times() -> list[float]:
        pace, loop = Pace(chat_burst=3, chat_per_second=20.0, all_per_second=1000.0), asyncio.get_running_loop()
        start, passed = loop.time(), []
        for _ in range(7):
            await pace.turn("chat")
            passed.append(loop.time() - start)
        return passed

    passed = asyncio.run(times())
    assert passed[6] >= 4 / 20.0 - 0.01


def test_the_token_is_blotted_out_of_errors() -> None:
    token = "123456:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
    try:
        raise OSError(f"https://api.telegram.org/bot{token}/getMe")
    except OSError:
        record = logging.LogRecord("x", logging.ERROR, "", 0, "lost %s", (token,), sys.exc_info())
    for formatter in (RedactingFormatter(token), RedactingFormatter(None)):
        assert token not in formatter.format(record)
        record.exc_text = None


def test_channel_words_are_there_and_plain() -> None:
    words = ChannelWords.load()
    assert {words[kind] for kind in ALONE}
    assert set(words.commands()) <= set(COMMANDS)
    for name, variants in yaml.safe_load(WHERE.read_text(encoding="utf-8"))["responses"].items():
        text = variants[0]["text"]
        assert len(text) <= 320, name
        assert text.count("?") <= 1, name
        assert textstat.flesch_kincaid_grade(text) <= 5, name


def test_short_replies_are_joined_and_questions_with_buttons_keep_them() -> None:
    from bot.turns.replies import read_answer

    given = {"replies": [
        {"text": "I've added your mum."}, {"text": "Who else?", "buttons": [{"title": "No one", "payload": "/skip"}]},
        {"text": "a" * 200}, {"text": "b" * 200}, {"text": "c", "custom": {"picture": "p1"}}]}
    replies = read_answer(given, choose="Pick").replies
    assert [reply.text for reply in replies] == ["I've added your mum.\n\nWho else?", "a" * 200, "b" * 200, "c"]
    assert replies[0].buttons == (("No one", "/skip"),) and replies[3].picture_id == "p1"
