"""Hears which of several is meant: of one name, of those just named, or in a goal."""

import re
from dataclasses import replace

from actions import asking, services, words
from actions.asking import BOTH
from actions.endings import died
from actions.hearing import hear, named, pointed_at
from actions.patterns import pattern, plain, says
from actions.possessives import BEINGS, unowned
from actions.recording import tell
from actions.turn import Turn
from mapping.agenda import Question
from mapping.history import CHECK
from mapping.model import Correction, Item, Kind, Mention, WellbeingMap
from mapping.naming import bare_name, fold_label, marks, spoken
from mapping.services import NEW, Said

LONGEST_ANSWER = 9  # words; longer ones are talk
ANYBODY = "people.else"
OPENING = re.compile(r"^(?:(?:oh|um+|er+|well|ah|(?:that|it)(?:'?s|'?d be| would be)|i mean)[ ,]+)+", re.I)
WHO_THAT_IS = re.compile(r"[\s,]+(?:from|off|at|in|on|of|down|up|round|near|by|next door|over|who|whos|that|he|she)\b.*$", re.I)  # "jo from the caff on the high st"


def hear_which(turn: Turn, check: Question) -> bool:
    message_id, _, label = (check.about or "").partition(":")
    said = services.maps().said(turn.participant_id, message_id)
    standing = turn.map()
    whom = label.startswith(asking.WHOM)
    candidates = by_ids(label.removeprefix(asking.WHOM), standing) if whom else asking.meant_by(label, standing)
    chosen = _chosen(turn, candidates)
    if whom and not chosen and said is not None and (new := new_being(turn)) is not None and _only_names(turn.text, new):
        chosen = (new.id,)  # "Who do you mean?" "my sister jo": somebody who is not on the map yet
    if not chosen or said is None or whom and len(chosen) > 1:
        return False
    turn.answered(check, "answered")
    question = Question(said.asked, said.about) if said.asked and not said.asked.startswith(CHECK) else None
    if whom:
        return _told_of(turn, chosen[0], said, question)
    reading = hear(said.text, question, standing, services.maps().known(turn.participant_id), turn.talk())
    if chosen == (NEW,) and not reading.mentions:  # a correction of nobody on the map
        turn.say("utter_control_start_over_kept")
        return True
    if reading.corrections:  # the others of this message were done, or asked about, at once
        reading = replace(reading, corrections=tuple(each for each in reading.corrections if _of(each, label)))
    for number, item_id in enumerate(chosen, 1):
        understood = services.maps().record(
            turn.participant_id, message_id, reading, part=f"which:{fold_label(label)}:{number}", now=turn.now,
            asked=question.key if question else None, about=None, meant={label: item_id})
        tell(turn, understood, text=said.text, message_id=message_id)
    return True


def new_being(turn: Turn) -> Item | None:
    """The one person or pet that a short answer names, put on the map where they are not on it yet, with the places that say who
    that is ("jo from the caff"); None for any other answer."""
    if not turn.text or len(turn.text.split()) > LONGEST_ANSWER or died(turn.text):
        return None
    text = OPENING.sub("", turn.text)
    reading = replace(turn, text=text).read(Question(ANYBODY))
    beings = [mention for mention in reading.mentions if mention.kind in BEINGS]
    if reading.corrections or len(beings) != 1 or unowned(text, reading) or not beings[0].known and not _only_names(text, beings[0]):
        return None
    mentions = tuple(mention for mention in reading.mentions if mention is beings[0] or mention.kind is Kind.PLACE)
    kept = {mention.label for mention in mentions}
    links = tuple(link for link in reading.links if {link.a, link.b} <= kept)
    services.maps().record(*turn.where, replace(reading, mentions=mentions, links=links, answer=None), part=f"{turn.part}:new", now=turn.now)
    return next((item for item in turn.map().items if fold_label(item.label) == fold_label(beings[0].label)), None)


def _only_names(text: str, being: Item | Mention) -> bool:
    """Whether the words say nothing but who is meant: "my sister jo", "jo from the caff", and not "jo rang me"."""
    naming = {word for said in (being.label, being.relation_words or "", being.relation or "", *being.aliases) for word in fold_label(said).split()}
    said = text
    for place in re.finditer(rf"(?<!\w){re.escape(bare_name(being.label))}(?!\w)", text, re.I):
        if tail := WHO_THAT_IS.match(text, place.end()):
            said = text[:tail.start()]
    return all(word.removesuffix("s") in naming or word in naming or pattern("pointing word").fullmatch(word) for word in re.findall(r"[\w'-]+", fold_label(said)))


