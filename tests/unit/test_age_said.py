"""Who says that they are too young is heard however they say it, and nobody else is taken for it."""

import pytest

from bot.turns.age import answered_too_young, says_too_young


@pytest.mark.parametrize("text", [
    "im 14", "I’m only 13 years old.", "im fifteen", "im 14 tbh", "im 14 i live with my dad", "im nearly 16", "im not even 15", "im a 14 year old girl", "14 years old", "my age is 13",
    "i just turned 15", "im in year 9", "im underage", "i'm a minor", "i'll be 16 in march", "im under 16",
])
def test_too_young(text: str) -> None:
    assert says_too_young(text, 16)


@pytest.mark.parametrize("text", [
    "im 34 and i live alone", "my son is 14", "my 14 year old", "im 10 minutes away", "im 12 weeks pregnant", "im a 7", "im a 7 out of 10", "im in year 9 of recovery", "im in year 12",
    "i will be 14 stone next year", "im nearly 17 and a half", "im 15 stone", "im 16", "im nearly 40", "i turned 40", "im almost 12 months sober", "im not 10 out of 10", "im 6 foot", "im 5.5", "im 10% better",
    "im under 10 stone", "im 13 days sober", "im about 8 i think", "she talks to me like im 5", "explain it like i'm ten",
])
def test_nobody_else(text: str) -> None:
    assert not says_too_young(text, 16)


@pytest.mark.parametrize(("text", "young"), [
    ("14", True), ("im fourteen", True), ("under 16", True), ("younger", True), ("16", False), ("34.", False), ("under 18", None), ("3", None), ("no", None), ("ok", None), ("14 of us", None)])
def test_the_answer_to_how_old(text: str, young: bool | None) -> None:
    assert answered_too_young(text, 16) is young


def test_the_age_is_the_services() -> None:
    assert says_too_young("im 17", 18) and not says_too_young("im 17", 16) and answered_too_young("17", 18)
