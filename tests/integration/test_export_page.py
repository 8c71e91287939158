"""The page to take to a GP: one A4 page, letters not dots, in the person's own words, and it says what it is not."""

import re
from dataclasses import replace

import pypdfium2
import pytest
import textstat
from hypothesis import given, settings

from mapping.export.page import write_page
from mapping.model import Barrier, Goal, GoalState, Impact, Item, Kind, Status, WellbeingMap, Wish
from mapping.words import read_words
from tests.unit.nasty_maps import NOW, nasty_maps

LIFE = WellbeingMap(
    (
        Item("1", Kind.PERSON, "Kai", "brother", impact=Impact.HELPS, impact_words="he makes me laugh"),
        Item("2", Kind.PLACE, "the job centre", impact=Impact.HINDERS, impact_words="I can't sleep the night before"),
        Item("3", Kind.ACTIVITY, "gaming", impact=Impact.MIXED),
        Item("4", Kind.PERSON, "Nan", impact=Impact.HELPS, impact_words="she sang", status=Status.PAST),
    ),
    wishes=(Wish("w1", "late nights", less=True),),
    barriers=(Barrier("b1", "the bus costs five pounds"),),
    goals=(
        Goal("g1", "swim on Mondays", first_step="ask Kai"), Goal("g2", "see the lads", state=GoalState.PAUSED),
        Goal("g3", "give up chess", state=GoalState.DROPPED),
    ),
    at=NOW, name="Mo",
)


def words_of(pdf: bytes) -> str:
    """The words of a page as someone copies them, on one line."""
    return " ".join(pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range().split())


def test_it_says_what_helps_what_is_hard_and_what_they_would_like_in_their_words() -> None:
    said = words_of(write_page(LIFE, now=NOW))
    for words in ("Mo: the map of my life", "2 March 2026", "Kai “he makes me laugh”", "the job centre “I can't sleep the night before”",
                  "gaming", "swim on Mondays First step: ask Kai", "see the lads on hold for now", "Less of this: late nights",
                  "the bus costs five pounds", "What I want to ask or say today"):
        assert words in said, words


def test_it_says_who_made_it_and_that_it_is_no_clinical_record() -> None:
    said = words_of(write_page(LIFE, now=NOW))
    assert "I made this page with a bot called Selfmap, in my own words. It is not a clinical record." in said


def test_what_is_over_or_let_go_is_not_held_up_as_what_helps_now() -> None:
    said = words_of(write_page(LIFE, now=NOW))
    assert "she sang" not in said and "give up chess" not in said


def test_no_score_no_share_no_count_of_people_stands_on_it() -> None:
    said = words_of(write_page(replace(LIFE, name=None), now=NOW))
    assert not re.search(r"\d", said.replace("2 March 2026", ""))


def test_the_page_is_a4_and_tagged_for_screen_readers() -> None:
    pdf = write_page(LIFE, now=NOW)
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) == 1 and document[0].get_size() == pytest.approx((595.28, 841.89), abs=0.1)
    assert b"/StructTreeRoot" in pdf and b"pdfuaid:part" in pdf and document.get_metadata_value("Title") == "Mo: the map of my life"


def test_the_same_map_on_the_same_day_is_the_same_file() -> None:
    assert write_page(LIFE, now=NOW) == write_page(LIFE, now=NOW.replace(hour=20))


@pytest.mark.parametrize("name", ["سارة", "שרה", "ਜਸਪ੍ਰੀਤ", "我的朋友", "😀", "Zoë"])
def test_a_name_in_any_script_can_be_drawn_and_copied(name: str) -> None:
    pdf = write_page(WellbeingMap((Item("1", Kind.PERSON, name, impact=Impact.HELPS),)), now=NOW)
    assert b"pdfuaid:part" in pdf and set(name) <= set(pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range())


def test_with_very_much_on_it_it_is_still_one_page_and_says_how_much_more_there_is() -> None:
    long = "it is loud and bright and I never know who will be there, so I stay near the door and leave early most weeks " * 3
    items = tuple(
        Item(f"i{n}", Kind.PERSON, f"a very long name for somebody I know from the day centre {n}",
             impact=list(Impact)[n % 3], impact_words=long) for n in range(54))
    goals = tuple(Goal(f"g{n}", long, first_step=long) for n in range(20))
    pdf = write_page(WellbeingMap(items, goals=goals, barriers=tuple(Barrier(f"b{n}", long) for n in range(20))), now=NOW)
    said = words_of(pdf)
    assert len(pypdfium2.PdfDocument(pdf)) == 1
    assert len(re.findall(r"and \d+ more", said)) == 5 and "not a clinical record" in said


@given(nasty_maps())
@settings(deadline=None, max_examples=8)
def test_any_map_gives_one_page(whole: WellbeingMap) -> None:
    document = pypdfium2.PdfDocument(write_page(whole, now=NOW))
    assert len(document) == 1
    said = document[0].get_textpage().get_text_range()
    assert "not a clinical record" in " ".join(said.split())


def _sentences(part: object) -> list[str]:
    if isinstance(part, dict):
        return [found for name, each in part.items() for found in _sentences(each)]
    return [found for each in part for found in _sentences(each)] if isinstance(part, list) else [str(part)]


@pytest.mark.parametrize("sentence", sorted({s for s in _sentences(read_words("export")) if len(s.split()) > 6}))
def test_every_sentence_is_plain(sentence: str) -> None:
    filled = re.sub(r"\{\w+\}", "it", sentence)
    filled = re.sub(r"\b(\w+)\.(json|csv|txt|graphml|gexf|pdf)\b", r"\1", filled)
    assert textstat.textstat.flesch_kincaid_grade(filled) <= 5
