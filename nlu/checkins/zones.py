"""Reads whose clock is meant: a city or a country, where the words speak of the time there."""

import re
from functools import lru_cache
from importlib.resources import files
from zoneinfo import available_timezones

PLACE = r"(?:i'?m|im|i am|we'?re|we are|i'?ve|ive|i have|gone|moved|moving|move|live|living|staying|stuck|currently|off|over|out|back) (?:now |out |over |back |here |moved |gone |staying |living )*(?:to|in)"
SPEAKS = re.compile(
    rf"\btime ?zones?\b|\bclocks?\b|\btime difference\b|\bhours? (?:ahead|behind)\b|\b(?:local|their|its|use \w+(?: \w+)?|on \w+(?: \w+)?|to \w+(?: \w+)?|go by \w+(?: \w+)?) time\b|{PLACE} \w+.*\b(?:time|\d ?(?:am|pm)|at \d{{1,2}}) ?(?:here|there|now)?\b|\b(?:messages?|texts?|check ?-?ins?|they|it|you|one)\b.*\b(?:come|came|comes|arrives?|get here|goes off|text|message|ask|wake)\w*\b.*\b(?:here|{PLACE})\b")
AREAS = re.compile(r"(?:Etc|posix|right)/")
MOST = 3  # zones of a country, of which the first is its capital's or its largest; where there are more, no one clock is meant
OTHER_NAMES = {"uk": "GB", "england": "GB", "scotland": "GB", "wales": "GB", "britain": "GB", "holland": "NL", "the netherlands": "NL", "czech republic": "CZ", "turkey": "TR", "ireland": "IE", "northern ireland": "GB", "south korea": "KR", "uae": "AE", "ivory coast": "CI", "vietnam": "VN", "syria": "SY"}
CITIES = {"new delhi": "Asia/Kolkata", "delhi": "Asia/Kolkata", "mumbai": "Asia/Kolkata", "barcelona": "Europe/Madrid", "beijing": "Asia/Shanghai", "milan": "Europe/Rome", "geneva": "Europe/Zurich", "edinburgh": "Europe/London", "cardiff": "Europe/London", "san francisco": "America/Los_Angeles",
          "boston": "America/New_York", "washington": "America/New_York", "miami": "America/New_York", "california": "America/Los_Angeles", "florida": "America/New_York", "texas": "America/Chicago", "islamabad": "Asia/Karachi", "lahore": "Asia/Karachi", "abu dhabi": "Asia/Dubai", "tel aviv": "Asia/Jerusalem", "tenerife": "Atlantic/Canary", "lanzarote": "Atlantic/Canary", "gran canaria": "Atlantic/Canary", "the canaries": "Atlantic/Canary",
          "majorca": "Europe/Madrid", "mallorca": "Europe/Madrid", "ibiza": "Europe/Madrid", "benidorm": "Europe/Madrid", "the algarve": "Europe/Lisbon", "cyprus": "Asia/Nicosia", "crete": "Europe/Athens", "bali": "Asia/Makassar", "goa": "Asia/Kolkata", "lagos": "Africa/Lagos", "abuja": "Africa/Lagos", "cape town": "Africa/Johannesburg"}


def zone_in(said: str) -> str | None:
    """The IANA name of the zone meant; None where the words speak of no clock, or of no place that we know or that has one clock."""
    if SPEAKS.search(said) is None:
        return None
    named = [place for place in _zones() if re.search(rf"\b{re.escape(place)}\b", said)]
    return _zones()[max(named, key=len)] if named else None


@lru_cache(maxsize=1)
def _zones() -> dict[str, str]:
    """Cities of the time zone database and countries with few zones (its zone.tab and iso3166.tab), in small letters."""
    cities = {name.rsplit("/", 1)[-1].replace("_", " ").lower(): name for name in sorted(available_timezones()) if "/" in name and not AREAS.match(name)}
    tables = files("tzdata.zoneinfo")
    zones: dict[str, list[str]] = {}
    for code, _, zone, *_rest in _rows(tables.joinpath("zone.tab").read_text(encoding="utf-8")):
        zones.setdefault(code, []).append(zone)
    names = {name.lower(): code for code, name, *_rest in _rows(tables.joinpath("iso3166.tab").read_text(encoding="utf-8"))} | OTHER_NAMES
    countries = {name: zones[code][0] for name, code in names.items() if code in zones and len(zones[code]) <= MOST and len(name) > 1}
    return {**countries, **cities, **CITIES}


def _rows(table: str) -> list[list[str]]:
    return [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]