def _told_of(turn: Turn, item_id: str, said: Said, question: Question | None) -> bool:
    """What was said of "her", put on the map as said of this one."""
    item = turn.map().item(item_id)
    about = Question(question.key if question else "open", item.label if item else None)
    known = services.maps().known(turn.participant_id)
    reading = hear(said.text, about, turn.map(), known, turn.talk())
    if item is not None and not any(each.label == item.label for each in reading.mentions):
        reading = services.reader().read(named(said.text, item), asked=about.key, known=known)
    understood = services.maps().record(*turn.where, reading, part=f"{turn.part}:whom", now=turn.now, asked=about.key, about=about.about)
    tell(turn, understood, text=said.text, message_id=turn.message_id)
    return True


def _of(correction: Correction, label: str) -> bool:
    """Whether the correction is about this label."""
    named = {fold_label(bare_name(word)) for word in (correction.label, correction.to, *correction.labels) if word}
    return correction.label is None and not correction.labels or fold_label(bare_name(label)) in named


def _chosen(turn: Turn, candidates: tuple[Item, ...]) -> tuple[str, ...]:
    """Ids of those meant, or NEW; empty where the answer points at none of them."""
    ids = tuple(item.id for item in candidates)
    if value := value_of(turn):
        value = value.removeprefix("which:")
        return ids if value == BOTH else (value,) if value == NEW or value in ids else ()
    if not turn.text or len(turn.text.split()) > LONGEST_ANSWER:
        return ()
    found = by_words(turn, candidates)
    if len(found) == 1:
        return (found[0].id,)
    if says("both", turn.text):
        return ids
    if says("somebody new", turn.text):
        return (NEW,)
    for word, place in (("first", 0), ("second", -1)):
        if says(word, turn.text) and candidates:
            return (ids[place],)
    return ()


def by_words(turn: Turn, candidates: tuple[Item, ...]) -> tuple[Item, ...]:
    """Those whom a short answer points at: "my brother", "the one from church", "Dave from work"."""
    standing = turn.map()
    said = f" {fold_label(turn.text)} "
    mentions = services.reader().read(turn.text).mentions
    relations = {mention.relation for mention in mentions if mention.relation not in (None, "other")}
    by_label = tuple(item for item in candidates if f" {fold_label(item.label)} " in said)
    by_relation = tuple(item for item in candidates if item.relation in relations)
    by_mark = tuple(item for item in candidates if any(f" {fold_label(mark)} " in said for mark in marks(item, standing)))
    beside = tuple(item for item in candidates if pointed_at(turn.text, fold_label(bare_name(item.label)), (item,), standing))
    alone = by_label if len({bare_name(item.label) for item in candidates}) == len(candidates) else ()
    return next((found for found in (alone, beside, by_relation, by_mark, _told_as(turn, candidates)) if len(found) == 1), ())


def _told_as(turn: Turn, candidates: tuple[Item, ...]) -> tuple[Item, ...]:
    """Those who were told of in these words before: "the one i live with"."""
    names = "|".join(re.escape(fold_label(bare_name(item.label))) for item in candidates)
    asked = re.search(rf"\b(?:one|{names}) (?:that |who |which |whos )?(?P<how>\w+ \w.*?)\W*$", plain(turn.text)) if candidates else None
    told = lambda item: any((said := services.maps().said(turn.participant_id, source)) and asked["how"] in plain(said.text) for source in item.sources)  # noqa: E731
    return tuple(item for item in candidates if told(item)) if asked else ()


def hear_tied(turn: Turn, check: Question) -> bool:
    """Which of a name a goal means: tied to it."""
    goal_id, _, ids = (check.about or "").partition(":")
    candidates = by_ids(ids, turn.map())
    chosen = _chosen(turn, candidates)
    goal = next((each for each in turn.map().goals if each.id == goal_id), None)
    if goal is None or not chosen or chosen == (NEW,):
        return False
    turn.answered(check, "answered")
    services.maps().change_goal(
        *turn.where, goal.id, item_ids=tuple(dict.fromkeys((*goal.items, *chosen))), part=f"{turn.part}:tied", now=turn.now)
    turn.say("utter_check_tied", about=words.listing([spoken(item) for item in candidates if item.id in chosen]))
    return True


def by_ids(ids: str, standing: WellbeingMap) -> tuple[Item, ...]:
    """The items on the map whose ids are joined here by a plus."""
    return tuple(item for item in map(standing.item, ids.split("+")) if item is not None)


def value_of(turn: Turn) -> str | None:
    """The meaning of a pressed button, if it is one of ours."""
    return turn.value if turn.pressed and turn.value and turn.value.startswith(("which:", "check:")) else None
