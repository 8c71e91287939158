"""A step of a goal put right after it was said: what, first step, when, where, with whom, what may get in the way, what then."""

import re
from collections.abc import Callable
from datetime import timedelta

from actions import planning, services
from actions.goal_changes import rate, reword
from actions.goal_finding import content_words
from actions.patterns import pattern, plain
from actions.turn import Turn
from mapping.agenda import Question
from mapping.goals import GoalStory
from mapping.goals.following import BARRIER, CHOOSE, DAYS, PLAN, RATING, STEP, WHEN
from mapping.model import Barrier
from mapping.naming.roles import KIN
from nlu.checkins.putting_right import PutRight, Sure, old_words, read_put_right
from nlu.checkins.same_words import same_word
from nlu.checkins.reply import barrier_words, read_rating
from nlu.checkins.times import days_in
from nlu.checkins.whenabouts import Piece, Span, is_alone, is_bare_time, is_only, merged, pieces_of

STEPS = (CHOOSE, STEP, WHEN, BARRIER, PLAN, RATING, DAYS)  # in the order in which they are asked; CHOOSE is the goal itself
PARTS = {"text": CHOOSE, "step": STEP, "when": WHEN, "barrier": BARRIER, "plan": PLAN}
CLOCK_PIECES = {Piece.DAY, Piece.TIME, Piece.OFTEN}
BARE_THING = re.compile(r"(?:the|my|our|a|an|his|her|their|some) [\w'-]+(?: [\w'-]+){0,2}", re.I)
DOING = re.compile(
    r"(?:to |go |i'?ll |i could |i can |i will )?(?:ring|call|phone|text|message|msg|email|ask|tell|go|walk|look|find|write|book|join|try|cook|meet|see|visit|buy|get|make|do|"
    r"start|send|speak|talk|chat|put|take|read|pack|plan|clean|sort|pop|knock|invite|play|swim|run|cycle|draw|paint|sign|check|google|download|watch|stay|wait|leave|"
    r"listen|breathe|sit|rest|use|bring|borrow|save|practi[sc]e|learn|drop|come|catch|drive|order|set|set up|find out|have|keep|pick|wear|move|switch|ignore|remember)\b", re.I)
CLAUSE = re.compile(r"\b(?:is|are|was|isn'?t|aren'?t|can'?t|won'?t|don'?t|doesn'?t|i'?m|it'?s)\b", re.I)
SOON = timedelta(minutes=30)
Aim = tuple[str, str]  # which step, and its words from now on


def put_right(turn: Turn, question: Question, story: GoalStory) -> bool:
    """Takes a message that puts right an earlier step of this goal, and says what stands now. False for anything else."""
    for found in read_put_right(turn.text) if turn.text else ():
        if (aim := _aimed(turn, question, story, found)) is not None:
            WRITTEN[aim[0]](turn, story, aim[1].strip()[:planning.LONGEST])
            return True
    return False


def words_back(turn: Turn) -> bool:
    """"No keep it the pool", soon after a goal was put in other words: it has its old ones again. False for anything else."""
    said = old_words(turn.text) if turn.text else None
    if said is None:
        return False
    for story in services.goals().stories(turn.participant_id):
        if len(story.texts) < 2 or turn.now - story.texts[-1][1] > SOON:
            continue
        old, named = story.texts[-2][0], content_words(said)
        if (named or not said) and all(any(same_word(word, own) for own in content_words(old)) for word in named):
            reword(turn, story, old)
            return True
    return False


def part_named(text: str) -> tuple[str, str] | None:
    """Which part of a plan a message wants in other words, and those words ("change my first step to ring her"), or None."""
    return next(((found.part, found.new) for found in read_put_right(text) if found.part and found.part != "text"), None)


def has_part(story: GoalStory, part: str) -> bool:
    """Whether there is something of the kind to change; a first step and a time can be new."""
    return PARTS[part] in (STEP, WHEN) or PARTS[part] in _texts(story, None)


def put_part_right(turn: Turn, story: GoalStory, part: str, text: str) -> bool:
    """Changes the step that was named ("change my first step to ..."). False where there is nothing of the kind to change."""
    aim = _named(turn, story, _texts(story, None), PARTS[part], text)
    if aim is None:
        return False
    WRITTEN[aim[0]](turn, story, aim[1].strip()[:planning.LONGEST])
    return True


