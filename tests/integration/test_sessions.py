"""Sessions with a peer support worker: up to six by a readable plan, each beginning with what changed, prompts asked anew."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from actions import services
from mapping.agenda import Agenda, Topic
from mapping.errors import SessionPlanUnreadable, SessionsOver
from mapping.model import Kind, Mention, Reading
from mapping.sessions import measures, read_plan
from tests.integration.talker import NOON, RULES, Talker, own_database

ON = """
sessions:
  - {purpose: we begin, topics: [people]}
  - {purpose: we look back, topics: [people]}
measures: {wellbeing: [1], loneliness: [1]}
"""


@pytest.fixture
def talker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Talker]:
    """Somebody with Dev on the map, and the rule that begins a session."""
    monkeypatch.setitem(RULES, "begin_session", "action_begin_session")
    with own_database(tmp_path, monkeypatch):
        somebody = Talker(monkeypatch)
        services.maps().record(somebody.id, "m_0", Reading((Mention("Dev", Kind.PERSON, "friend"),)), part="test", now=NOON)
        yield somebody


def next_question(talker: Talker) -> str | None:
    talk = services.maps().talk(talker.id)
    agenda = Agenda(services.maps().map_of(talker.id), talk.outcomes, talk.asked_times, only=talk.topics)
    topic = agenda.next_topic()
    question = agenda.next_in(topic) if topic else None
    return question.key if question else None


def test_six_sessions_and_no_seventh(talker: Talker) -> None:
    numbers = [services.sessions().start(talker.id, f"s{number}", part="p", now=NOON).number for number in range(6)]
    assert numbers == [1, 2, 3, 4, 5, 6]
    with pytest.raises(SessionsOver):
        services.sessions().start(talker.id, "s7", part="p", now=NOON)
    assert "all the sessions" in talker.say("start the next session", "begin_session")


def test_a_repeated_turn_begins_one(talker: Talker) -> None:
    for _ in range(2):
        services.sessions().start(talker.id, "s1", part="p", now=NOON)
    assert len(services.sessions().held(talker.id)) == 1


def test_each_says_what_it_is_for_and_what_changed(talker: Talker) -> None:
    said = talker.say("start session 1", "begin_session")
    assert "session 1" in said and "people in your life" in said and "Since last time" not in said
    assert "as it was last time" in talker.say("start session 2", "begin_session")
    services.maps().record(talker.id, "m_x", Reading((Mention("library", Kind.PLACE),)), part="test", now=talker.now)
    goal = services.maps().choose_goal(talker.id, "m_y", "walk", (), part="test", now=talker.now)
    services.goals().rate(talker.id, "m_z", goal.id, 4, part="test", now=talker.now)
    said = talker.say("start the next session", "begin_session")
    assert "Since last time" in said and "library" in said and "4 out of 10" in said and "Dev" not in said


def test_its_prompts_are_asked_anew_and_no_others(talker: Talker) -> None:
    for key in ("people.home", "people.family", "places.go"):
        services.maps().answer(talker.id, f"m_{key}", key, None, "answered", part="p", now=NOON)
    talker.say("start session 1", "begin_session")
    assert next_question(talker) == "people.home"
    services.maps().answer(talker.id, "m_last", "people.else", None, "nobody", part="p", now=NOON)
    assert next_question(talker) is None
    talker.say("start session 2", "begin_session")
    assert next_question(talker) == "places.go"
    assert services.maps().talk(talker.id).topics == ("places", "activities", "links")


def test_facts_know_their_session(talker: Talker) -> None:
    talker.say("start session 1", "begin_session")
    talker.say("start session 2", "begin_session")
    goal = services.maps().choose_goal(talker.id, "m_y", "walk", (), part="test", now=talker.now)
    services.goals().rate(talker.id, "m_z", goal.id, 4, part="test", now=talker.now)
    assert [rating.session for rating in talker.stories[0].ratings] == [2]


def test_outcome_questions_are_off_unless_turned_on(talker: Talker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert measures(read_plan(), 1) == ()
    (tmp_path / "sessions.yml").write_text(ON, encoding="utf-8")
    monkeypatch.setenv("SELFMAP_SESSIONS", str(tmp_path / "sessions.yml"))
    said = talker.say("start session 1", "begin_session")
    assert "Overall, how satisfied are you with your life nowadays?" in said and "no right or wrong answers" in said
    assert "worthwhile?" in talker.say("7")
    assert "0 to 10" in talker.say("quite a lot")
    assert "how happy did you feel yesterday?" in talker.say("8")
    assert "how anxious did you feel yesterday?" in talker.press("I'd rather not say")
    assert "How often do you feel lonely?" in talker.say("2")
    talker.press("Hardly ever")
    kept = [(measure, value, session) for measure, value, session, _ in services.sessions().answers(talker.id)]
    assert kept == [("wellbeing.satisfied", "7", 1), ("wellbeing.worthwhile", "8", 1), ("wellbeing.anxious", "2", 1), ("loneliness.lonely", "Hardly ever", 1)]
    assert "Overall" not in talker.say("start session 2", "begin_session")


def test_a_licensed_scale_is_the_service_s_own_file(tmp_path: Path) -> None:
    (tmp_path / "scale.yml").write_text('questions:\n  - {id: a, text: "How was it?", choices: [good, bad]}\n', encoding="utf-8")
    path = tmp_path / "sessions.yml"
    path.write_text("sessions: [{purpose: we begin}]\nmeasures: {scale: {file: scale.yml, sessions: [1]}}\n", encoding="utf-8")
    assert [measure.text for measure in measures(read_plan(path), 1)] == ["How was it?"]


@pytest.mark.parametrize(("text", "says"), [
    ("sessions: [", "not YAML"), ("nothing: 1", "one to 6"), ("sessions: [{topics: [people]}]", "no purpose"),
    ("sessions: [{purpose: x, topics: [cats]}]", "unknown topic 'cats'"), ("sessions: [{purpose: x}]\nmeasures: {wellbeing: [9]}", "session numbers"),
    ("sessions: [{purpose: x}]\nmeasures: {scale: 3}", "needs a file")])
def test_a_plan_that_can_t_be_read_says_what_to_mend(text: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "sessions.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SessionPlanUnreadable, match=says):
        read_plan(path)


def test_the_topics_of_the_plan_are_those_of_the_journey() -> None:
    assert {topic for session in read_plan().sessions for topic in session.topics} == set(Topic)
