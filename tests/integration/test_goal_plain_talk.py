"""What was left of goals and check-ins after whole weeks of talk: "pause it", a swim told unasked, a funeral, "gave up", two goals at once."""

from collections.abc import Callable

import pytest

from actions import services
from mapping.goals import Outcome
from mapping.model import GoalState
from tests.integration.talker import Talker
from tests.integration.test_goal_walked import empty  # noqa: F401
from tests.integration.test_goal_whole_weeks import at, swim  # noqa: F401

At = Callable[[str], Talker]


def labels(talker: Talker) -> set[str]:
    """What is on the map."""
    return {item.label for item in services.maps().map_of(talker.id).items}


def titles(talker: Talker) -> list[str]:
    """The buttons under the last message."""
    return [each["title"] for each in talker.buttons]


# -- "pause it", with two goals -----------------------------------------------------------------------------------------
@pytest.mark.parametrize(("text", "intent", "came_of_it"), [
    ("pause it", "stop", GoalState.PAUSED), ("can you pause it", "stop", GoalState.PAUSED), ("put it on hold pls", "steer_goals", GoalState.PAUSED), ("park it for now", "out_of_scope", GoalState.PAUSED)])
def test_which_goal_is_to_rest_is_asked(at: At, text: str, intent: str, came_of_it: GoalState) -> None:  # noqa: F811
    talker = at("idle")
    talker.later(hours=2)
    said = talker.say(text, intent)
    assert said == "Which goal do you mean?" and titles(talker) == ["go swimming once a week", "ring amy more"]
    talker.press("go swimming once a week")
    assert [story.goal.state for story in talker.stories] == [came_of_it, GoalState.ACTIVE]


@pytest.mark.parametrize(("text", "intent"), [("drop it", "stop"), ("bin it", "undo"), ("scrap it", "undo"), ("get rid of it", "undo"), ("delete that please", "undo")])
def test_which_goal_is_to_go_is_asked(at: At, text: str, intent: str) -> None:  # noqa: F811
    talker = at("idle")
    talker.say("my goals", "show_goals")
    said = talker.say(text, intent)
    assert said == "Which goal do you mean?" and len(titles(talker)) == 2, said
    assert "taken off your goal: go swimming" in talker.say("the swimming one") and swim(talker).goal.state is GoalState.DROPPED


@pytest.mark.parametrize(("text", "intent"), [("change it", "undo"), ("i wanna change it", "steer_goals"), ("can i swap it", "nlu_fallback"), ("make it easier", "out_of_scope")])
def test_which_goal_is_to_change_is_asked(at: At, text: str, intent: str) -> None:  # noqa: F811
    talker = at("idle")
    talker.say("my goals", "show_goals")
    assert talker.say(text, intent) == "Which goal do you mean?"
    assert "What would you like to do instead?" in talker.say("amy")


def test_what_was_just_put_on_the_map_is_what_goes(at: At) -> None:  # noqa: F811
    talker = at("idle")
    talker.say("i do pottery")
    said = talker.say("scrap it", "undo")
    assert "Which goal" not in said and "pottery" not in labels(talker), said


@pytest.mark.parametrize(("text", "intent"), [("leave it", "stop"), ("skip it", "skip"), ("stop it", "stop"), ("pause", "stop"), ("forget it", "stop"), ("take a break", "stop")])
def test_what_ends_the_talk_is_of_no_goal(at: At, text: str, intent: str) -> None:  # noqa: F811
    talker = at("idle")
    assert "Which goal" not in talker.say(text, intent)
    assert all(story.active for story in talker.stories)


# -- "not when im at work" ----------------------------------------------------------------------------------------------

@pytest.mark.parametrize("text", [
    "not when im at work", "only when im not at work", "not while im at college", "not during work", "when im not working", "not in school time", "just not when i'm with the kids", "outside of work hours please", "whenever im off work", "not wen im at wrk"])
@pytest.mark.parametrize("place", ["days", "chosen"])
def test_when_they_are_at_work_is_asked_for_as_a_time(at: At, place: str, text: str) -> None:  # noqa: F811
    talker = at("days")
    if place == "chosen":
        talker.say("sundays at 6")
    before = labels(talker), services.checkins().rhythm(talker.id)
    said = talker.say(text)
    assert "OK, not then." in said and said.count("?") == 1, said
    assert (labels(talker), services.checkins().rhythm(talker.id)) == before


