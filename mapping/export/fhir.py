"""The map as a FHIR R4B bundle: what the person said (QuestionnaireResponse), their Goals, and a CarePlan of their own.

https://hl7.org/fhir/R4B/. The subject is a Patient with no more than the participant's id; every source and author is that
person. Nothing here is an assessment: no codes, no scores, and each resource says who made it.
"""

import uuid
from datetime import datetime
from html import escape
from typing import Any

from mapping.export.network_canvas import IDS
from mapping.export.signs import writable
from mapping.model import Goal, GoalState, Item, Kind, WellbeingMap
from mapping.words import read_words

Resource = dict[str, Any]
LIFECYCLE = {
    GoalState.ACTIVE: "active", GoalState.PAUSED: "on-hold", GoalState.DONE: "completed", GoalState.DROPPED: "cancelled",
}
STEP_STATUS = {  # of the first step; an active goal does not say whether its step was taken
    GoalState.ACTIVE: "unknown", GoalState.PAUSED: "on-hold", GoalState.DONE: "completed", GoalState.DROPPED: "cancelled",
}


def write_bundle(wellbeing_map: WellbeingMap, *, participant_id: str, now: datetime) -> Resource:
    """The bundle as JSON-able data. ``now`` is aware UTC; the same map at the same moment gives the same bundle."""
    person = _url(participant_id)
    goals = {_url(participant_id, goal.id): _goal(goal, person) for goal in wellbeing_map.goals if _filled(goal.text)}
    entries: list[tuple[str, Resource]] = [
        (person, _patient(wellbeing_map, participant_id)),
        (_url(participant_id, "answers"), _answers(wellbeing_map, person, now)),
        *goals.items(),
    ]
    if goals:
        entries.append((_url(participant_id, "plan"), _plan(wellbeing_map, person, list(goals), now)))
    return {
        "resourceType": "Bundle", "type": "collection", "timestamp": now.isoformat(),
        "identifier": {"system": "urn:ietf:rfc:3986", "value": _url(participant_id, "bundle", now.isoformat())},
        "entry": [{"fullUrl": url, "resource": resource} for url, resource in entries],
    }


def _patient(wellbeing_map: WellbeingMap, participant_id: str) -> Resource:
    patient: Resource = {
        "resourceType": "Patient", "identifier": [{"system": "urn:selfmap:participant", "value": writable(participant_id)}],
    }
    if name := _filled(wellbeing_map.name):
        patient["name"] = [{"use": "usual", "text": name}]
    return patient


def _answers(wellbeing_map: WellbeingMap, person: str, now: datetime) -> Resource:
    said = read_words("export")["fhir"]
    groups = [_kind_group(wellbeing_map, kind) for kind in Kind]
    groups += [_ties_group(wellbeing_map)]
    for link, records in (("wishes", wellbeing_map.wishes), ("barriers", wellbeing_map.barriers)):
        lines = [_less(each) for each in records]
        groups.append(_group(link, said["groups"][link], [_answered(f"{link}.text", None, lines)]))
    return {
        "resourceType": "QuestionnaireResponse", "status": "completed", "text": _narrative(said["title"]),
        "subject": {"reference": person}, "source": {"reference": person}, "author": {"reference": person},
        "authored": (wellbeing_map.at or now).isoformat(), "item": [group for group in groups if group],
    } | ({} if any(groups) else {"item": [{"linkId": "nothing", "text": said["nothing"]}]})


def _less(said: Any) -> str | None:
    less = read_words("export")["less"]
    return _filled(less.format(text=said.text) if getattr(said, "less", False) else said.text)


def _kind_group(wellbeing_map: WellbeingMap, kind: Kind) -> Resource | None:
    said = read_words("export")["fhir"]
    return _group(kind.value, said["groups"][kind.value],
                  [_item(item, kind.value) for item in wellbeing_map.of_kind(kind)])


def _item(item: Item, link: str) -> Resource | None:
    questions = read_words("export")["fhir"]["questions"]
    asked = {
        "name": item.label, "relation": item.relation_words or item.relation, "formal": item.formal,
        "closeness": item.closeness, "frequency": item.frequency, "impact": item.impact, "words": item.impact_words,
        "status": item.status, "where": item.locality,
    }
    answers = (_answered(f"{link}.{name}", questions[name], [value]) for name, value in asked.items())
    return _group(f"{link}.one", None, list(answers))


def _ties_group(wellbeing_map: WellbeingMap) -> Resource | None:
    said = read_words("export")
    lines = []
    for tie in wellbeing_map.ties:
        a, b = wellbeing_map.item(tie.a), wellbeing_map.item(tie.b)
        if a and b:
            form = said["tie_words"] if tie.words else said["tie"]
            lines.append(form.format(a=a.label, b=b.label, words=tie.words))
    return _group("ties", said["fhir"]["groups"]["ties"], [_answered("ties.text", None, lines)])


def _group(link: str, text: str | None, items: list[Resource | None]) -> Resource | None:
    found = [item for item in items if item]
    return {"linkId": link, **({"text": text} if text else {}), "item": found} if found else None


def _answered(link: str, text: str | None, values: list[Any]) -> Resource | None:
    answers = [answer for value in values if (answer := _answer(value))]
    return {"linkId": link, **({"text": text} if text else {}), "answer": answers} if answers else None


def _answer(value: Any) -> Resource | None:
    if isinstance(value, bool):
        return {"valueBoolean": value}
    return {"valueString": text} if (text := _filled(value)) else None


def _goal(goal: Goal, person: str) -> Resource:
    said = read_words("export")["fhir"]
    made: Resource = {
        "resourceType": "Goal", "lifecycleStatus": LIFECYCLE.get(goal.state, "active"),
        "text": _narrative(goal.text), "description": {"text": _filled(goal.text)},
        "subject": {"reference": person}, "expressedBy": {"reference": person},
    }
    if goal.chosen_at:
        made["startDate"] = goal.chosen_at.date().isoformat()
    if step := _filled(goal.first_step):
        made["note"] = [{"text": said["first_step"].format(text=step)}]
    return made


def _plan(wellbeing_map: WellbeingMap, person: str, goals: list[str], now: datetime) -> Resource:
    said = read_words("export")["fhir"]
    plan: Resource = {
        "resourceType": "CarePlan", "status": "active", "intent": "proposal", "title": said["plan"],
        "text": _narrative(said["plan"]), "subject": {"reference": person}, "author": {"reference": person},
        "created": (wellbeing_map.at or now).isoformat(), "goal": [{"reference": url} for url in goals],
        "note": [{"text": read_words("export")["no_record"]}],
    }
    steps = [
        {"detail": {"status": STEP_STATUS.get(goal.state, "unknown"), "description": step}}
        for goal in wellbeing_map.goals if (step := _filled(goal.first_step))
    ]
    return plan | ({"activity": steps} if steps else {})


def _narrative(text: str) -> Resource:
    lines = (writable(line) for line in (text, read_words("export")["no_record"]))
    inside = "".join(f"<p>{escape(line, quote=False)}</p>" for line in lines)
    return {"status": "generated", "div": f'<div xmlns="http://www.w3.org/1999/xhtml">{inside}</div>'}


def _filled(text: str | None) -> str | None:
    """The text as FHIR takes it, or None where there is nothing in it to read."""
    return writable(text) if text and text.strip() else None


def _url(*parts: str) -> str:
    return f"urn:uuid:{uuid.uuid5(IDS, chr(10).join(('fhir', *parts)))}"