def _texts(story: GoalStory, question: Question | None) -> dict[str, str]:
    """What stands at each step that has something."""
    barrier = _barrier_of(story, question)
    texts = {
        CHOOSE: story.goal.text, STEP: story.goal.first_step, WHEN: story.when, BARRIER: barrier and barrier.text,
        PLAN: story.plan and story.plan.then_words, RATING: str(story.ratings[-1].value) if story.ratings else None}
    return {key: text for key, text in texts.items() if text}


def _aimed(turn: Turn, question: Question, story: GoalStory, found: PutRight) -> Aim | None:
    """Which earlier step this is meant for, and what it says from now on; None where it answers the question after all."""
    texts = _texts(story, question)
    if found.part:
        return _named(turn, story, texts, PARTS[found.part], found.new) if PARTS[found.part] != question.key else None
    before = [key for key in reversed(STEPS[:STEPS.index(question.key)]) if key in texts] if question.key in STEPS else []
    if story.heard and question.key != PLAN:
        before = []  # an answer to "how did it go" is talked about, and no plan is made
    if found.old:
        return next((aim for key in before if (aim := _instead_of(key, texts[key], found)) is not None), None)
    if question.key == STEP and pattern("makes it").match(plain(turn.text).strip()) and (BARE_THING.fullmatch(found.new) or planning.named_in(found.new, turn.map())):
        return CHOOSE, found.new  # "actually no make it the library", of a goal that has no more yet than its words
    return _by_kind(turn, question, texts, before, found) if before else None


def _named(turn: Turn, story: GoalStory, texts: dict[str, str], key: str, new: str) -> Aim | None:
    if key in (BARRIER, PLAN) and key not in texts:
        return None
    if key != WHEN or WHEN not in texts:
        return key, new
    people, places = planning.labels(turn)
    return WHEN, merged(texts[WHEN], new, people=people, places=places, as_piece=_bare_piece(new, people))


def _instead_of(key: str, text: str, found: PutRight) -> Aim | None:
    """The new words in the place of the old ones, where they stand in this step."""
    place = re.search(rf"(?<!\w){re.escape(found.old or '')}(?!\w)", text, re.I)
    if place is not None:
        before, lead = text[:place.start()], found.new.split(" ")[0].lower()
        new = found.new.split(" ", 1)[-1] if before.lower().rstrip().endswith(f" {lead}") and " " in found.new else found.new  # "with Dev not Amy", of "friday with Amy"
        return key, before + new + text[place.end():]
    days = days_in((found.old or "").lower())
    return (key, merged(text, found.new)) if days and days == days_in(text.lower()) and days_in(found.new.lower()) else None


def _by_kind(turn: Turn, question: Question, texts: dict[str, str], before: list[str], found: PutRight) -> Aim | None:
    """By what the new words are: a day or a place belongs to when and where, a deed to a step or a plan, a thing to what is in the way."""
    new, last, outright = found.new, before[0], found.sure is Sure.OUTRIGHT
    if last == RATING and outright and read_rating(new) is not None:
        return RATING, str(read_rating(new))
    if question.key == RATING and read_rating(new) is not None:
        return None
    people, places = planning.labels(turn)
    spans = pieces_of(new, people=people, places=places)
    kinds = {span.piece for span in spans}
    only = bool(spans) and is_only(new, spans)
    if question.key == DAYS and only and kinds <= CLOCK_PIECES:
        return None
    if last == BARRIER and (clause := re.match(r"(?:when|if|that|because|cos) (?P<rest>.+)", new, re.I)) and outright:
        return BARRIER, clause["rest"]
    if last == WHEN:
        return _of_when(texts[WHEN], found, spans, only, people, places)
    if only and outright:
        if kinds & {span.piece for span in pieces_of(texts[last], people=people, places=places)}:
            return last, merged(texts[last], new, people=people, places=places)
        if kinds <= CLOCK_PIECES:
            return (WHEN, merged(texts[WHEN], new, people=people, places=places)) if WHEN in before else None
    if outright:
        return (last, barrier_words(new) if last == BARRIER else new) if last != RATING else None
    doing = DOING.match(new) is not None and not only
    if (question.key, last) == (PLAN, BARRIER):
        return (BARRIER, barrier_words(new)) if BARE_THING.fullmatch(new) and not doing else None
    followed = {WHEN: STEP, RATING: PLAN, DAYS: PLAN}.get(question.key)
    return (followed, new) if doing and followed in before[:2] else None


