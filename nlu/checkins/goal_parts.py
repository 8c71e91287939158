"""A part of one goal's plan, named with the goal: "change the swimming step to buy a costume", "im going swimming on tuesdays now"."""

import re
from dataclasses import dataclass

from nlu.checkins.speaking import as_said, plain
from nlu.checkins.steering import LEAD, TAIL
from nlu.checkins.whenabouts import is_only, pieces_of

OBJECT = r"(?P<object>[\w'’ -]+?)"
PARTS = r"(?:(?P<step>(?:first |next |small )*step)|(?P<plan>(?:if.then |back ?up )?plan)|(?P<when>day|time|when))"
STEP = r"(?P<step>(?:first |next |small )*step)(?P<plan>(?!))?(?P<when>(?!))?"
CHANGE = r"(?:change|make|set|switch|swap|put|move|reword)"
WAYS = tuple(re.compile(way) for way in (
    rf"{LEAD}{CHANGE} (?:the |my )?(?P<object>(?!first\b|next\b|small\b|if\b|my\b|the\b|that\b|this\b|our\b|a\b)[\w'’-]+(?: [\w'’-]+)?) (?:goal )?{PARTS} (?:to|into|be|for) (?P<new>.+)$",
    rf"{LEAD}{CHANGE} (?:the |my |me |us |our )?{PARTS} (?:for|of|on|with) (?:the |my )?{OBJECT}(?: goal)? (?:to|into|be) (?P<new>.+)$",
    rf"{LEAD}(?:my|the|me|us|our) {PARTS} (?:for|of|on|with) (?:the |my )?{OBJECT}(?: goal)? (?:is|should be|will be|is now|is going to be)(?: to)? (?P<new>.+)$",
    rf"{LEAD}(?:for|with) (?:the |my )?{OBJECT}(?: goal)?,? (?:my|the) {PARTS} (?:is|should be|will be)(?: to)? (?P<new>.+)$",
    rf"{LEAD}(?:for|with) (?:the |my )?{OBJECT}(?: goal)?,? (?:(?:the|my|a) )*(?:change|write|put|make|new) (?:(?:new|the|my|a) )*{STEP},? (?:(?:now|it|is|to|as|should be|will be) )*(?P<new>.+)$",
    rf"^(?:(?:a|my|the|here is a|heres a) )?(?:new|different|other) {PARTS} (?:for|of|on|with) (?:the |my )?(?P<object>[\w'’-]+(?: [\w'’-]+){{0,2}})(?:,|:| is| -)+ (?P<new>.+)$",
    rf"{LEAD}{CHANGE} (?:the |my )?{PARTS} (?:for|of|on|with) (?:the |my )?(?P<object>[\w'’-]+)(?: goal)?:? (?!to\b|into\b|be\b|and\b|on\b|at\b|in\b)(?P<new>.+)$"))
NOW = re.compile(rf"^(?:(?:ok|so|yes|actually|oh|well|and|but) )*(?:i'?m|im|i am|i'?ll be|we'?re)(?: now)?(?: (?:going to|gonna))?(?: (?:go|going|do|doing))+ (?:to )?(?:the )?{OBJECT} (?P<new>(?:on|at|in|every|with|before|after|mon|tue|wed|thu|fri|sat|sun).+?){TAIL}")
SINCE = re.compile(r"\b(?:now|from now on|instead|these days)\b")


@dataclass(frozen=True, slots=True)
class GoalPart:
    """``part``: step, when or plan; ``object``: the words for the goal, which the caller looks up; ``new``: the part's words from now on."""

    part: str
    object: str
    new: str


def part_of(text: str) -> GoalPart | None:
    """Which part of which goal is to be in other words; None where a message says no such thing."""
    said = re.sub(r"[.!]+$", "", plain(text))
    for way in WAYS:
        if found := way.search(said):
            part = next(name for name in ("step", "plan", "when") if found[name])
            return GoalPart(part, found["object"].strip(), as_said(text.strip().rstrip(".!"), found["new"]))
    if SINCE.search(said) and (found := NOW.match(said)):
        new = re.sub(r"\s+", " ", SINCE.sub(" ", found["new"])).strip()
        if is_only(new, pieces_of(new)):
            return GoalPart("when", found["object"].strip(), new)
    return None
