"""Rasa, over HTTP: what the person wrote goes in, what to say comes back. Never silence.

Where there are several, each person has one of them, and another only while that one is away: a person's turns never overlap. The
lock that Rasa processes share (Redis) is read and then written, so it is a second line and no more.
"""

import base64
import hashlib
import time
from collections.abc import Callable, Sequence

import httpx

from bot.turns.inbox import Inbound
from bot.turns.replies import Answer, RepliesUnreadable, read_answer
from mapping.errors import StoreUnreachable


class RasaFault(Exception):
    """Rasa did not answer, or not in a way we can use. The message is a code, never anybody's words."""


class TurnFailed(RasaFault):
    """Rasa is there and says that this turn went wrong: asking again and again would hold up everything after it."""


class RasaAway(RasaFault):
    """This Rasa did not take the turn, or is gone with it: another may."""


RESTS = 5.0  # seconds that one which was away is asked last
_GONE = (httpx.ConnectError, httpx.ConnectTimeout, httpx.RemoteProtocolError, httpx.ReadError, httpx.WriteError)


class Rasa:
    """The dialogue servers at ``urls``, one or more. One connection pool each; made and used on one event loop.

    ``talk_key`` gives the key that Rasa seals a person's talk with; it goes along with each message and stays nowhere there.
    """

    def __init__(
        self, urls: Sequence[str], service_key: str, *, choose: str, talk_key: Callable[[str], bytes] | None = None, timeout: float = 30.0,
    ) -> None:
        self._choose, self._talk_key = choose, talk_key
        self._clients = {url: httpx.AsyncClient(
            base_url=f"{url.rstrip('/')}/webhooks/selfmap/", headers={"Authorization": f"Bearer {service_key}"},
            timeout=httpx.Timeout(timeout, connect=3.0), limits=httpx.Limits(max_connections=64), trust_env=False,
        ) for url in urls}
        self._rest_until: dict[str, float] = {}

    async def answer(self, inbound: Inbound, *, after_danger: int = 0) -> Answer:
        """What Rasa says to this message, the so many-th since danger (0: none that the talk waits for). Raises RasaFault."""
        said = {"payload": inbound.payload} if inbound.payload else {"text": inbound.text}
        body = {
            "sender": inbound.participant_id, "message_id": inbound.id, **said,
            "metadata": {"asked": inbound.asked, "about": inbound.about, "after_danger": after_danger},
        }
        reply = await self._ask(inbound.participant_id, body)
        try:
            return read_answer(reply.json(), choose=self._choose)
        except (RepliesUnreadable, ValueError, TypeError, AttributeError, KeyError) as error:
            raise RasaFault(f"unreadable:{type(error).__name__}") from None

    async def forget(self, participant_id: str) -> None:
        """Make Rasa drop everything it holds about a person: in the database they share, and in the memory of each. Raises RasaFault.

        One that is away holds nothing in its memory.
        """
        away: RasaAway | None = None
        reached = False
        for url in self._clients:
            try:
                await self._call(url, "DELETE", f"conversations/{participant_id}")
                reached = True
            except RasaAway as fault:
                away = fault
        if not reached and away:
            raise away

    def order(self, participant_id: str) -> list[str]:
        """Whom to ask for this person: always the same one first (by rendezvous hashing), and last who was away just now."""
        now = time.monotonic()
        return sorted(self._clients, key=lambda url: (
            self._rest_until.get(url, 0.0) > now, hashlib.blake2b(f"{participant_id} {url}".encode(), digest_size=8).digest()))

    async def _ask(self, participant_id: str, body: dict[str, object]) -> httpx.Response:
        """One after the other until one takes the turn. A silent one may still work on it, so it is not left for another."""
        headers, fault = self._unlocking(participant_id), RasaAway("nowhere")
        for url in self.order(participant_id):
            try:
                return await self._call(url, "POST", "webhook", json=body, headers=headers)
            except RasaAway as away:
                self._rest_until[url] = time.monotonic() + RESTS
                fault = away
        raise fault

    def _unlocking(self, participant_id: str) -> dict[str, str]:
        if self._talk_key is None:
            return {}
        try:
            return {"X-Selfmap-Talk-Key": base64.b64encode(self._talk_key(participant_id)).decode("ascii")}
        except StoreUnreachable:
            raise RasaFault("keys_unreachable") from None

    async def close(self) -> None:
        """Let the connections go."""
        for client in self._clients.values():
            await client.aclose()

    async def _call(self, url: str, method: str, path: str, **given: object) -> httpx.Response:
        try:
            reply = await self._clients[url].request(method, path, **given)
        except httpx.HTTPError as error:
            raise (RasaAway if isinstance(error, _GONE) else RasaFault)(type(error).__name__) from None
        if not (reply.is_success or (method == "DELETE" and reply.status_code == 404)):
            kind = TurnFailed if reply.status_code == 500 else RasaAway if reply.status_code in (502, 503, 504) else RasaFault
            raise kind(f"status:{reply.status_code}")
        return reply
