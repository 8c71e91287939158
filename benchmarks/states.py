"""Many more orders of what may happen: `.venv/bin/python -m benchmarks.states [--examples 500] [--steps 50]`.

The state machine of tests/integration/state_machine.py, with new chance each time. Stops at the first thing that does not hold, and prints
the shortest way to it that Hypothesis found.
"""

import argparse
import time

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.integration.state_machine import States


def main() -> None:
    """Run them, and say how long it took."""
    given = argparse.ArgumentParser()
    given.add_argument("--examples", type=int, default=500)
    given.add_argument("--steps", type=int, default=50)
    chosen = given.parse_args()
    begun = time.process_time()
    run_state_machine_as_test(States, settings=settings(
        max_examples=chosen.examples, stateful_step_count=chosen.steps, deadline=None, database=None, print_blob=True, suppress_health_check=list(HealthCheck)))
    print(f"{chosen.examples} times up to {chosen.steps} steps: all of it holds; {time.process_time() - begun:.0f} s of processor time")


if __name__ == "__main__":
    main()