def test_a_time_beside_it_is_taken(at: At) -> None:  # noqa: F811
    talker = at("days")
    assert "Saturdays" in talker.say("not when im at work, saturdays at 11")
    assert services.checkins().rhythm(talker.id).days == (5,)


@pytest.mark.parametrize("text", ["i work at tesco", "my mate dev is at work", "im not at work any more"])
def test_work_told_of_as_news_is_news(at: At, text: str) -> None:  # noqa: F811
    talker = at("idle")
    assert "OK, not then." not in talker.say(text)


# -- an answer that looks like a call for help, or like an insult ---------------------------------------------------------

@pytest.mark.parametrize(("text", "intent"), [
    ("dont know what to say to people", "help"), ("i dont know what to do when i get there", "help"), ("not sure how to talk to them", "help"), ("dunno what id say to her", "help"), ("i need someone with me", "want_person"),
    ("my meds make me sleepy", "ask_medical"), ("i never know what to wear", "help")])
@pytest.mark.parametrize("place", ["barrier", "how"])
def test_what_got_in_the_way_is_no_call_for_help(at: At, place: str, text: str, intent: str) -> None:  # noqa: F811
    talker = at(place)
    if place == "how":
        talker.say("nah", "deny")
    said = talker.say(text, intent)
    assert swim(talker).barriers and swim(talker).barriers[-1].text.lower() in text and "Samaritans" not in said and said.count("?") == 1, said


@pytest.mark.parametrize(("text", "intent"), [("help", "help"), ("can you help me", "help"), ("i need to talk to someone", "want_person"), ("what can you do", "help")])
def test_a_call_for_help_stays_one(at: At, text: str, intent: str) -> None:  # noqa: F811
    talker = at("barrier")
    talker.say(text, intent)
    assert not swim(talker).barriers


@pytest.mark.parametrize("text", ["that was stupid of me", "im such an idiot", "what an idiot i am", "how dumb am i", "my own stupid fault", "i was a right plonker", "silly me"])
def test_who_is_hard_on_themselves_insults_nobody(at: At, text: str) -> None:  # noqa: F811
    talker = at("idle")
    said = talker.say(text, "insult", 0.98)
    assert "hard on yourself" in said and "sorry" not in said, said


@pytest.mark.parametrize("text", ["that was stupid of me", "im just an idiot"])
def test_it_is_no_obstacle_either(at: At, text: str) -> None:  # noqa: F811
    talker = at("how")
    talker.say("no", "deny")
    said = talker.say(text, "insult", 0.98)
    assert "not a failure" in said and not swim(talker).barriers and "?" not in said, said


@pytest.mark.parametrize("text", ["youre an idiot", "this is stupid", "stupid bot", "that was a stupid question"])
def test_an_insult_is_one(at: At, text: str) -> None:  # noqa: F811
    assert "hard on yourself" not in at("idle").say(text, "insult", 0.98)


# -- told unasked --------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("text", [
    "went swimming today!", "i went swimming", "been swimming twice this week", "ive been swimming", "just got back from swimming", "swam today", "managed a swim this morning", "did my swim", "had a swim earlier", "finally went swimming yesterday x",
    "guess what i went swimming", "Went for a swim with Dev", "just been for a swim"])
def test_what_a_goal_is_about_counts_unasked(at: At, text: str) -> None:  # noqa: F811
    talker = at("idle")
    said = talker.say(text)
    assert [heard.outcome for heard in swim(talker).heard] == [Outcome.DONE] and "Good to hear" in said and "?" not in said, said


@pytest.mark.parametrize("text", [
    "i like swimming", "i went swimming as a kid", "i want to go swimming", "might go swimming later", "i swim sometimes", "swimming", "dev went swimming", "didnt go swimming", "i used to go swimming", "i need to ring amy", "i went to the shop",
    "was going to go swimming", "i hate swimming", "nearly went swimming", "amy rang"])
def test_what_did_not_happen_does_not(at: At, text: str) -> None:  # noqa: F811
    talker = at("idle")
    talker.say(text)
    assert not any(story.heard for story in talker.stories)


@pytest.mark.parametrize("text", ["it was hard though", "was tough tho", "it was hard", "hard work though", "found it really hard", "it was a struggle", "bit hard but", "nearly killed me lol"])
@pytest.mark.parametrize("before", ["went swimming today!", "swimming"])
def test_hard_is_no_help(at: At, before: str, text: str) -> None:  # noqa: F811
    talker = at("idle")
    talker.say(before)
    said = talker.say(text, "dont_know", 0.66)
    item = next(item for item in services.maps().map_of(talker.id).items if item.label == "swimming")
    assert "helps" not in said and "keep it" not in said and item.impact in (None, "hinders", "hard", "mixed") or "hard" in said, (said, item.impact)


