"""The whole service, watched: figures and probes of three processes, log lines of all four, and no word of anybody in any."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.system.service import Person, Service, free_port
from watching.door import PLACES

pytestmark = pytest.mark.system
NUMBER = 7301965428  # of their chat; a shorter one may stand in any figure by chance
PLANTED = ("Moiraqz", "Tamsinqz", "Brixqz")


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    running = Service(
        tmp_path_factory.mktemp("watched") / "home", SELFMAP_LOG="json", SELFMAP_LOG_LEVEL="DEBUG", LOG_LEVEL="DEBUG",
        SELFMAP_METRICS_ADDRESS=f"127.0.0.1:{free_port()}")
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def talked(watched: Service) -> Person:
    """Somebody says who is there, asks for the map, and speaks of danger; somebody else sends Rasa nonsense."""
    person = Person(watched, NUMBER)
    person.say("hiya")
    person.press("Yes, that's OK")
    person.say(f"i live with my sister {PLANTED[0]}", "show me my map", f"i want to kill myself, {PLANTED[1]} knows")
    key = (watched.home / "service.key").read_text().strip()
    url = watched.environment["SELFMAP_RASA_URL"] + "/webhooks/selfmap/webhook"
    httpx.post(url, json={"sender": "p_x", "text": PLANTED[2]}, headers={"Authorization": f"Bearer {key}"}, trust_env=False)
    httpx.post(watched.environment["SELFMAP_ACTIONS_URL"] + "/webhook", json={"next_action": PLANTED[2]}, headers={"Authorization": f"Bearer {key}"}, trust_env=False)
    return person


def page(service: Service, process: str, path: str) -> httpx.Response:
    first = int(service.environment["SELFMAP_METRICS_ADDRESS"].rpartition(":")[2])
    return httpx.get(f"http://127.0.0.1:{first + PLACES[process]}{path}", trust_env=False, timeout=30)


def test_each_process_says_that_it_lives_and_is_ready(watched: Service) -> None:
    for process in PLACES:
        assert page(watched, process, "/healthz").text == "ok\n"
        assert page(watched, process, "/readyz").json() == {"ready": True, "missing": {}}
    rasa = httpx.get(watched.environment["SELFMAP_RASA_URL"] + "/webhooks/selfmap/", trust_env=False, timeout=30)
    assert rasa.json() == {"ready": True, "missing": None}
    assert httpx.get(watched.environment["SELFMAP_RASA_URL"] + "/", trust_env=False).status_code == 200
    web = f"http://127.0.0.1:{watched.web_port}"
    assert [httpx.get(web + path, trust_env=False).text for path in ("/healthz", "/readyz")] == ["ok\n", "ok\n"]


def test_figures_count_what_was_done_and_name_nobody(talked: Person) -> None:
    httpx.get(f"http://127.0.0.1:{talked.service.web_port}/console/people", trust_env=False)
    bodies = {process: page(talked.service, process, "/metrics").text for process in PLACES}
    assert re.search(r'^selfmap_turns_total\{outcome="done"\} [4-9]', bodies["bot"], re.MULTILINE)
    assert re.search(r'^selfmap_turns_total\{outcome="danger"\} 1\.0$', bodies["bot"], re.MULTILINE)
    assert re.search(r'^selfmap_alerts\{state="open"\} 1\.0$', bodies["bot"], re.MULTILINE)
    assert re.search(r'^selfmap_actions_total\{action="action_\w+",outcome="done"\} [1-9]', bodies["actions"], re.MULTILINE)
    assert re.search(r'^selfmap_actions_total\{action="unknown",outcome="failed"\} 1\.0$', bodies["actions"], re.MULTILINE)
    assert re.search(r'^selfmap_web_requests_total\{page="console\.people",status="30\d"\} 1\.0$', bodies["web"], re.MULTILINE)
    for body in bodies.values():
        assert not [word for word in (*PLANTED, talked.participant_id, str(NUMBER), "kill myself") if word.lower() in body.lower()]


def test_every_line_of_all_four_processes_is_json_without_words(talked: Person) -> None:
    lines = [json.loads(line) for line in talked.service.log().splitlines()]
    assert {line["process"] for line in lines} == {"run", "bot", "web", "rasa", "actions"}
    assert any("speaks of danger" in line.get("said", "") and line["ids"]["participant"] == talked.participant_id for line in lines)
    assert not [word for word in (*PLANTED, "sister", "kill myself") if word.lower() in talked.service.log().lower()]
