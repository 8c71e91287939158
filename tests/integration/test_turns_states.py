"""Some of the orders in which things may happen; `python -m benchmarks.states` tries many more."""

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.integration.state_machine import States


def test_whatever_happens_nothing_is_lost_doubled_or_left() -> None:
    run_state_machine_as_test(States, settings=settings(
        max_examples=12, stateful_step_count=8, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)))
