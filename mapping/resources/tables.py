"""The CSV tables of a data package put together: each service with its organization, places, areas, times, costs and terms."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

Row = dict[str, Any]
Tables = Mapping[str, list[Row]]


def joined_services(services: list[Row], tables: Tables) -> Iterator[Row]:
    """Every row of services.csv as the JSON form would have it. A table that is missing leaves its part empty."""
    organizations = _by(tables, "id", "organizations", "organization")
    at = _by(tables, "service_id", "service_at_locations", "service_at_location")
    locations = _by(tables, "id", "locations", "location")
    addresses = _by(tables, "location_id", "addresses", "address", "physical_addresses")
    parts = {
        "service_areas": _by(tables, "service_id", "service_areas", "service_area"),
        "schedules": _by(tables, "service_id", "schedules", "schedule"),
        "cost_options": _by(tables, "service_id", "cost_options", "cost_option"),
        "phones": _by(tables, "service_id", "phones", "phone"),
    }
    attributes = _by(tables, "link_id", "attributes", "attribute")
    terms = _by(tables, "id", "taxonomy_terms", "taxonomy_term")
    for service in services:
        key = service.get("id") or ""
        whole = {name: value for name, value in service.items() if name is not None and isinstance(value, str)}
        whole["organization"] = _first(organizations, service.get("organization_id"))
        whole["service_at_locations"] = [
            {"location": _first(locations, row.get("location_id")) | {"addresses": addresses[row.get("location_id") or ""]}}
            for row in at[key]
        ]
        whole |= {name: part[key] for name, part in parts.items()}
        whole["attributes"] = [
            {"label": row.get("label"), "taxonomy_term": _first(terms, row.get("taxonomy_term_id"))} for row in attributes[key]
        ]
        yield whole


def _by(tables: Tables, key: str, *names: str) -> defaultdict[str, list[Row]]:
    """The rows of the first of these tables that is there, by one of their columns; rows without it belong nowhere."""
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in next((tables[name] for name in names if name in tables), []):
        if row.get(key):
            found[row[key]].append({name: value for name, value in row.items() if name is not None and isinstance(value, str)})
    return found


def _first(rows: Mapping[str, list[Row]], key: str | None) -> Row:
    return dict((rows.get(key or "") or [{}])[0])
