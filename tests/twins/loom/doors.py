"""HTTP mode: signed requests to the app's own addresses."""

import asyncio
import hashlib
import hmac
import json
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

import aiohttp
from twins.loom.acks import SECONDS, Ack
from twins.loom.records import Json
from twins.loom.world import World

FORM = "application/x-www-form-urlencoded"


@dataclass(slots=True)
class Addresses:
    """Where the app takes each kind of request; an empty one means that it does not, over HTTP."""

    events: str = ""
    commands: str = ""
    interactivity: str = ""
    options: str = ""

    def of(self, kind: str, payload: Json) -> str:
        if kind == "events_api":
            return self.events
        if kind == "slash_commands":
            return self.commands
        if payload.get("type") == "block_suggestion":
            return self.options or self.interactivity
        return self.interactivity


def signature(secret: str, at: str, body: bytes) -> str:
    """Sign as Slack does (docs.slack.dev/authentication/verifying-requests-from-slack)."""
    base = b"v0:" + at.encode() + b":" + body
    return "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()


@dataclass(slots=True)
class Doors:
    world: World
    addresses: Addresses = field(default_factory=Addresses)
    skew: float = 0.0  # seconds that the timestamps are off
    secret: str | None = None  # another secret than the app's: every signature is wrong
    answers: list[Ack] = field(default_factory=list)
    _session: aiohttp.ClientSession | None = None

    async def deliver(self, kind: str, payload: Json, *, retry: Json | None = None) -> Ack:
        address = self.addresses.of(kind, payload)
        headers = {"Content-Type": "application/json" if kind == "events_api" else FORM}
        if retry and retry["retry_attempt"]:
            headers["x-slack-retry-num"] = str(retry["retry_attempt"])
            headers["x-slack-retry-reason"] = retry["retry_reason"]
        return await self.send(address, body_of(kind, payload), headers)

    def headers(self, body: bytes, *, at: float | None = None, secret: str | None = None) -> dict[str, str]:
        """Give the headers that sign a body, at a chosen moment and with a chosen secret.

        The moment is real, however fast the stand-in's clock runs: the app reads the machine's.
        """
        moment = str(int((time.time() if at is None else at) + self.skew))
        key = secret or self.secret or self.world.app.signing_secret
        return {"X-Slack-Request-Timestamp": moment, "X-Slack-Signature": signature(key, moment, body)}

    async def send(self, address: str, body: bytes, headers: dict[str, str]) -> Ack:
        """Post a signed body and wait three seconds; headers given win over the signature's."""
        clock, began = self.world.clock, self.world.clock.now()
        if self._session is None:
            self._session = aiohttp.ClientSession()
        limit = aiohttp.ClientTimeout(total=clock.patience(SECONDS))
        signed = self.headers(body) | headers
        try:
            async with self._session.post(address, data=body, headers=signed, timeout=limit) as said:
                text, status = await said.text(), said.status
        except TimeoutError:
            return self._kept(Ack(error="operation_timeout", seconds=clock.waited(began), status=0))
        except aiohttp.ClientError:
            return self._kept(Ack(error="dispatch_failed", seconds=clock.waited(began), status=0))
        error = None if status == 200 else "dispatch_failed"
        # docs.slack.dev/apis/events-api#retries: "turning retries off"
        final = said.headers.get("X-Slack-No-Retry") == "1"
        answer = _read(text, said.content_type)
        return self._kept(Ack(answer, error, clock.waited(began), status, final))

    def _kept(self, ack: Ack) -> Ack:
        self.answers.append(ack)
        return ack

    async def verify_address(self) -> Ack:
        """Send `url_verification`, as when the address is entered; the challenge must come back."""
        challenge = self.world.secret("")
        asked = {"type": "url_verification", "token": "loom", "challenge": challenge}
        body = json.dumps(asked).encode()
        ack = await self.send(self.addresses.events, body, {"Content-Type": "application/json"})
        answered = ack.body.get("challenge") or ack.body.get("text")
        return ack if answered == challenge else Ack(ack.body, "challenge_failed", ack.seconds, ack.status)

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
            await asyncio.sleep(0)


def body_of(kind: str, payload: Json) -> bytes:
    if kind == "events_api":
        return json.dumps(payload).encode()
    if kind == "slash_commands":
        return urlencode(payload).encode()
    return urlencode({"payload": json.dumps(payload)}).encode()


def _read(text: str, content_type: str) -> Json:
    """An answer is JSON, or the words themselves."""
    if not text.strip():
        return {}
    if content_type == "application/json":
        try:
            read = json.loads(text)
        except ValueError:
            return {"text": text}
        return read if isinstance(read, dict) else {"text": text}
    return {"text": text}
