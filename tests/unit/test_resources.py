"""A service's own directory: read in the forms of Open Referral UK, bad entries named, the rest there; chosen and told with its date."""

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions import ideas, local
from mapping.errors import DirectoryUnreadable
from mapping.model import Item, Kind, Status, WellbeingMap, Wish
from mapping.resources import choose, describe_resource, describe_resources, interests_in, near_to, read_directory, where
from mapping.resources.__main__ import main

SAMPLE = Path(__file__).resolve().parents[2] / "mapping" / "resources" / "sample"
TODAY = date(2026, 11, 26)


def service(number: int = 1, **said: Any) -> dict[str, Any]:
    return {"id": f"s{number}", "name": f"Service {number}", "status": "active", "url": "https://example.org/s", **said}


def read(folder: Path, *services: Any) -> Any:
    (folder / "d.json").write_text(json.dumps({"contents": list(services)}), encoding="utf-8")
    return read_directory(folder / "d.json")


def test_the_sample_reads_the_same_as_json_and_as_tables() -> None:
    one, other = read_directory(SAMPLE / "services.json"), read_directory(SAMPLE / "csv")
    assert one.resources == other.resources and not one.skipped and not other.skipped
    walk = one.resources[0]
    assert (walk.name, walk.organization, walk.checked, walk.least_age) == (
        "Sample: Tuesday walking group", "Selfmap sample (not a real organisation)", date(2026, 10, 12), 18)
    assert walk.areas == ("Sampleton", "ZZ99 3WZ") and walk.terms == ("Walking",) and walk.costs == ("free",)


def test_the_sample_can_be_taken_for_nothing_real() -> None:
    for each in read_directory(SAMPLE / "services.json").resources:
        assert each.made_up and each.name.startswith("Sample: ") and not each.phones and not each.email
        assert "This is a made-up example. It is not a real place." in describe_resource(each, today=TODAY)


def test_a_real_address_is_not_called_made_up(tmp_path: Path) -> None:
    (real,) = read(tmp_path, service(url="https://walks.notexample.uk/a")).resources
    assert not real.made_up and "made-up" not in describe_resource(real, today=TODAY)


@pytest.mark.parametrize(("wrong", "why"), [
    ({"name": ""}, "no name"), ({"id": None}, "no id"), ({"status": "open"}, "'open'"), ({"status": None}, "is missing"),
    ({"assured_date": "last May"}, "2026-05-31"), ({"url": "javascript:alert(1)"}, "http"), ({"minimum_age": "old"}, "number"),
    ({"schedules": "Tuesdays"}, "list"), ({"organization": "us"}, "curly"), ({"name": ["x"]}, "not a text"),
    ({"cost_options": [{"amount": "a lot"}]}, "number"), ({"id": "s1"}, "same id"),
])
def test_a_bad_entry_is_named_and_the_rest_is_there(tmp_path: Path, wrong: dict[str, Any], why: str) -> None:
    found = read(tmp_path, service(1), service(2) | wrong, service(3))
    assert [each.id for each in found.resources] == ["s1", "s3"]
    (skipped,) = found.skipped
    assert skipped.where == "d.json, entry 2" and why in skipped.why
    assert skipped.name == ("" if wrong.get("name") in ("", ["x"]) else "Service 2")


def test_marks_of_a_web_page_are_not_read_out(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps({"services": [
        {"id": "1", "name": "Tea", "status": "active", "description": "<p>Tea &amp; a chat.</p><br/>For 3 < 4 people"}]}))
    assert read_directory(tmp_path).resources[0].description == "Tea & a chat. For 3 < 4 people"


def test_what_is_no_entry_at_all_is_named_too(tmp_path: Path) -> None:
    found = read(tmp_path, service(1), "hello", None, 3)
    assert len(found.resources) == 1 and [each.where for each in found.skipped] == [f"d.json, entry {n}" for n in (2, 3, 4)]


@pytest.mark.parametrize("form", [
    lambda one: one, lambda one: [one], lambda one: {"content": [one]}, lambda one: {"services": [one]},
    lambda one: [{"id": "x", "service": one, "location": {"name": "Hall"}}],
])
def test_every_form_a_feed_comes_in(tmp_path: Path, form: Any) -> None:
    (tmp_path / "feed.json").write_text(json.dumps(form(service())), encoding="utf-8")
    assert [each.name for each in read_directory(tmp_path).resources] == ["Service 1"]


