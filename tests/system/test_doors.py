"""What listens, where, and for whom: everything on loopback, and nothing answers without the shared key."""

import httpx
import psutil
import pytest

from tests.system.service import Service

pytestmark = pytest.mark.system


def _listening(service: Service) -> set[tuple[str, int]]:
    assert service.process
    family = [psutil.Process(service.process.pid), *psutil.Process(service.process.pid).children(recursive=True)]
    return {(each.laddr.ip, each.laddr.port) for process in family for each in process.net_connections("inet") if each.status == psutil.CONN_LISTEN}


def test_everything_listens_on_loopback_only(service: Service) -> None:
    heard = _listening(service)
    ports = {service.web_port, *(int(service.environment[name].rsplit(":", 1)[1]) for name in ("SELFMAP_RASA_URL", "SELFMAP_ACTIONS_URL"))}
    assert {port for _, port in heard} >= ports
    assert {address for address, _ in heard} == {"127.0.0.1"}


@pytest.mark.parametrize(("part", "method", "path", "status"), [
    ("RASA", "POST", "/webhooks/selfmap/webhook", 401), ("RASA", "POST", "/webhooks/selfmap/parse", 401),
    ("RASA", "DELETE", "/webhooks/selfmap/conversations/p_x", 401), ("RASA", "POST", "/webhooks/rest/webhook", 404),
    ("RASA", "GET", "/conversations/p_x/tracker", 404), ("RASA", "POST", "/model/parse", 404), ("RASA", "GET", "/domain", 404),
    ("ACTIONS", "POST", "/webhook", 401), ("ACTIONS", "GET", "/actions", 401),
])
def test_nothing_answers_without_the_key(service: Service, part: str, method: str, path: str, status: int) -> None:
    url = service.environment[f"SELFMAP_{part}_URL"]
    for headers in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": "Bearer"}):
        with httpx.Client(trust_env=False) as client:
            assert client.request(method, url + path, headers=headers, json={"sender": "p_x", "text": "hi"} if method == "POST" else None).status_code == status


def test_with_the_key_but_without_the_talks_own_rasa_answers_nothing(service: Service) -> None:
    key = (service.home / "service.key").read_text().strip()
    body = {"sender": "p_x", "message_id": "m_x", "text": "hi", "metadata": {}}
    for talk_key in ("", "c2hvcnQ=", "not base64"):
        answer = httpx.post(service.environment["SELFMAP_RASA_URL"] + "/webhooks/selfmap/webhook", json=body, trust_env=False,
                            headers={"Authorization": f"Bearer {key}", "X-Selfmap-Talk-Key": talk_key})
        assert answer.status_code == 400 and "32 bytes" in answer.json()["error"]
