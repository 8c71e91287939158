"""Hard news gets a kind word before anything is said of the map; ordinary talk gets none."""

import pytest

from actions import words
from actions.hard_news import KIND, is_hard_news
from tests.integration.talker import Talker

HARD = ["my mum is poorly, shes in hospital", "mum's in hospital", "dave had a stroke", "my nan's just been diagnosed with dementia", "my partner left me", "we split up", "i lost my job",
        "he's really ill", "my brother got sectioned", "she kicked me out", "my cat is poorly", "been evicted", "my wife has cancer", "jo is very ill", "i got sacked", "my dad had another fall"]
ORDINARY = ["i work in hospital", "mum was in hospital years ago", "my mate jo is a nurse in hospital", "thats sick", "my sister left me alone", "he left me to it", "ill go to the shop", "i'll ring her",
            "she's well now", "my mum used to be ill", "i like the hospital cafe", "they left me some cake", "we split the bill", "i was kicked out as a kid", "my gp is at the hospital",
            "she left me a note", "my mum, dad and nan", "gary does my head in", "she isnt ill", "if mum is poorly i cant go", "he lost my keys", "dad and his mate jo"]


@pytest.mark.parametrize("text", HARD)
def test_hard_news_is_known(text: str) -> None:
    assert is_hard_news(text)


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_talk_is_none(text: str) -> None:
    assert not is_hard_news(text)


def test_the_kind_word_comes_first_and_the_map_after(one: Talker) -> None:
    said = one.say("my mum is poorly, shes in hospital")
    assert said.startswith(words.phrase(KIND[0])) and "mum" in said.lower().replace(words.phrase(KIND[0]).lower(), "") and said.count("?") == 1, said


def test_where_nothing_goes_on_the_map_it_is_still_met_kindly(one: Talker) -> None:
    said = one.say("been evicted")
    assert words.phrase(KIND[0]) in said and words.phrase("utter_map_nothing_found") not in said, said


def test_it_is_not_said_to_each_of_several_in_a_row_unless_it_is_grave(one: Talker) -> None:
    one.say("my mum is poorly")
    said = one.say("my cat is poorly")
    assert not any(words.phrase(each) in said for each in KIND), said
    assert words.phrase(KIND[1]) in one.say("and my brother Ted has cancer")


def test_a_death_has_its_own_words(one: Talker) -> None:
    said = one.say("my dad died of cancer")
    assert words.phrase(KIND[0]) not in said and "so sorry about your dad" in said, said