# -- how it went -----------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("text", ["yes i did it twice but it was hard", "yeah went but it was really tough", "did it, bloody hard tho", "i went. was a struggle", "yes but god it was difficult", "went, wasnt easy"])
def test_done_and_hard_are_both_heard(at: At, text: str) -> None:  # noqa: F811
    talker = at("how")
    said = talker.say(text)
    assert swim(talker).heard[-1].outcome is Outcome.DONE and "hard" in said and said.count("?") == 1, said


@pytest.mark.parametrize(("text", "intent"), [("gave up", "carry_on"), ("stopped going", "carry_on"), ("given up with it", "carry_on"), ("ive stopped", "stop"), ("i kind of gave up", "carry_on"), ("i quit", "stop"), ("gave up tbh", "carry_on")])
def test_who_gave_up_is_asked_what_got_in_the_way(at: At, text: str, intent: str) -> None:  # noqa: F811
    talker = at("how")
    said = talker.say(text, intent)
    assert swim(talker).heard and swim(talker).heard[-1].outcome in (Outcome.NOT_YET, Outcome.CHANGED_MIND) and "carry on" not in said and said.count("?") == 1, said


@pytest.mark.parametrize("text", ["gave up", "stopped going", "left", "catch up", "it was tough"])
def test_what_is_no_carrying_on_opens_no_question(at: At, text: str) -> None:  # noqa: F811
    assert "Who do you live with" not in at("idle").say(text, "carry_on", 0.5)


@pytest.mark.parametrize("text", ["carry on", "go on then", "continue", "lets keep going", "next question", "im back", "ok ready", "where were we"])
def test_carrying_on_is(at: At, text: str) -> None:  # noqa: F811
    assert "Who do you live with" in at("idle").say(text, "carry_on", 0.99)


# -- hard news beside a wish -------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("place", ["how", "idle"])
@pytest.mark.parametrize("text", ["not this week im at a funeral", "not this week, my nan died", "skip this week my dads in hospital", "no not this week got my mums funeral friday", "can we leave it this week my brother passed away"])
def test_hard_news_is_met_before_no_problem(at: At, place: str, text: str) -> None:  # noqa: F811
    talker = at(place)
    said = talker.say(text, "deny", 0.37)
    assert "sorry" in said.split("\n")[0] and "No problem" not in said and "Next time: Sunday 15 March" in said, said


def test_who_wants_quiet_after_a_death_gets_it(at: At) -> None:  # noqa: F811
    talker = at("idle")
    said = talker.say("stop messaging me my mum just died", "stop", 0.51)
    assert said.startswith("I'm so sorry about your mum") and not services.checkins().rhythm(talker.id).on and "still ask" not in said, said


def test_no_problem_stays_where_nothing_is_wrong(at: At) -> None:  # noqa: F811
    assert "No problem" in at("how").say("not this week im on a course", "deny")


# -- asking for goals, and putting them right ----------------------------------------------------------------------------------

@pytest.mark.parametrize("text", ["i wnat a gaol", "i want a gaol", "can i set a gola", "new gaol please", "i wanna make a goel", "give me a gole", "help me pick a goall", "goals pls", "i'd like a new gol", "set gaols", "i want another gaol"])
@pytest.mark.parametrize("intent", ["add_to_map", "want_person", "nlu_fallback"])
def test_a_goal_asked_for_with_a_slip_is_asked_for(at: At, text: str, intent: str) -> None:  # noqa: F811
    talker = at("idle")
    assert "ideas that grow from your map" in talker.say(text, intent, 0.6)
    assert "saved your goal: learn guitar" in talker.say("learn guitar", "out_of_scope")


@pytest.mark.parametrize("text", ["my brother is in gaol", "he scored a goal", "i play in goal", "i want a goat", "dave got out of gaol", "i want a good job"])
def test_a_gaol_and_a_goal_scored_are_none(at: At, text: str) -> None:  # noqa: F811
    assert "ideas that grow" not in at("idle").say(text)


