"""What no answer of ours may hold, whatever was said to it: looked for in every answer of a walk (tests/system/walking.py)."""

import re
from collections.abc import Iterator

import textstat

from mapping.words import read_responses
from tests.never_said import never_said

NEVER = {  # what an answer may hold no more than what tests/never_said.py names
    "a fault of ours": r"could not read your last message|something went wrong on my side",
    "slow": r"I'm having trouble reading it just now",
    "the inside of the program": r"utter_|action_|Traceback|\bNone\b(?! of)|[{}]|\bnull\b|Error\b|\[[a-z_]+\]",
}
TURNS_AWAY = read_responses("control")["utter_control_medical"]["text"]  # may stand: tests/unit/never_said.yml says why
SAME_AGAIN = "the same answer again"  # to be looked at: who asks for the same twice may read the same twice
GONE_BY = read_responses("channel")["utter_channel_button_unknown"]["text"]  # a button of a question that has gone by
CRISIS = re.compile(r"\b999\b")
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
LISTED = re.compile(r"^(?:[-•]|\d+\.) .*$", re.M)  # a line of a list: names, and the reasons of ideas, may come twice
RUN = 3  # words in a row that they said before are theirs, also where they are said back
QUESTION = re.compile(r"[^.!?\n]*\?")
HIGHEST_GRADE, HIGHEST_IN_DANGER = 5.0, 4.0
WORDS_TOLD_APART = 4  # a shorter sentence ("OK.") may come twice
WORDS_GRADED = 6  # of fewer words a grade says nothing


def faults_of(answer: str, said: str, *, at_once: int = 1) -> Iterator[str]:
    """What is wrong with one answer by itself. What the person said (all of it) is not ours. ``at_once``: how many messages it answers."""
    own = without_theirs(answer, said)
    if not answer.strip():
        yield "no answer"
    yield from never_said(own.replace(TURNS_AWAY, " "))
    for what, pattern in NEVER.items():
        if re.search(pattern, own, re.I if what != "the inside of the program" else 0):
            yield what
    quoted = re.sub(r"[\"“][^\"”]*[\"”]", " ", own)
    if quoted.count("?") > at_once:
        yield "more than one question"
    told = [sentence for sentence in sentences(LISTED.sub("", own)) if len(sentence.split()) >= WORDS_TOLD_APART]
    if at_once == 1 and len(set(told)) < len(told):
        yield "the same words twice"


def faults_after(answer: str, before: str, *, settled: bool) -> Iterator[str]:
    """What is wrong with it after the answer before. ``settled``: what they did must have answered the question asked there."""
    if settled and GONE_BY not in answer and (asked := asked_in(answer)) and asked == asked_in(before):
        yield "asked again"
    told = {sentence for sentence in sentences(answer) if len(sentence.split()) > WORDS_TOLD_APART and not sentence.endswith("?")}
    if told and told == {sentence for sentence in sentences(before) if len(sentence.split()) > WORDS_TOLD_APART and not sentence.endswith("?")}:
        yield SAME_AGAIN


def too_hard(answer: str, grade_of_it: float) -> bool:
    """Whether an answer asks for more reading than it may."""
    return grade_of_it > (HIGHEST_IN_DANGER if CRISIS.search(answer) else HIGHEST_GRADE)


def grade(answer: str, said: str, labels: list[str]) -> float | None:
    """Flesch-Kincaid grade, with every label of the map read as one short name, as names are the person's words, and without what they said.

    None where there is too little to go by.
    """
    answer = without_theirs(answer, said, put="Sam")
    for label in sorted(labels, key=len, reverse=True):
        answer = re.sub(rf"(?<!\w){re.escape(label)}(?!\w)", "Sam", answer, flags=re.I)
    if len(answer.split()) <= WORDS_GRADED:
        return None
    return float(textstat.flesch_kincaid_grade(re.sub(r"\d[\d ]*\d", "one", answer)))


def without_theirs(answer: str, said: str, *, put: str = " ") -> str:
    """The answer without the words that are theirs: so many in a row that they said before."""
    theirs = [word.lower() for word in WORD.findall(said)]
    runs = {tuple(theirs[place:place + RUN]) for place in range(len(theirs) - RUN + 1)}
    found = list(WORD.finditer(answer))
    covered = {at + more for at in range(len(found) - RUN + 1) if tuple(each[0].lower() for each in found[at:at + RUN]) in runs for more in range(RUN)}
    kept, end = [], 0
    for at, word in enumerate(found):
        if at in covered and at - 1 not in covered:
            kept += [answer[end:word.start()], put]
        if at in covered:
            end = word.end()
            if at + 1 not in covered and answer[end:end + 2].lstrip().startswith("?"):
                end = answer.index("?", end) + 1
    return "".join([*kept, answer[end:]])


def asked_in(answer: str) -> str:
    """The question of an answer, or nothing."""
    found = QUESTION.findall(answer)
    return found[-1].strip().lower() if found else ""


def sentences(answer: str) -> list[str]:
    """An answer in sentences, in small letters."""
    return [part.strip().lower() for part in re.split(r"(?<=[.!?])\s+|\n+", answer) if part.strip()]