@pytest.mark.parametrize(("content", "why"), [
    (b"{not json", "not JSON"), (b'{"a": 1}', "no list of services"), (b"3", "no list"), (b"\xff\xfe", "UTF-8"), (b"[" * 100_000, "JSON"),
])
def test_a_file_that_is_none_says_what_to_mend(tmp_path: Path, content: bytes, why: str) -> None:
    (tmp_path / "feed.json").write_bytes(content)
    with pytest.raises(DirectoryUnreadable, match=why):
        read_directory(tmp_path / "feed.json")
    (tmp_path / "good.json").write_text(json.dumps([service()]), encoding="utf-8")
    found = read_directory(tmp_path)
    assert len(found.resources) == 1 and found.skipped[0].where == "feed.json"


def test_nothing_there(tmp_path: Path) -> None:
    with pytest.raises(DirectoryUnreadable, match="no services.csv"):
        read_directory(tmp_path)
    with pytest.raises(DirectoryUnreadable, match="Check the name"):
        read_directory(tmp_path / "gone")


def test_a_table_that_cant_be_read_costs_only_its_own_part(tmp_path: Path) -> None:
    for file in (SAMPLE / "csv").iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "addresses.csv").write_bytes(b"id,\xff\xfe\n")
    with (tmp_path / "services.csv").open("a", newline="") as table:
        csv.writer(table).writerows([["only an id"], [], ["a", "b", "Lone", "", "", "active", "", "", "one", "too many"]])
    found = read_directory(tmp_path)
    assert len(found.resources) == 8 and found.resources[0].places == ("Sample Park gate",)
    assert [(each.where, each.name) for each in found.skipped] == [("addresses.csv", ""), ("services.csv, row 9", "")]


JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
                    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3), max_leaves=4)
FIELDS = ("id", "name", "status", "url", "assured_date", "organization", "service_at_locations", "service_areas", "schedules",
          "cost_options", "attributes", "phones", "contacts", "minimum_age", "fees")


@pytest.fixture(scope="module")
def odd_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("odd")


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.dictionaries(st.sampled_from(FIELDS), JSON | st.lists(st.dictionaries(st.sampled_from(("location", "addresses", "taxonomy_term", "amount", "name", "phones")), JSON))))
def test_any_entry_is_read_or_named_and_never_breaks_the_rest(odd_folder: Path, odd: dict[str, Any]) -> None:
    found = read(odd_folder, service(1) | odd, service(9))
    assert len(found.resources) + len(found.skipped) == 2
    assert all(describe_resource(each, today=TODAY) for each in found.resources)


def test_chosen_by_interest_and_area() -> None:
    sample = read_directory(SAMPLE / "services.json").resources

    def names(**by: Any) -> list[str]:
        return [each.name.removeprefix("Sample: ") for each in choose(sample, **by)]

    assert names(interests=["walking"]) == ["Tuesday walking group"]
    assert names(interests=["swimming", "arts"], areas=["Sampleford"]) == ["Art for all"]
    assert names(areas=["sampleton"], most=9) == ["Tuesday walking group", "Quiet swim", "Bus pass help", "Tea and talk", "Singing for fun"]
    assert names(areas=["ZZ99"], interests=["arts"]) == ["Art for all"], "the first half of a postcode will do"
    assert names(interests=["outdoors"]) == [], "what is closed for now is not offered"
    assert names(interests=["walking"], age=12) == [] and names(interests=["walking"], age=40) == ["Tuesday walking group"]
    assert names(areas=["Sample"]) == ["Singing for fun"], "a part of a name is another place"


def test_what_is_for_children_alone_is_left_out(tmp_path: Path) -> None:
    found = read(tmp_path, service(1, maximum_age=11), service(2, maximum_age=25), service(3)).resources
    assert [each.id for each in choose(found)] == ["s2", "s3"]
    assert [each.id for each in choose(found, age=40)] == ["s3"]


@pytest.mark.parametrize(("text", "interest"), [
    ("learn to swim", "swimming"), ("more walks", "walking"), ("Singing again", "music"), ("go to the gym", "fitness"),
    ("Arts and crafts", "arts"), ("a dog", "pets"), ("meet people", "company"),
])
def test_interests_are_told_from_words(text: str, interest: str) -> None:
    assert interest in interests_in(text)


@pytest.mark.parametrize("text", ["arthritis", "carpentry", "category", "bookies", "", "a sidewalk", "runny nose"])
def test_and_not_from_parts_of_words(text: str) -> None:
    assert not interests_in(text)


def test_the_day_of_the_last_check_is_always_told(tmp_path: Path) -> None:
    fresh, old, never = read(
        tmp_path, service(1, assured_date="2026-10-12"), service(2, assured_date="2025-03-01T10:00:00Z"), service(3)).resources
    assert "Last checked on 12 October 2026." in describe_resource(fresh, today=TODAY)
    assert "Last checked on 1 March 2025. That is over a year ago, so please ask" in describe_resource(old, today=TODAY)
    assert "I don't know when this was last checked" in describe_resource(never, today=TODAY)
    assert "nothing that fits" in describe_resources([], today=TODAY)


