"""What is wanted of a goal or of check-ins, said at any moment: heard wherever the talk is, by the words and not by a guess."""

import re

from actions import asking, planning, rhythm, services, words
from actions.goal_changes import SAID, rate, reword, set_state
from actions.goal_finding import ALL, content_words, find_goals, named_in, says_it_of_goals
from actions.goal_misheard import hear_misheard
from actions.leaving import asks_no_more
from actions.outcomes import changed_mind, done_unasked, lets_be
from actions.patterns import plain
from actions.progress import goal_words, rhythm_line, show_chart
from actions.put_right import has_part, part_named, put_part_right, words_back
from actions.told_done import GIVEN_UP, hear_told, told_after, told_done, told_given_up
from actions.taken_for import SHOWS, SURE_OF_ALL, WHEN_ASKED, act_of, rather, speaks_of_them, taken_for, wish_of
from actions.turn import Turn
from mapping.agenda import Question, topic_of
from mapping.goals import GoalStory
from mapping.goals.following import HOW, INSTEAD, STEP
from mapping.model import CorrectionKind, Goal, GoalState, Kind
from mapping.naming import same_label
from nlu.checkins.goal_parts import part_of
from nlu.checkins.goal_acts import Act, GoalAct, asks_goals, asks_progress, goal_acts
from nlu.checkins.goal_written import wants_another
from nlu.checkins.steering import Steer, read_goal_wish
from nlu.checkins.whenabouts import is_only, merged, pieces_of

DROP, PART = "drop", "part."
STATES = {Act.PAUSE: GoalState.PAUSED, Act.RESUME: GoalState.ACTIVE, Act.FINISH: GoalState.DONE, Act.DROP: GoalState.DROPPED}
LISTED = [GoalState.ACTIVE, GoalState.PAUSED, GoalState.DONE, GoalState.DROPPED]  # the order in which they are counted
DAY_WORD = re.compile(r"\b(?:days?|times?|dates?)\b", re.I)
SAYS_GOAL_WORD = re.compile(r"\b(?:goals?|targets?)\b", re.I)
LONGEST_CHOICE, LONGEST_NAME = 9, 3  # words
OPEN = (GoalState.ACTIVE, GoalState.PAUSED)
FROM = {
    Act.PAUSE: (GoalState.ACTIVE,), Act.RESUME: (GoalState.PAUSED, GoalState.DROPPED, GoalState.DONE), Act.FINISH: OPEN, Act.CHANGE: OPEN, Act.DROP: OPEN,
    Act.DID: (GoalState.ACTIVE,), Act.RATE: (*OPEN, GoalState.DONE),
}
FOR_WHAT = re.compile(r"\b(?:for|on) (?:the |my )?(?P<what>[\w' -]+)$", re.I)
OF_CHECKINS = re.compile(r"\b(?:questions|messages|texts|check ?-?ins?|reminders|prompts)\b")
BEINGS = (Kind.PERSON, Kind.PET, Kind.GROUP)
FINISH_SAID = GoalAct(Act.FINISH, "")


def hear_steering(turn: Turn) -> bool:
    """Takes a message that wants something of a goal or of check-ins. False where it is about something else."""
    if turn.on_check or turn.after_danger:
        return False
    if turn.pressed:
        return _press(turn)
    if wants_another(turn.text):
        return False  # one that is on hold is not meant
    if asks_no_more(turn):
        return True  # said as the turn goes on (control.GoOn)
    if hear_misheard(turn) or words_back(turn) or _change_part(turn, days=False) or _acted(turn, plainly=True):
        return True
    if (wish := rather(turn, rhythm.wanted(turn))) is not None:
        rhythm.apply(turn, wish)
        return True
    return steer_goal(turn) or rhythm.hear_own_hours(turn) or _as_taken(turn)


def steer_goal(turn: Turn) -> bool:
    """Does with a goal what these words want. False where they want nothing of one."""
    return _change_part(turn) or _acted(turn, plainly=False) or told_done(turn) or told_given_up(turn) or told_after(turn)


