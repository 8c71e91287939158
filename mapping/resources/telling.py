"""An entry of a directory in plain words, always with the day it was last checked; an invented one says so first."""

from collections.abc import Iterable
from datetime import date

from mapping.layout.measure import tidy
from mapping.resources.record import Resource
from mapping.words import read_words

LONGEST = 240  # letters of a description
YEAR = 365  # days


def describe_resources(resources: Iterable[Resource], *, today: date) -> str:
    """Several entries, one paragraph each; kind words where there are none."""
    words = read_words()["resources"]
    told = [describe_resource(each, today=today) for each in resources]
    return "\n\n".join([words["intro"], *told]) if told else words["none"]


def describe_resource(resource: Resource, *, today: date) -> str:
    """One entry: its name and what it is, then where, when, what it costs, how to ask, and when it was checked."""
    words = read_words()["resources"]
    parts = [
        words["made_up"] if resource.made_up else "",
        _short(resource.description),
        words["run_by"].format(organization=resource.organization) if resource.organization else "",
        words["where"].format(places="; ".join(resource.places)) if resource.places else "",
        words["when"].format(times="; ".join(_bare(each) for each in resource.times)) if resource.times else "",
        words["cost"].format(costs="; ".join(_bare(each) for each in resource.costs)) if resource.costs else "",
        _ages(resource),
        words["alert"].format(alert=resource.alert) if resource.alert else "",
        words["phone"].format(phones=", ".join(resource.phones)) if resource.phones else "",
        words["email"].format(email=resource.email) if resource.email else "",
        words["web"].format(url=resource.url) if resource.url else "",
        when_checked(resource, today=today),
    ]
    return "\n".join([tidy(resource.name), *(tidy(part) for part in parts if part)])


def when_checked(resource: Resource, *, today: date) -> str:
    """The day of the last check in a sentence, with a word of care where it is long ago or not known."""
    words = read_words()["resources"]
    if resource.checked is None:
        return words["never_checked"]
    old = (today - resource.checked).days > YEAR
    return words["checked_long_ago" if old else "checked"].format(date=day(resource.checked))


def short_details(resource: Resource) -> str:
    """Where it is and when it was last checked, in a sentence or two; an invented entry says what it is."""
    words = read_words()["resources"]
    if resource.checked:
        checked = words["checked"].format(date=day(resource.checked))
    else:
        checked = words["never_checked"]
    near = words["near"].format(place=place) if (place := where(resource)) else ""
    return " ".join(filter(None, (words["made_up"] if resource.made_up else "", near, checked)))


def where(resource: Resource) -> str:
    """Where it is, in a few words: the last line of its first place, or the area it is for. Empty where not given."""
    places = resource.places[0].split(", ") if resource.places else []
    town = next((part for part in reversed(places) if not any(letter.isdigit() for letter in part)), None)
    return tidy(town or next(iter(resource.areas), ""))


def day(when: date) -> str:
    """"3 March 2026"."""
    return f"{when.day} {read_words()['months'][when.month - 1]} {when.year}"


def _short(text: str) -> str:
    text = tidy(text)
    if len(text) <= LONGEST:
        return text
    cut = max(text.rfind(end, 0, LONGEST) for end in (". ", "! ", "? "))
    return text[: cut + 1] if cut > LONGEST // 3 else text[: text.rfind(" ", 0, LONGEST)] + "…"


def _bare(text: str) -> str:
    return text.rstrip(" .")


def _ages(resource: Resource) -> str:
    words = read_words()["resources"]["ages"]
    least, most = resource.least_age, resource.most_age
    if least and most:
        return words["both"].format(least=f"{least:g}", most=f"{most:g}")
    return words["least"].format(least=f"{least:g}") if least else words["most"].format(most=f"{most:g}") if most else ""