@pytest.mark.parametrize(("text", "goals"), [
    ("i want two goals, learn guitar and walk more", ["learn guitar", "walk more"]), ("my goals are to learn guitar and walk more", ["learn guitar", "walk more"]), ("goals: learn guitar, walk more", ["learn guitar", "walk more"]),
    ("can i have 2 goals 1. learn guitar 2. walk more", ["learn guitar", "walk more"]), ("i want to learn guitar and lose weight as my goals", ["learn guitar", "lose weight"]), ("id like 2 goals please, to eat better and to see my nan more", ["eat better", "see my nan more"]),
    ("one goal is learn guitar and the other is walk more", ["learn guitar", "walk more"])])
def test_two_goals_in_one_message_are_two(at: At, text: str, goals: list[str]) -> None:  # noqa: F811
    talker = at("rating")  # one goal there is
    talker.say("skip", "skip")
    talker.say("no thanks", "deny")
    said = talker.say(text, "suggest_goals", 0.62)
    assert [story.goal.text for story in talker.stories[1:]] == goals and said.count("?") == 1 and f"first step for this: {goals[0]}" in said, said


def test_of_two_goals_the_second_is_planned_after_the_first(at: At) -> None:  # noqa: F811
    talker = at("rating")
    talker.say("skip", "skip")
    talker.say("no thanks", "deny")
    talker.say("my goals are to learn guitar and walk more", "suggest_goals")
    talker.say("watch a video")
    for _ in range(3):
        said = talker.say("skip", "skip", 0.99)
    assert "first step for this: walk more" in said, said
    talker.say("walk to the shop")
    assert [story.goal.first_step for story in talker.stories[1:]] == ["watch a video", "walk to the shop"]


def test_with_no_room_for_two_one_is_kept_and_said(at: At) -> None:  # noqa: F811
    talker = at("idle")
    said = talker.say("my goals are to learn guitar and walk more", "suggest_goals")
    assert [story.goal.text for story in talker.stories] == ["go swimming once a week", "ring amy more", "learn guitar"] and "walk more" not in said.split("?")[0] or "three goals" in said, said


@pytest.mark.parametrize("text", ["my goal is to eat and sleep better", "my goal is to see amy and dev", "i want a goal about swimming and walking"])
def test_one_goal_with_an_and_in_it_is_one(at: At, text: str) -> None:  # noqa: F811
    talker = at("rating")
    talker.say("skip", "skip")
    talker.say("no thanks", "deny")
    talker.say(text, "suggest_goals")
    assert len(talker.stories) <= 2


@pytest.mark.parametrize("text", [
    "thats not what i said my goal was, its learn piano", "no my goal was learn piano", "thats not my goal, its learn piano", "thats wrong my goal is learn piano", "you got my goal wrong, its to learn piano", "i didnt say that. my goal is learn piano",
    "thats not what i said. i said learn piano", "no i said learn piano not guitar", "my goal is learn piano not learn guitar"])
def test_a_goal_that_was_misheard_is_put_right(at: At, text: str) -> None:  # noqa: F811
    talker = at("idle")
    talker.say("i want a goal", "suggest_goals")
    talker.say("learn guitar", "out_of_scope")
    said = talker.say(text, "show_goals")
    assert [story.goal.text for story in talker.stories] == ["go swimming once a week", "ring amy more", "learn piano"] and "Your goal is now: learn piano" in said and said.count("?") == 1, said


def test_which_goal_was_misheard_is_asked(at: At) -> None:  # noqa: F811
    talker = at("idle")
    talker.later(hours=2)
    assert "Which goal do you mean?" in talker.say("thats not what i said my goal was, its go to the gym", "show_goals")
    assert "Your goal is now: go to the gym" in talker.say("the swimming one")


@pytest.mark.parametrize("text", ["done with swimming its over", "im done with swimming, had enough", "finished with swimming for good never again", "done with the swimming now cant stand it", "im over swimming", "swimming is over for me"])
def test_being_done_with_something_for_good_asks_whether_it_is_to_go(at: At, text: str) -> None:  # noqa: F811
    talker = at("idle")
    said = talker.say(text, "steer_goals", 0.69)
    assert "go swimming once a week" in said and said.count("?") == 1 and "past" not in said, said
    talker.say("yes", "affirm")
    assert swim(talker).goal.state is GoalState.DROPPED


@pytest.mark.parametrize("text", ["swimming is done", "tick off swimming", "im done with the swimming goal"])
def test_a_goal_that_is_done_is_done(at: At, text: str) -> None:  # noqa: F811
    talker = at("idle")
    talker.say(text, "steer_goals")
    assert swim(talker).goal.state is GoalState.DONE