def _as_taken(turn: Turn) -> bool:
    """What no pattern knows, by what it is most like: of the goal that it names, or of all there are where that is surer."""
    what, sure = taken_for(turn) or ("", 0.0)
    stories = services.goals().stories(turn.participant_id)
    if not what or not (named_in(turn, turn.text, stories) or speaks_of_them(turn.text) or what in WHEN_ASKED):
        return False
    if (wish := wish_of(turn, what, sure)) is not None:
        rhythm.apply(turn, wish)
        return True
    if what in SHOWS and stories and sure >= SURE_OF_ALL:
        if what == "show_progress":
            show_chart(turn, stories)
        else:
            turn.say_text(goals_told(turn, stories))
        return True
    act = act_of(turn, what)
    return act is not None and _act_as_taken(turn, act, stories, sure)


def _act_as_taken(turn: Turn, act: GoalAct, stories: tuple[GoalStory, ...], sure: float) -> bool:
    fitting = [story for story in stories if story.goal.state in FROM[act.act]]
    found = list(named_in(turn, turn.text, stories)) or (fitting if sure >= SURE_OF_ALL and (act.act is not Act.RATE or SAYS_GOAL_WORD.search(turn.text)) else [])
    if not found or act.act is Act.DROP and not SAYS_GOAL_WORD.search(turn.text) and _of_somebody(turn):
        return False  # "take dave off" is of the map; "bin off swimming" is asked about
    if not (meant := [story for story in found if story in fitting]):
        turn.say(SAID[found[0].goal.state], goal=found[0].goal.text)
    elif len(meant) > 1 and not (ALL.search(turn.text.lower()) and act.act in (Act.PAUSE, Act.RESUME, Act.FINISH)):
        ask_which_goal(turn, meant, act.act, "" if act.rating is None else str(act.rating))
    else:
        for story in meant:
            _do(turn, story, act)
    return True


def _of_somebody(turn: Turn) -> bool:
    """Whether the words take somebody off the map, or anything where they speak of the map."""
    beings = {item.label for item in turn.map().items if item.kind in BEINGS}
    return any("map" in turn.text.lower() or each.label in beings for each in turn.read(None).corrections if each.kind is CorrectionKind.REMOVE)


def _acted(turn: Turn, *, plainly: bool) -> bool:
    """``plainly``: only what names a goal or says the word, and can be about nothing else."""
    idle = (question := turn.question()) is None or question.key == "open"
    wish = read_goal_wish(turn.text)
    stories = services.goals().stories(turn.participant_id)
    if wish is not None and wish.steer is Steer.CHART or asks_progress(turn.text) and (idle or topic_of(question.key) is None):  # type: ignore[union-attr]
        show_chart(turn, stories)
        return True
    if idle and stories and asks_goals(turn.text):
        turn.say_text(goals_told(turn, stories))
        return True
    if not (stories or wish):
        return False
    acts = goal_acts(turn.text)
    if wish is not None:
        acts.append(GoalAct(Act(wish.steer), wish.about and f"{wish.about} goal" or "my goal", wish.to, wish.rating))
    return any(_act(turn, act, stories, plainly=plainly, idle=idle) for act in acts)


