"""Sessions with a peer support worker: their order and purpose, as a service writes them in a file, and the measures it may turn on."""

from mapping.sessions.measures import Measure, measures
from mapping.sessions.plan import DEFAULT, MOST, Purpose, SessionPlan, read_plan

__all__ = ["DEFAULT", "MOST", "Measure", "Purpose", "SessionPlan", "measures", "read_plan"]
