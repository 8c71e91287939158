"""Somebody who died, left or fell out with the person is spoken of with care, and never asked about as if they were there."""

import re

import pytest

from mapping.model import Status
from tests.system.service import Person

pytestmark = pytest.mark.system
CHEERFUL = re.compile(r"\bgot it\b|\bgreat\b|\bI've added\b|!", re.I)


def standing(person: Person) -> dict[str, Status]:
    return {item.label: item.status for item in person.map().items}


@pytest.mark.parametrize(("text", "who"), [
    ("my nan died last year", "nan"), ("my mate Tom passed away in march", "Tom"), ("we lost my grandad at christmas", "grandad"),
    ("my dog Rex was put to sleep", "Rex"),
])
def test_a_death_is_answered_with_care_and_keeping_is_asked_once(text: str, who: str, person: Person) -> None:
    answer = person.say(text)
    assert "sorry" in answer and who in answer and not CHEERFUL.search(answer)
    assert "keep" in answer and "Many people do" in answer and answer.count("?") == 1
    assert "family" in person.press("Keep")
    assert standing(person) == {who: Status.PAST}
    assert "Would you like to keep" not in person.say(text)


def test_they_can_be_taken_off(person: Person) -> None:
    person.say("my nan died last year")
    assert "undo" in person.press("Take off")
    assert standing(person) == {}
    person.say("undo")
    assert standing(person) == {"nan": Status.PAST}


@pytest.mark.parametrize(("said", "kept"), [
    ("keep her", True), ("yes i would", True), ("leave her on please", True), ("take her off", False), ("no", False),
    ("my cousin Aisha comes round", True), ("i dont know", True)])
def test_the_answer_in_words_and_what_happens_without_one(said: str, kept: bool, person: Person) -> None:
    person.say("my nan died last year", said)
    assert ("nan" in standing(person)) is kept
    assert ("Aisha" in standing(person)) is ("Aisha" in said)


def test_somebody_on_the_map_who_dies_is_past_and_never_asked_about(person: Person) -> None:
    person.say("my nan lives near me")
    assert "sorry" in person.say("she passed away last week")
    assert standing(person) == {"nan": Status.PAST}
    heard = person.say("keep her", "thats everyone", "nowhere", "that's all", "chess", "no", "no")
    for _ in range(12):
        questions = " ".join(re.findall(r"[^.?!\n]*\?", heard))
        assert "nan" not in questions
        if "more of" in heard:
            break
        heard = person.say("skip")


@pytest.mark.parametrize(("text", "who"), [
    ("my ex Karen", "Karen"), ("my estranged dad", "dad"), ("i dont speak to my brother any more", "brother"),
    ("my mate Bev and me fell out", "Bev"), ("my friend Joe moved away", "Joe")])
def test_what_is_over_is_kept_as_past_without_cheer(text: str, who: str, person: Person) -> None:
    answer = person.say(text)
    assert standing(person)[who] is Status.PAST
    assert not CHEERFUL.search(answer) and "past" in answer and "how often" not in answer.lower()