def _act(turn: Turn, act: GoalAct, stories: tuple[GoalStory, ...], *, plainly: bool, idle: bool) -> bool:
    listed = sorted(stories, key=lambda story: (LISTED.index(story.goal.state), stories.index(story)))
    if act.act is Act.DROP and OF_CHECKINS.search(act.object):
        return False  # "drop the questions about swimming" stops the questions, and not the goal
    if act.bare and (not idle or any(item.kind in BEINGS and same_label(act.object, item.label) for item in turn.map().items)):
        return False  # "swimming 4", and not a child's age
    found = find_goals(turn, "it" if act.object in ("unpause", "un pause", "resume") else act.object, listed, steps=act.act is Act.DID)
    if act.bare and (found.pointing or len(found.goals) != 1):
        return False
    fitting = [story for story in found.goals if story.goal.state in FROM[act.act]]
    if found.pointing and not found.explicit:
        if plainly or not fitting or not (_points_at_goal(act, idle=idle) or idle and says_it_of_goals(turn, act.act)):
            return False
    elif not found.goals:
        return _not_found(turn, act, listed, plainly=found.explicit)
    elif not fitting:
        if not found.explicit:
            return False
        if not stories or found.pointing:
            turn.say("utter_goals_none")
        else:
            turn.say(SAID[found.goals[0].goal.state], goal=found.goals[0].goal.text)
        return True
    if found.pointing and len(fitting) > 1:  # "ringing amy. 1 out of 10"
        asked = [story for story in fitting if turn.question() == Question(HOW, story.goal.id)]  # "thats that goal done", to how it went
        fitting = [story for story in named_in(turn, turn.text, stories) if story in fitting] or asked or fitting
    everyone = ALL.search(act.object) is not None
    if len(fitting) > 1 and not (everyone and act.act in (Act.PAUSE, Act.RESUME, Act.FINISH)):
        value = act.to if act.act is Act.CHANGE else "" if act.rating is None else str(act.rating)
        ask_which_goal(turn, fitting, Act.FINISH if act.act is Act.DID and found.explicit else act.act, value or "")
        return True
    for story in fitting:
        _do(turn, story, FINISH_SAID if act.act is Act.DID and found.explicit else act)
    return True


def _points_at_goal(act: GoalAct, *, idle: bool) -> bool:
    """Whether "it" can be a goal: "leave it" and "skip it" are about the question as well."""
    return idle and (act.act in (Act.RATE, Act.FINISH, Act.RESUME) and (bool(act.object) or act.act is Act.RATE) or act.act is Act.CHANGE and bool(act.to))


def _not_found(turn: Turn, act: GoalAct, listed: list[GoalStory], *, plainly: bool) -> bool:
    """They speak of a goal that there is not: it is said, with those that there are. Else it is about something else."""
    goal = SAYS_GOAL_WORD.search(act.object) is not None
    if not plainly or len(content_words(act.object)) > LONGEST_NAME or act.object.removeprefix("again ").startswith("with ") or not (goal or act.act in (Act.PAUSE, Act.RESUME)) or act.act is Act.RATE or not (open_ones := [story for story in listed if story.goal.state in FROM[Act.CHANGE]]):
        return False
    turn.say("utter_goals_not_found", what=" ".join(content_words(act.object)) or act.object)
    turn.say_text(goals_told(turn, tuple(open_ones), short=True))
    return True


def goals_told(turn: Turn, stories: tuple[GoalStory, ...], *, short: bool = False) -> str:
    """The goals there are, with their plans or by name alone, and when they are asked about."""
    if short:
        return words.phrase("utter_goals_these", goals=words.listing([story.goal.text for story in stories]))
    lines = [goal_words(story) for story in stories if story.active]
    lines += [words.phrase("utter_goals_on_hold", goal=story.goal.text) for story in stories if story.goal.state is GoalState.PAUSED]
    return "\n\n".join([*lines, rhythm_line(turn)]).strip() if lines else words.phrase("utter_goals_none")


def _change_part(turn: Turn, *, days: bool = True) -> bool:
    """"Change my first step to ring her", at any time. Without ``days``, "the day" may be the one on which we ask."""
    stories = services.goals().stories(turn.participant_id)
    of_goal = part_of(turn.text)
    named = part_named(turn.text) if of_goal is None else (of_goal.part, of_goal.new)
    if named is None or not days and of_goal is None and DAY_WORD.search(turn.text):
        return False
    part, text = named
    if of_goal is not None:
        meant = find_goals(turn, of_goal.object, [story for story in stories if story.goal.state in FROM[Act.CHANGE]])
        return not meant.pointing and len(meant.goals) == 1 and put_part_right(turn, meant.goals[0], part, text)
    found = [story for story in stories if story.goal.state in FROM[Act.CHANGE] and has_part(story, part)]
    found = [story for story in found if part == "step" and story.goal.first_step or part == "when" and story.when] or found
    if len(found) > 1 and (whose := FOR_WHAT.search(text)) and len(said := [story for story in found if story.goal.id in rhythm.goals_named(turn, whose["what"])]) == 1:
        found = said  # "my first step is to find my goggles for swimming"
    if len(found) > 1:
        ask_which_goal(turn, found, f"{PART}{part}", text)
        return True
    return bool(found) and put_part_right(turn, found[0], part, text)


