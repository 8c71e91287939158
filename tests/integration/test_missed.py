"""A worker puts in what the bot missed, and puts right or takes off a wish or what gets in the way: with its words, and undone as all else."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from mapping.errors import ConsentMissing, OnTheMapAlready, WishUnknown
from mapping.model import BarrierSaid, Closeness, Impact, Kind, Mention, Reading
from mapping.services import Goals, Maps, Participants
from mapping.services.missed import add_missed, never_said, reword
from mapping.services.putting_right import PutRight, not_about
from mapping.services.transcripts import Transcripts
from tests.integration.test_putting_right import NOON, engine, mo, said, words

__all__ = ["engine", "mo"]
LATER = NOON + timedelta(hours=1)


def add(who_engine: Engine, who: str, *mentions: Mention, key: str = "k", less: bool = False, **more: tuple) -> PutRight:
    return add_missed(who_engine, who, "m1", Reading(mentions, **more), less=less, key=key, words=words, now=LATER)


def test_it_is_on_the_map_with_the_words_it_was_missed_in_and_the_words_lead_to_it(engine: Engine, mo: str) -> None:
    done = add(engine, mo, Mention("dev", Kind.PERSON, "colleague", impact=Impact.HELPS, closeness=Closeness.MIDDLE))
    dev = Maps(engine).map_of(mo).items[1]
    assert (dev.label, dev.relation, dev.impact, dev.closeness) == ("Dev", "colleague", Impact.HELPS, Closeness.MIDDLE)
    assert dev.sources == ("m1", done.message_id)
    assert [line.id for line in Transcripts(engine).words_of(mo, dev.sources)] == ["m1", done.message_id]
    noted = Transcripts(engine).latest(mo).noted["m1"]
    assert [(note.text, note.items) for note in noted if dev.id in note.items] == [(done.lines[0], (dev.id,))]
    assert said(engine) == [("Put right: New: Dev, colleague; close; helps", "held")]
    assert add(engine, mo, Mention("dev", Kind.PERSON)) == done and len(said(engine)) == 1, "done again, it changes nothing"


def test_an_undo_takes_back_this_and_nothing_that_was_said_in_the_message(engine: Engine, mo: str) -> None:
    add(engine, mo, Mention("the lido", Kind.PLACE))
    Maps(engine).undo(mo, "m9", part="undo", now=LATER + timedelta(hours=1))
    assert [item.label for item in Maps(engine).map_of(mo).items] == ["Sara"]
    assert [note.stands for note in Transcripts(engine).latest(mo).noted["m1"] if "lido" in note.text] == [False]


def test_it_comes_off_again_where_the_message_is_not_about_it(engine: Engine, mo: str) -> None:
    add(engine, mo, Mention("the lido", Kind.PLACE))
    lido = Maps(engine).map_of(mo).items[1]
    not_about(engine, mo, "m1", lido.id, key="off", words=words, now=LATER + timedelta(hours=1))
    assert [item.label for item in Maps(engine).map_of(mo).items] == ["Sara"]


@pytest.mark.parametrize("name", ["sara", "Sara", "my sara"])
def test_what_is_on_the_map_already_is_not_put_on_twice(engine: Engine, mo: str, name: str) -> None:
    with pytest.raises(OnTheMapAlready) as already:
        add(engine, mo, Mention(name, Kind.PERSON))
    assert already.value.ids == (Maps(engine).map_of(mo).items[0].id,)
    add(engine, mo, Mention("sara from choir", Kind.PERSON), key="other")
    assert len(Maps(engine).map_of(mo).items) == 2


def test_wishes_and_barriers_can_be_missed_too_each_once(engine: Engine, mo: str) -> None:
    add(engine, mo, wishes=("see more of sara",), key="1")
    add(engine, mo, wishes=("work",), less=True, key="2")
    add(engine, mo, barriers=(BarrierSaid("the bus"),), key="3")
    map = Maps(engine).map_of(mo)
    assert [(wish.text, wish.less, wish.items, wish.sources[0]) for wish in map.wishes] == [
        ("see more of sara", False, (map.items[0].id,), "m1"), ("work", True, (), "m1")]
    assert [(barrier.text, barrier.sources[0]) for barrier in map.barriers] == [("the bus", "m1")]
    for less, more in ((True, {"wishes": ("Work",)}), (False, {"barriers": (BarrierSaid("The bus"),)})):
        with pytest.raises(OnTheMapAlready):
            add(engine, mo, less=less, key="again", **more)


def test_nothing_is_put_in_once_they_no_longer_agree(engine: Engine, mo: str) -> None:
    Participants(engine).record_consent(mo, False, version="1", now=NOON)
    with pytest.raises(ConsentMissing):
        add(engine, mo, Mention("dev", Kind.PERSON))
    assert said(engine) == []


def test_a_wish_is_said_otherwise_and_taken_off_alone(engine: Engine, mo: str) -> None:
    Maps(engine).record(mo, "m2", Reading(wishes=("swim with sara", "sleep")), part="w", now=NOON)
    swim = Maps(engine).map_of(mo).wishes[0]
    done = reword(engine, mo, swim.id, text="sing", key="1", words=words, now=LATER)
    assert done.lines == ("Would like: sing",)
    wish = Maps(engine).map_of(mo).wishes[0]
    assert (wish.id, wish.text, wish.items, wish.sources) == (swim.id, "sing", (), ("m2", done.message_id))
    assert reword(engine, mo, swim.id, less=True, key="2", words=words, now=LATER).lines == ("Would like less of: sing",)
    off = never_said(engine, mo, swim.id, key="3", words=words, now=LATER)
    assert off.lines == ("Not a wish: sing",) and [each.text for each in Maps(engine).map_of(mo).wishes] == ["sleep"]
    Maps(engine).undo(mo, "m9", part="undo", now=LATER)
    assert [each.text for each in Maps(engine).map_of(mo).wishes] == ["sing", "sleep"]
    with pytest.raises(OnTheMapAlready):
        reword(engine, mo, swim.id, text="Sleep", less=False, key="4", words=words, now=LATER)
    with pytest.raises(WishUnknown):
        never_said(engine, mo, "w_none", key="5", words=words, now=LATER)
    assert reword(engine, mo, swim.id, text="sing", key="6", words=words, now=LATER).lines == ()


def test_what_gets_in_the_way_of_a_goal_is_said_otherwise_with_its_plan_or_taken_off(engine: Engine, mo: str) -> None:
    goal = Maps(engine).choose_goal(mo, "m1", "see sara", (), part="g", now=NOON)
    goals = Goals(engine)
    barrier = goals.add_barrier(mo, "m2", goal.id, "the pain", part="b", now=NOON)
    goals.plan(mo, "m2", goal.id, if_words="the pain", then_words="ring her", barrier=barrier.id, part="p", now=NOON)
    done = reword(engine, mo, barrier.id, text="the train", key="1", words=words, now=LATER)
    (story,) = goals.stories(mo)
    assert [(each.text, each.sources) for each in story.barriers] == [("the train", ("m2", done.message_id))]
    assert [each.if_words for each in story.plans] == ["the train"] and done.lines[0] == "In the way of “see sara”: the train"
    assert never_said(engine, mo, barrier.id, key="2", words=words, now=LATER).lines == ("Not in the way: the train",)
    (story,) = goals.stories(mo)
    assert story.barriers == () and story.goal.text == "see sara" and len(story.plans) == 1
