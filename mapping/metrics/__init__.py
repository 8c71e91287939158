"""What a map's shape is, in numbers for a worker or a study. Never a score, and nothing here ranks or compares with a norm."""

from mapping.metrics.across import Links, cross_kind_links, joins_parts, rests_on_one
from mapping.metrics.circle import CIRCLES, Circle, circle_of, composition, formal_counts
from mapping.metrics.measure import Change, Metrics, measure, measure_change

__all__ = [
    "CIRCLES", "Change", "Circle", "Links", "Metrics", "circle_of", "composition", "cross_kind_links", "formal_counts",
    "joins_parts", "measure", "measure_change", "rests_on_one",
]