def _of_when(text: str, found: PutRight, spans: tuple[Span, ...], only: bool, people: list[str], places: list[str]) -> Aim | None:
    """The step just before was when, where and with whom, and what may get in the way is asked."""
    new, outright = found.new, found.sure is Sure.OUTRIGHT
    mine = {span.piece for span in pieces_of(text, people=people, places=places)}
    if is_bare_time(new) and (Piece.TIME in mine or outright):
        return WHEN, merged(text, new, people=people, places=places, as_piece=Piece.TIME)
    bare_company = any(span.piece is Piece.WHO and span.core == span.start and new[:span.start].strip() == "" and not is_alone(new) for span in spans)
    if only and (outright or not bare_company):
        return WHEN, merged(text, new, people=people, places=places)
    if not outright or CLAUSE.search(new):
        return None
    if (piece := _bare_piece(new, people)) is not None:
        return WHEN, merged(text, new, people=people, places=places, as_piece=piece)
    return (WHEN, new) if spans else None


def _bare_piece(new: str, people: list[str]) -> Piece | None:
    """What "the park" or "my sister" is, which has no "at" or "with" before it."""
    if is_bare_time(new):
        return Piece.TIME
    if not BARE_THING.fullmatch(new.strip()) and len(new.split()) > 1:
        return None
    return Piece.WHO if any(word in KIN for word in new.lower().split()) or new.lower() in {each.lower() for each in people} else Piece.WHERE


def _barrier_of(story: GoalStory, question: Question | None) -> Barrier | None:
    return next((each for each in story.barriers if question is not None and each.id == question.about), story.barriers[-1] if story.barriers else None)


def _write_step(turn: Turn, story: GoalStory, text: str) -> None:
    items = _tied(turn, story, story.goal.first_step, text, kept=(story.goal.text, story.when))
    services.maps().change_goal(*turn.where, story.goal.id, first_step=text, item_ids=items, part=f"{turn.part}:right", now=turn.now)
    turn.say("utter_goals_step_saved", step=text)


def _write_when(turn: Turn, story: GoalStory, text: str) -> None:
    """Who and where are read anew, so that whoever went is tied to the goal no more."""
    standing = turn.map()
    named = [item for item in standing.items if item.id in planning.named_in(text, standing)]
    people, places = planning.people_of(named), planning.places_of(named)
    services.maps().change_goal(
        *turn.where, story.goal.id, when=text, with_whom=people or ("" if story.with_whom else None), where=places or ("" if story.where else None),
        item_ids=_tied(turn, story, story.when, text, kept=(story.goal.text, story.goal.first_step)), part=f"{turn.part}:right", now=turn.now)
    turn.say("utter_goals_when_saved", when=text)


def _write_barrier(turn: Turn, story: GoalStory, text: str) -> None:
    question = turn.question()
    barrier = _barrier_of(story, question)
    services.goals().reword_barrier(*turn.where, story.goal.id, barrier.id, text, part=f"{turn.part}:right", now=turn.now)
    if question is None or question.key != PLAN:  # the question for the plan says it by itself
        turn.say("utter_goals_barrier_saved", barrier=planning.inside(text))


def _write_plan(turn: Turn, story: GoalStory, text: str) -> None:
    before = story.plan
    plan = services.goals().plan(
        *turn.where, story.goal.id, if_words=before.if_words, then_words=text, barrier=before.barrier, instead_of=before.id,
        part=f"{turn.part}:right", now=turn.now)
    turn.say_text(planning.plan_words(plan))


def _write_rating(turn: Turn, story: GoalStory, text: str) -> None:
    rate(turn, story, int(text), instead=True)


WRITTEN: dict[str, Callable[[Turn, GoalStory, str], None]] = {
    CHOOSE: reword, STEP: _write_step, WHEN: _write_when, BARRIER: _write_barrier, PLAN: _write_plan, RATING: _write_rating}


def _tied(turn: Turn, story: GoalStory, before: str | None, now: str, *, kept: tuple[str | None, ...]) -> tuple[str, ...] | None:
    """The items the goal is tied to: without those that only the old words named, with those of the new. None where nothing changes."""
    standing = turn.map()
    staying = {each for text in kept if text for each in planning.named_in(text, standing)}
    gone = set(planning.named_in(before or "", standing)) - staying
    ids = tuple(dict.fromkeys((*(each for each in story.goal.items if each not in gone), *planning.named_in(now, standing))))
    return ids if ids != story.goal.items else None
