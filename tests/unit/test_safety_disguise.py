"""However danger is typed or hidden, the first stage reads it: letters swapped, stretched, parted, marked or split over messages."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlu.safety import Screen
from nlu.safety.patterns import Patterns
from nlu.safety.spelling import LOOKALIKES
from nlu.safety.text import plain

PLAIN = (
    "i want to kill myself", "i want to die", "i am going to end my life", "i took an overdose", "i keep cutting myself", "i feel suicidal tonight",
    "my husband hits me", "he strangled me last night", "i am going to stab him", "he raped me",
)
GRAVE = {"kill", "die", "myself", "overdose", "cutting", "suicidal", "strangled", "stab", "raped", "hits"}
HIDDEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f\u061c\u180e"
MARKS = "\u0300\u0301\u0336\u0338\u0332"
TWINS = {letter: [odd for odd, read in LOOKALIKES.items() if read == letter] for letter in "abcdefghijklmnopqrstuvwxyz"}
DIGITS = {"i": "1!", "e": "3", "a": "4@", "s": "5$", "o": "0", "l": "1", "t": "7"}
ALPHABETS = (0x1D400, 0x1D434, 0x1D468, 0x1D5A0, 0x1D5D4, 0x1D670, 0xFF21)  # mathematical and full-width capitals; small letters follow 26 or 32 on

ALONE = Screen(Patterns.load(), None)


def hidden(word: str, rng: random.Random) -> str:
    """Marks without width between the letters."""
    return "".join(letter + rng.choice(("", rng.choice(HIDDEN))) for letter in word)


def marked(word: str, rng: random.Random) -> str:
    """Accents and strokes over the letters."""
    return "".join(letter + rng.choice(("", rng.choice(MARKS))) for letter in word)


def borrowed(word: str, rng: random.Random) -> str:
    """Letters of other alphabets that look alike."""
    return "".join(rng.choice([letter, *TWINS[letter]]) for letter in word)


def styled(word: str, rng: random.Random) -> str:
    """Bold, slanted, typewriter or full-width letters."""
    start = rng.choice(ALPHABETS)
    small = start + (32 if start == 0xFF21 else 26)
    letters = (chr(small + ord(letter) - ord("a")) for letter in word)
    return "".join(styled if styled.isprintable() and plain(styled) == letter else letter for styled, letter in zip(letters, word))


def stretched(word: str, rng: random.Random) -> str:
    """One letter held down."""
    at = rng.randrange(len(word))
    return word[:at] + word[at] * rng.randint(3, 8) + word[at + 1 :]


def digits(word: str, rng: random.Random) -> str:
    """One letter as a digit or a sign, in a grave word."""
    places = [at for at, letter in enumerate(word) if letter in DIGITS and at]
    if word not in GRAVE or not places:
        return word
    at = rng.choice(places)
    return word[:at] + rng.choice(DIGITS[word[at]]) + word[at + 1 :]


def parted(word: str, rng: random.Random) -> str:
    """A grave word spelt out."""
    return rng.choice((" ", ".", "-", "_", "*")).join(word) if word in GRAVE and len(word) > 3 else word


def loud(word: str, rng: random.Random) -> str:
    """Capitals at random."""
    return "".join(rng.choice((letter, letter.upper())) for letter in word)


DISGUISES = (hidden, marked, borrowed, styled, stretched, digits, parted, loud)


@pytest.mark.parametrize("disguise", DISGUISES, ids=lambda disguise: disguise.__name__)
@settings(max_examples=60, deadline=None)
@given(text=st.sampled_from(PLAIN), seed=st.integers(0, 10**6))
def test_a_disguise_hides_nothing(disguise, text: str, seed: int) -> None:
    rng = random.Random(seed)
    typed = " ".join(disguise(word, rng) for word in text.split())
    assert ALONE.check(typed) is not None, typed


@settings(max_examples=150, deadline=None)
@given(text=st.sampled_from(PLAIN), seed=st.integers(0, 10**6), between=st.sampled_from(["  ", "\n", "\t", "\u00a0", " \u200b", "\u2003", " ❤️ ", " 😭 "]))
def test_space_and_pictures_between_words_hide_nothing(text: str, seed: int, between: str) -> None:
    rng = random.Random(seed)
    typed = "".join(word + (between if rng.random() < 0.4 and between.strip() == "" else " ") for word in text.split()) + between
    assert ALONE.check(typed) is not None, typed


@settings(max_examples=150, deadline=None)
@given(text=st.sampled_from(PLAIN), cuts=st.sets(st.integers(1, 5), min_size=1, max_size=3))
def test_danger_split_over_messages_is_found_at_its_last(text: str, cuts: set[int]) -> None:
    words = text.split()
    places = [0, *sorted(cut for cut in cuts if cut < len(words)), len(words)]
    parts = [" ".join(words[start:end]) for start, end in zip(places, places[1:])]
    found = [ALONE.check(part, before=parts[:number]) for number, part in enumerate(parts)]
    assert any(found), parts


@settings(max_examples=200, deadline=None)
@given(text=st.sampled_from(["we had tea at the library", "my sister rings on sundays", "i go swimming with dave"]), disguise=st.sampled_from(DISGUISES), seed=st.integers(0, 10**6))
def test_ordinary_talk_in_disguise_is_ordinary(text: str, disguise, seed: int) -> None:
    rng = random.Random(seed)
    assert ALONE.check(" ".join(disguise(word, rng) for word in text.split())) is None
