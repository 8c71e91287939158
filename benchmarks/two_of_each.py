"""Past one machine: two Rasa, two action servers, two web processes and two bots on one PostgreSQL and one Redis.

The same journey as on one machine, then twenty rounds in which a process is killed or the database is stopped in an instant while
people write. `python -m benchmarks.crashes --two-of-each` does more of them.
"""

from collections.abc import Iterator

import httpx
import pytest

from tests.system.kill_rounds import Crowd
from tests.system.layout import Layout, layout
from tests.system.service import Person
from tests.system.test_journeys import test_the_first_whole_journey as first_whole_journey
from tests.telegram.standin import TelegramStandIn

pytestmark = pytest.mark.system
ROUNDS = ("database", "bot", "database", "rasa", "database", "web", "database", "actions", "database", "bot") * 2
assert len(ROUNDS) == 20


@pytest.fixture(scope="module")
def own_standin() -> Iterator[TelegramStandIn]:
    with TelegramStandIn() as running:
        yield running


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory, own_standin: TelegramStandIn) -> Iterator[Layout]:
    with layout(tmp_path_factory.mktemp("two"), own_standin) as running:
        yield running


def test_the_same_journey_as_on_one_machine(two: Layout, own_standin: TelegramStandIn) -> None:
    first_whole_journey(Person(two, 30_001, own_standin), own_standin)


def test_both_web_processes_serve_the_same_accounts(two: Layout) -> None:
    for port in (two.web_port, two.second_web_port):
        assert httpx.get(f"http://127.0.0.1:{port}/readyz", trust_env=False, timeout=30).status_code == 200
        assert httpx.get(f"http://127.0.0.1:{port}/console", trust_env=False, timeout=30, follow_redirects=True).status_code == 200


def test_twenty_rounds_lose_nothing_and_double_nothing(two: Layout, own_standin: TelegramStandIn) -> None:
    crowd = Crowd(two, own_standin, first_chat=31_000, people=3, strike=two.strike, was_away=two.was_away)
    crowd.control(len(ROUNDS))
    crowd.run(ROUNDS, seed=7, longest=1.0)
    assert len(two.took_over) == ROUNDS.count("bot"), "each time the leader was killed the other took over"
    assert all(two.processes(part) for part in ("rasa", "actions", "bot", "web"))
