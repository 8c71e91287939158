"""Rasa, over HTTP on loopback: what the person wrote goes in, what to say comes back. Never silence."""

import base64
from collections.abc import Callable

import httpx

from bot.turns.inbox import Inbound
from bot.turns.replies import Answer, RepliesUnreadable, read_answer
from mapping.errors import StoreUnreachable


class RasaFault(Exception):
    """Rasa did not answer, or not in a way we can use. The message is a code, never anybody's words."""


class TurnFailed(RasaFault):
    """Rasa is there and says that this turn went wrong: asking again and again would hold up everything after it."""


class Rasa:
    """The dialogue server. One connection pool; made and used on one event loop.

    ``talk_key`` gives the key that Rasa seals a person's talk with; it goes along with each message and stays nowhere there.
    """

    def __init__(
        self, url: str, service_key: str, *, choose: str, talk_key: Callable[[str], bytes] | None = None, timeout: float = 30.0,
    ) -> None:
        self._choose, self._talk_key = choose, talk_key
        self._client = httpx.AsyncClient(
            base_url=f"{url.rstrip('/')}/webhooks/selfmap/", headers={"Authorization": f"Bearer {service_key}"},
            timeout=httpx.Timeout(timeout, connect=3.0), limits=httpx.Limits(max_connections=64), trust_env=False,
        )

    async def answer(self, inbound: Inbound, *, after_danger: int = 0) -> Answer:
        """What Rasa says to this message, the so many-th since danger (0: none that the talk waits for). Raises RasaFault."""
        said = {"payload": inbound.payload} if inbound.payload else {"text": inbound.text}
        body = {
            "sender": inbound.participant_id, "message_id": inbound.id, **said,
            "metadata": {"asked": inbound.asked, "about": inbound.about, "after_danger": after_danger},
        }
        reply = await self._call("POST", "webhook", json=body, headers=self._unlocking(inbound.participant_id))
        try:
            return read_answer(reply.json(), choose=self._choose)
        except (RepliesUnreadable, ValueError, TypeError, AttributeError, KeyError) as error:
            raise RasaFault(f"unreadable:{type(error).__name__}") from None

    async def forget(self, participant_id: str) -> None:
        """Make Rasa drop everything it holds about a person. Raises RasaFault."""
        await self._call("DELETE", f"conversations/{participant_id}")

    def _unlocking(self, participant_id: str) -> dict[str, str]:
        if self._talk_key is None:
            return {}
        try:
            return {"X-Selfmap-Talk-Key": base64.b64encode(self._talk_key(participant_id)).decode("ascii")}
        except StoreUnreachable:
            raise RasaFault("keys_unreachable") from None

    async def close(self) -> None:
        """Let the connections go."""
        await self._client.aclose()

    async def _call(self, method: str, path: str, **given: object) -> httpx.Response:
        try:
            reply = await self._client.request(method, path, **given)
        except httpx.HTTPError as error:
            raise RasaFault(type(error).__name__) from None
        if not (reply.is_success or (method == "DELETE" and reply.status_code == 404)):
            raise (TurnFailed if reply.status_code == 500 else RasaFault)(f"status:{reply.status_code}")
        return reply
