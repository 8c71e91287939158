"""The bot process watched from outside, while people say things that nobody who watches may read."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.system.service import free_port
from tests.telegram.service import Service, running

PLANTED = ("my sister Moiraqz makes me tea", "i want to kill myself, Tamsinqz knows")
WORDS = ("Moiraqz", "Tamsinqz", "sister", "kill myself")
PORT = free_port()


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with running(tmp_path_factory.mktemp("home"), SELFMAP_LOG="json", SELFMAP_METRICS_ADDRESS=f"127.0.0.1:{PORT}", SELFMAP_ACTIONS_URL=f"http://127.0.0.1:{free_port()}") as service:
        yield service


@pytest.fixture(scope="module")
def talked(service: Service) -> Service:
    """Somebody wrote, was answered, spoke of danger; Rasa was away for a while."""
    telegram = service.telegram
    telegram.say(4242, PLANTED[0])
    telegram.wait_for_reply(4242)
    service.rasa.status = 503
    telegram.say(4242, f"{PLANTED[0]} again")
    telegram.wait_for(lambda: figure("selfmap_rasa_faults_total", why="status:503") > 0)
    service.rasa.status = 200
    telegram.wait_for(lambda: len(telegram.texts(4242)) >= 2)
    told = len(telegram.texts(4242))
    telegram.say(4242, PLANTED[1])
    telegram.wait_for(lambda: len(telegram.texts(4242)) > told and not service.rows("message", state="waiting"))
    return service


def page(path: str) -> httpx.Response:
    return httpx.get(f"http://127.0.0.1:{PORT}{path}", trust_env=False, timeout=30)


def figure(name: str, **labels: str) -> float:
    wanted = "{" + ",".join(f'{key}="{value}"' for key, value in labels.items()) + "}" if labels else ""
    found = re.search(rf"^{re.escape(name + wanted)} (\S+)$", page("/metrics").text, re.MULTILINE)
    return float(found[1]) if found else 0.0


def test_it_lives_and_is_ready_while_what_it_needs_is(service: Service) -> None:
    assert page("/healthz").status_code == 200
    service.rasa.status = 503
    service.telegram.wait_for(lambda: page("/readyz").json()["missing"].get("rasa") == "is not ready (status 503)")
    assert page("/readyz").status_code == 503 and page("/healthz").status_code == 200, "a part that is away is no reason to kill this one"
    service.rasa.status = 200
    missing = page("/readyz").json()["missing"]
    assert set(missing) == {"actions"} and "does not answer" in missing["actions"], "no action server runs here"


def test_the_figures_say_what_happened(talked: Service) -> None:
    assert figure("selfmap_turns_total", outcome="done") == 2 and figure("selfmap_turns_total", outcome="danger") == 1
    assert figure("selfmap_turn_seconds_count") == 3
    assert figure("selfmap_screen_hits_total", stage="pattern") + figure("selfmap_screen_hits_total", stage="classifier") == 1
    assert figure("selfmap_deliveries_total", outcome="sent") == len(talked.rows("message", direction="out", state="sent"))
    assert figure("selfmap_queue_depth", queue="turns") == 0 == figure("selfmap_queue_depth", queue="deliveries")
    assert figure("selfmap_alerts", state="open") == 1 == figure("selfmap_alerts", state="waiting")
    assert figure("selfmap_leads") == 1 and figure("selfmap_database_up") == 1


def test_no_figure_holds_a_word_an_id_or_a_chat(talked: Service) -> None:
    body = page("/metrics").text + page("/readyz").text + page("/healthz").text
    people = [row.id for row in talked.rows("participant")] + [row.id for row in talked.rows("message")] + [row.id for row in talked.rows("alert")]
    assert people and not [word for word in (*WORDS, "4242", *people, talked.telegram.token) if word in body]
    assert not any(word.lower() in body.lower() for word in WORDS)


def test_every_log_line_is_json_with_ids_and_without_words(talked: Service) -> None:
    lines = [json.loads(line) for line in talked.lines if line.strip()]
    assert lines and all(line["process"] == "bot" and line["level"] and line["time"] for line in lines)
    body = "".join(talked.lines).lower()
    assert not [word for word in (*WORDS, talked.telegram.token) if word.lower() in body]
    faults = [line for line in lines if "Rasa does not answer" in line.get("said", "")]
    message = talked.rows("message", direction="in")[1]
    assert faults and all(line["ids"] == {"message": message.id} and line["level"] == "warning" for line in faults)
    alarm = [line for line in lines if "speaks of danger" in line.get("said", "")]
    assert [set(line["ids"]) for line in alarm] == [{"message", "participant"}]


def test_who_stands_by_is_ready_to_take_over(tmp_path: Path) -> None:
    from bot.settings import read_settings
    from bot.turns.watched import Watched

    watched = Watched(read_settings({"SELFMAP_HOME": str(tmp_path)}))
    assert watched.alive() and watched.missing() == {"bot": "starts"}
    watched.stands_by()
    assert watched.missing() == {}
    watched.starts()
    assert watched.missing() == {"bot": "starts"}
    watched._beat -= 3600
    assert not watched.alive(), "an event loop that does not turn"
