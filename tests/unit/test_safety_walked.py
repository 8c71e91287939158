"""What a random walk through the bot had raised for nothing by the patterns alone; and what sounds much like it and is danger."""

import pytest

from nlu.safety.patterns import Patterns
from nlu.safety.text import plain

PATTERNS = Patterns.load()


@pytest.mark.parametrize("text", [
    "i owe my dad money and hes coming over on saturday", "owe my nan some money, shes coming over for tea", "i owe jo money for the tickets, shes coming over at six",
    "My ex is trying to get my sister to testify against me", "he keeps trying to get my mum to come round", "shes trying to get in touch with my brother", "my mate is trying to get my dad into bowls",
    "they are trying to get the council to fix it", "my ex is trying to get the kids at weekends"])
def test_harmless_words_raise_nothing(text: str) -> None:
    assert PATTERNS.find(plain(text)).hit is None


@pytest.mark.parametrize("text", [
    "i owe a dealer money and hes coming tonight", "i owe money and they said theyre coming for me", "owe them two grand and theyre coming after my legs", "i owe money to a loan shark hes coming round with a bat",
    "my ex is trying to get in", "hes trying to get into my flat", "someone is trying to get the door open", "he is trying to get my back door open", "theyre trying to get my window open", "hes trying to break my door"])
def test_danger_that_sounds_like_it_is_found(text: str) -> None:
    assert PATTERNS.find(plain(text)).hit is not None
