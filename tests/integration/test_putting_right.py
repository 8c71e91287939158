"""A worker puts right what the bot misunderstood: on the map at once, with where it came from, and the person is told when it fits."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert, select

from bot.turns.parting import let_go
from mapping.errors import ConsentMissing, GoalUnknown
from mapping.goals import Outcome
from mapping.model import Correction, CorrectionKind, Impact, Kind, Mention, Reading
from mapping.services import Goals, Maps, Participants
from mapping.services.putting_right import PutRight, heard_otherwise, not_about, put_goal_right, put_right, release
from mapping.services.transcripts import Transcripts
from mapping.store.engine import reading, writing
from mapping.store.migrate import upgrade
from mapping.store.tables import alert, message
from tests.integration.store_databases import DATABASES, empty_database

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.fixture(params=DATABASES)
def engine(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Engine]:
    engine = empty_database(request.param, tmp_path)
    upgrade(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def mo(engine: Engine) -> str:
    people = Participants(engine)
    participant_id = people.find_or_add("telegram", "1", now=NOON)
    people.record_consent(participant_id, True, version="1", now=NOON)
    with writing(engine) as connection:
        connection.execute(insert(message).values(
            id="m1", participant_id=participant_id, direction="in", kind="text", text="sara from work helps", at=NOON, state="done"))
    Maps(engine).record(participant_id, "m1", Reading((Mention("Sara", Kind.PERSON, impact=Impact.HELPS),)), part="add", now=NOON)
    return participant_id


def words(lines: Sequence[str]) -> str:
    return "Put right: " + ". ".join(lines)


def rename(engine: Engine, who: str, to: str = "Sarah", key: str = "k1") -> PutRight:
    sara = Maps(engine).map_of(who).items[0]
    correction = Correction(CorrectionKind.RENAME, sara.label, to)
    return put_right(engine, who, correction, {sara.label: sara.id}, key=key, words=words, now=NOON + timedelta(hours=1))


def said(engine: Engine) -> list[tuple[str, str]]:
    with reading(engine) as connection:
        rows = connection.execute(select(message).where(message.c.direction == "out").order_by(message.c.seq))
        return [(row.text, row.state) for row in rows]


def test_it_is_on_the_map_at_once_with_where_it_came_from(engine: Engine, mo: str) -> None:
    done = rename(engine, mo)
    assert done.lines == ("“Sara” is called “Sarah”",)
    item = Maps(engine).map_of(mo).items[0]
    assert (item.label, item.sources) == ("Sarah", ("m1", done.message_id))
    assert [line.text for line in Transcripts(engine).words_of(mo, item.sources)] == ["sara from work helps", "Put right: “Sara” is called “Sarah”"]


def test_the_person_is_told_once_the_moment_fits_and_sees_it_where_it_came(engine: Engine, mo: str) -> None:
    rename(engine, mo)
    assert said(engine) == [("Put right: “Sara” is called “Sarah”", "held")]
    assert [line.text for line in Transcripts(engine).latest(mo).lines] == ["sara from work helps"]
    with writing(engine) as connection:
        connection.execute(insert(message).values(
            id="m2", participant_id=mo, direction="out", kind="text", text="later", at=NOON + timedelta(hours=2), state="sent"))
    assert release(engine, now=NOON + timedelta(hours=3)) == 1
    assert said(engine) == [("later", "sent"), ("Put right: “Sara” is called “Sarah”", "waiting")]
    assert release(engine, now=NOON + timedelta(hours=3)) == 0


@pytest.mark.parametrize("hours", [9, 19])  # 21:00 and 07:00
def test_not_in_the_quiet_hours_unless_they_are_here(engine: Engine, mo: str, hours: int) -> None:
    rename(engine, mo)
    night = NOON + timedelta(hours=hours)
    assert release(engine, now=night) == 0
    with writing(engine) as connection:
        connection.execute(insert(message).values(
            id="m2", participant_id=mo, direction="in", kind="text", text="cant sleep", at=night - timedelta(minutes=2), state="done"))
    assert release(engine, now=night) == 1


def test_not_while_an_alert_is_open_or_a_turn_is_under_way(engine: Engine, mo: str) -> None:
    rename(engine, mo)
    with writing(engine) as connection:
        connection.execute(insert(alert).values(id="a1", participant_id=mo, message_id="m1", kind="suicidal", at=NOON))
    assert release(engine, now=NOON + timedelta(hours=2)) == 0
    with writing(engine) as connection:
        connection.execute(alert.update().values(acknowledged_at=NOON))
        connection.execute(insert(message).values(
            id="m2", participant_id=mo, direction="in", kind="text", text="hello", at=NOON, state="received"))
    assert release(engine, now=NOON + timedelta(hours=2)) == 0
    with writing(engine) as connection:
        connection.execute(message.update().where(message.c.id == "m2").values(state="done"))
    assert release(engine, now=NOON + timedelta(hours=2)) == 1


def test_who_has_asked_to_be_erased_is_told_nothing_more(engine: Engine, mo: str) -> None:
    rename(engine, mo)
    with writing(engine) as connection:
        let_go(connection, mo)
    assert release(engine, now=NOON + timedelta(hours=2)) == 0


def test_done_again_it_changes_nothing(engine: Engine, mo: str) -> None:
    first, again = rename(engine, mo), rename(engine, mo)
    assert first == again and len(said(engine)) == 1


def test_what_the_map_says_already_is_no_news_to_anybody(engine: Engine, mo: str) -> None:
    sara = Maps(engine).map_of(mo).items[0]
    done = put_right(
        engine, mo, Correction(CorrectionKind.SET, sara.label, "helps", "impact"), {sara.label: sara.id}, key="k", words=words, now=NOON)
    assert done.lines == () and said(engine) == []


def test_the_person_can_take_it_back(engine: Engine, mo: str) -> None:
    rename(engine, mo)
    Maps(engine).undo(mo, "m9", part="undo", now=NOON + timedelta(hours=2))
    assert [item.label for item in Maps(engine).map_of(mo).items] == ["Sara"]


def test_what_a_message_said_of_somebody_else_comes_off(engine: Engine, mo: str) -> None:
    Maps(engine).record(mo, "m2", Reading((Mention("Sara", Kind.PERSON, impact=Impact.HINDERS, known=True),)), part="add", now=NOON)
    sara = Maps(engine).map_of(mo).items[0]
    done = not_about(engine, mo, "m2", sara.id, key="k", words=words, now=NOON)
    assert done.lines == ("Not meant of Sara",)
    assert Maps(engine).map_of(mo).items[0].impact is Impact.HELPS


def test_nothing_is_put_right_once_they_no_longer_agree(engine: Engine, mo: str) -> None:
    Participants(engine).record_consent(mo, False, version="1", now=NOON)
    with pytest.raises(ConsentMissing):
        rename(engine, mo)
    assert said(engine) == []


def goal_of(engine: Engine, who: str) -> str:
    """A goal of theirs, that went well on day two and felt 4 out of 10 then."""
    made = Maps(engine).choose_goal(who, "m1", "see sara", (), first_step="text her", part="goal", now=NOON)
    Goals(engine).hear(who, "m2", made.id, Outcome.DONE, "not really", part="h", now=NOON + timedelta(days=1))
    Goals(engine).rate(who, "m2", made.id, 4, part="r", now=NOON + timedelta(days=1))
    return made.id


def goal_right(engine: Engine, who: str, goal: str, key: str = "k", **said: str) -> PutRight:
    return put_goal_right(engine, who, goal, said, key=key, words=words, now=NOON + timedelta(days=2))


def test_a_goal_is_put_right_with_only_what_is_new_and_the_person_is_told(engine: Engine, mo: str) -> None:
    goal = goal_of(engine, mo)
    done = goal_right(engine, mo, goal, text="see Sarah", first_step="text her", where="the park")
    (story,) = Goals(engine).stories(mo)
    assert (story.goal.text, story.goal.first_step, story.where, story.goal.sources) == ("see Sarah", "text her", "the park", ("m1", done.message_id))
    assert said(engine) == [("Put right: The goal in new words: see Sarah. Goal “see sara”: where: the park", "held")]
    assert goal_right(engine, mo, goal, text="see Sarah", key="k2").lines == () and len(said(engine)) == 1
    Maps(engine).undo(mo, "m9", part="undo", now=NOON + timedelta(days=3))
    assert Goals(engine).stories(mo)[0].goal.text == "see sara"


def test_how_it_went_is_heard_otherwise_on_the_day_they_said_it(engine: Engine, mo: str) -> None:
    goal = goal_of(engine, mo)
    done = heard_otherwise(engine, mo, goal, "m2", Outcome.NOT_YET, key="k", words=words, now=NOON + timedelta(days=9))
    (story,) = Goals(engine).stories(mo)
    assert [(each.outcome, each.words, each.at) for each in story.heard] == [(Outcome.NOT_YET, "not really", NOON + timedelta(days=1))]
    assert [each.value for each in story.ratings] == [4]
    assert "Goal “see sara”: not yet" in done.lines and not any("Not meant" in each for each in done.lines)
    Maps(engine).undo(mo, "m9", part="undo", now=NOON + timedelta(days=10))
    assert [each.outcome for each in Goals(engine).stories(mo)[0].heard] == [Outcome.DONE]
    with pytest.raises(GoalUnknown):
        heard_otherwise(engine, mo, goal, "m1", Outcome.DONE, key="k3", words=words, now=NOON)


def test_what_was_not_meant_of_a_goal_comes_off_and_so_does_one_that_never_was(engine: Engine, mo: str) -> None:
    goal = goal_of(engine, mo)
    assert not_about(engine, mo, "m2", goal, key="k", words=words, now=NOON + timedelta(days=2)).lines == ("Not meant of the goal “see sara”",)
    assert Goals(engine).stories(mo)[0].heard == () and Goals(engine).stories(mo)[0].ratings == ()
    assert not_about(engine, mo, "m1", goal, key="k2", words=words, now=NOON + timedelta(days=2)).lines == ("Not one of the goals: see sara",)
    assert Goals(engine).stories(mo) == () and [item.label for item in Maps(engine).map_of(mo).items] == ["Sara"]