def ask_which_goal(turn: Turn, found: list[GoalStory], steer: str, value: str = "") -> None:
    """Which of several goals is meant: by a button or a word from it, and then it is done."""
    asking.ask_which_goal(turn, [story.goal for story in found], f"{steer}:{value}")


def hear_which_goal(turn: Turn, check: Question) -> bool:
    """"The gym one", "both": does with it what was wanted. False where the words name none of them."""
    ids, _, wanted = (check.about or "").partition(":")
    steer, _, value = wanted.partition(":")
    asked_about = [story for each in ids.split("+") if (story := planning.story_of(turn, each)) is not None]
    chosen = _chosen(turn, asked_about)
    if not chosen:
        return False
    turn.answered(check, "answered")
    if steer == GIVEN_UP:
        hear_told(turn, chosen, value)
    for story in () if steer == GIVEN_UP else chosen:
        if steer == DROP:
            set_state(turn, story, GoalState.DROPPED)
        elif steer.startswith(PART):
            put_part_right(turn, story, steer.removeprefix(PART), value)
        else:
            _do(turn, story, GoalAct(Act(steer), "", to=value or None, rating=int(value) if value.isdigit() else None))
    return True


def _chosen(turn: Turn, asked_about: list[GoalStory]) -> list[GoalStory]:
    if turn.pressed:
        return [story for story in asked_about if turn.value == f"which:{story.goal.id}"]
    if len(turn.text.split()) > LONGEST_CHOICE:
        return []
    found = find_goals(turn, turn.text, asked_about)
    if found.goals and not found.pointing and (len(found.goals) == 1 or ALL.search(plain(turn.text))):
        return list(found.goals)
    named = set(rhythm.goals_named(turn, turn.text))
    picked = [story for story in asked_about if story.goal.id in named]
    return picked if len(picked) == 1 else []


def _press(turn: Turn) -> bool:
    """A button that says which goal."""
    _, _, rest = (turn.value or "").partition("goal:")
    verb, _, goal_id = rest.partition(":")
    story = planning.story_of(turn, goal_id) if verb in set(STATES) else None
    if story is None:
        return False
    if story.goal.state in FROM[Act(verb)]:
        set_state(turn, story, STATES[Act(verb)])
    else:
        turn.say("utter_channel_button_unknown")
    return True


def ask_to_drop(turn: Turn, goal: Goal) -> None:
    """A goal goes only after a yes."""
    asking.ask_yes_or_no(turn, Question(asking.DROP, goal.id), "utter_check_drop", again=True, goal=goal.text)


def _do(turn: Turn, story: GoalStory, act: GoalAct) -> None:
    if act.act is Act.RATE and act.rating is not None:
        rate(turn, story, act.rating)
    elif act.act is Act.CHANGE and act.to:
        often = is_only(act.to.lower(), pieces_of(act.to.lower()))  # "change swimming to once a fortnight"
        other = not often and not set(content_words(act.to)) & {*content_words(story.goal.text), *content_words(story.goal.first_step or "")}
        reword(turn, story, (merged(story.goal.text, act.to) if often else act.to)[:planning.LONGEST])
        if other and story.goal.first_step:  # "bin swimming and do yoga instead": the old step is none of that
            services.maps().ask(*turn.where, STEP, story.goal.id, part=f"{turn.part}:step", now=turn.now)
    elif act.act is Act.CHANGE:
        services.maps().ask(*turn.where, INSTEAD, story.goal.id, part=f"{turn.part}:instead", now=turn.now)
    elif act.act is Act.DID:
        done_unasked(turn, story, story.goal.text)
    elif act.act is Act.DROP and (question := turn.question()) is not None and question == Question(HOW, story.goal.id) and lets_be(turn.text):
        changed_mind(turn, question, story)
    elif act.act is Act.DROP:
        ask_to_drop(turn, story.goal)
    else:
        set_state(turn, story, STATES[act.act])
