"""Nothing lost and nothing twice: ten people write at once while each process in turn is killed."""

import pytest

from tests.system.kill_rounds import Crowd
from tests.system.service import Service
from tests.telegram.standin import TelegramStandIn

pytestmark = pytest.mark.system
# twenty rounds; Rasa takes longest to come back, so it is killed least often here (benchmarks/crashes.py kills all alike)
ROUNDS = ("bot", "actions", "bot", "web", "bot", "web", "bot", "actions", "bot", "rasa",
          "bot", "web", "bot", "actions", "bot", "web", "bot", "actions", "web", "bot")


@pytest.mark.timeout(2400)
def test_whatever_is_killed_everybody_hears_the_same_as_somebody_with_whom_nothing_was(
    service: Service, standin: TelegramStandIn,
) -> None:
    crowd = Crowd(service, standin, first_chat=40_000)
    crowd.control(len(ROUNDS))
    crowd.run(ROUNDS, seed=8)