def test_one_entry_in_words(tmp_path: Path) -> None:
    (one,) = read(tmp_path, service(
        1, url="https://hall.notexample.uk", description="A club. " + "It goes on and on. " * 30, minimum_age=18, maximum_age=60,
        organization={"name": "The Hall"}, assured_date="2026-10-12", alert="Closed on Monday", email="a@notexample.uk",
        cost_options=[{"amount": 2.5, "amount_description": "a visit"}], contacts=[{"phones": [{"number": "none"}]}],
        service_at_locations=[{"location": {"addresses": [{"address_1": "1 Hall Road", "city": "Leith", "postal_code": "ZZ99 1AA"}]}}],
        schedules=[{"description": "Fridays."}])).resources
    told = describe_resource(one, today=TODAY).split("\n")
    assert told[1].startswith("A club.") and len(told[1]) <= 241 and told[1].endswith((".", "…"))
    assert told[2:] == [
        "Run by The Hall.", "Where: 1 Hall Road, Leith, ZZ99 1AA.", "When: Fridays.", "Cost: £2.50 a visit.", "For people from 18 to 60.",
        "Please note: Closed on Monday", "Phone: none.", "Email: a@notexample.uk.", "Web: https://hall.notexample.uk", "Last checked on 12 October 2026."]
    assert where(one) == "Leith"


def test_what_is_near_goes_by_the_persons_own_places() -> None:
    sample = read_directory(SAMPLE / "services.json").resources

    def at(locality: str, kind: Kind = Kind.PLACE, **said: Any) -> WellbeingMap:
        return WellbeingMap((Item("i", kind, "hall", locality=locality, sources=("m",), **said),))

    assert {each.name for each in sample if each not in near_to(at("sampleford"), sample)} == {
        "Sample: Tuesday walking group", "Sample: Quiet swim", "Sample: Tea and talk"}
    for elsewhere in (at("Hull"), at("Sampleford", Kind.PERSON), at("Sampleford", status=Status.PAST), WellbeingMap()):
        assert near_to(elsewhere, sample) == sample


def test_a_service_can_look_its_directory_through(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(SAMPLE / "csv")]) == 0
    assert "Read: 7. Not open now, so not offered: 1. Without a date of last check: 1." in capsys.readouterr().out
    (tmp_path / "d.json").write_text(json.dumps([service(), service(2, status="open")]), encoding="utf-8")
    assert main([str(tmp_path)]) == 1
    assert "Left out: d.json, entry 2 (Service 2). Its status is 'open'." in capsys.readouterr().out
    assert main([]) == 2 and main([str(tmp_path / "gone")]) == 1


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The service's own settings read anew, before and after."""
    for read_once in (local.tuning, local.directory):
        read_once.cache_clear()
    yield monkeypatch
    for read_once in (local.tuning, local.directory):
        read_once.cache_clear()


SWIMMER = WellbeingMap(wishes=(Wish("w", "learn to swim"),))


def test_ideas_in_the_talk_have_what_is_nearby_with_its_date(fresh: pytest.MonkeyPatch) -> None:
    fresh.setenv("SELFMAP_DIRECTORY", str(SAMPLE / "services.json"))
    (idea,) = ideas.ideas_for(SWIMMER)
    assert ideas.idea_words(idea) == "Find out about Sample: Quiet swim. It may fit your wish: learn to swim."
    assert ideas.why_words(idea) == (
        "You said you'd like it. This is a made-up example. It is not a real place. It is in Sampleton. Last checked on 12 October 2026.")


def test_without_a_directory_nobody_is_shown_the_sample(fresh: pytest.MonkeyPatch) -> None:
    fresh.delenv("SELFMAP_DIRECTORY", raising=False)
    assert [idea.kind for idea in ideas.ideas_for(SWIMMER)] == ["wish_step"]


def test_settings_that_cant_be_read_cost_the_person_nothing(fresh: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "ours.yml").write_text("count: lots", encoding="utf-8")
    fresh.setenv("SELFMAP_DIRECTORY", str(tmp_path / "gone"))
    fresh.setenv("SELFMAP_SUGGESTIONS", str(tmp_path / "ours.yml"))
    assert [idea.kind for idea in ideas.ideas_for(SWIMMER)] == ["wish_step"]
    assert "SELFMAP_DIRECTORY: There is no directory" in caplog.text and "SELFMAP_SUGGESTIONS: count is 'lots'" in caplog.text


def test_a_service_tunes_the_ideas_of_the_talk(fresh: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "ours.yml").write_text("ways: []", encoding="utf-8")
    fresh.setenv("SELFMAP_SUGGESTIONS", str(tmp_path / "ours.yml"))
    assert ideas.ideas_for(SWIMMER) == ()
