"""What a twin in a process of its own is told and asked, a line of JSON each way."""

from collections.abc import Mapping
from typing import Any

from twins.chord import faults
from twins.chord.interactions import Failed
from twins.chord.modal import Modal
from twins.chord.people import Person, Room
from twins.chord.server import Server
from twins.chord.sight import Sight
from twins.chord.state import Json
from twins.chord.twin import Twin

KINDS: Mapping[str, type[faults.Fault]] = {
    each.__name__: each
    for each in (
        faults.LateAccept,
        faults.DropAnswer,
        faults.AnswerError,
        faults.DeleteThenDrop,
        faults.HangUp,
        faults.Broken,
        faults.Limited,
        faults.Banned,
        faults.Denied,
        faults.BlackHole,
    )
}


class Orders:
    """One server with one owner, worked from outside."""

    def __init__(self, twin: Twin, owner: Person, server: Server) -> None:
        self._twin = twin
        self._owner = owner
        self._server = server

    def greeting(self) -> Json:
        """Where everything is."""
        twin, rooms = self._twin, self._twin.core.world.channels_of(self._server.id)
        return {
            "api_url": twin.api_url,
            "gateway_url": twin.gateway_url,
            "token": twin.token,
            "guild": self._server.id,
            "owner": self._owner.id,
            "rooms": {each.name: each.id for each in rooms},
        }

    async def obey(self, order: Json) -> Any:
        match order:
            case {"do": "seen", "room": name}:
                return [_told(each) for each in self._owner.sees(self._room(name))]
            case {"do": "command", "room": name, "words": words, **more}:
                asked = await self._owner.command(self._room(name), words, more.get("values"))
                return _told(await asked.answer())
            case {"do": "types", "room": name, "text": text}:
                return _told(await self._owner.types(self._room(name), text))
            case {"do": "delete", "room": name, "message": message}:
                found = [each for each in self._owner.sees(self._room(name)) if each.id == message]
                await self._owner.deletes(found[0])
            case {"do": "counts"}:
                return self._counts()
            case _:
                await self._trouble(order)
        return None

    async def _trouble(self, order: Json) -> None:
        """Arrange for something to go wrong, or for time to pass."""
        match order:
            case {"do": "fault", "route": route, "kind": kind, **more}:
                self._arrange(route, KINDS[kind](**more.get("values", {})), more)
            case {"do": "clear"}:
                self._twin.faults.clear()
            case {"do": "limits", "enforced": enforced}:
                self._twin.core.limits.enforced = enforced
            case {"do": "nonce_window", "seconds": seconds}:
                self._twin.core.nonce_window = seconds
            case {"do": "advance", "seconds": seconds}:
                self._twin.clock.advance(seconds)
            case {"do": "reconnect"}:
                self._twin.gateway.reconnect()
            case {"do": "close", "code": code}:
                await self._twin.gateway.close(code)
            case _:
                raise ValueError(f"no such order: {order}")

    def _room(self, name: str) -> Room:
        return self._owner.direct if name == "@direct" else self._server[name]

    def _arrange(self, route: str, fault: faults.Fault, how: Json) -> None:
        if "share" in how:
            self._twin.faults.chance(route, how["share"], fault)
        elif how.get("always"):
            self._twin.faults.always(route, fault)
        else:
            self._twin.faults.next(route, fault, times=how.get("times", 1))

    def _counts(self) -> Json:
        counts = self._twin.counts
        return {
            "requests": dict(counts.requests),
            "invalid": {str(key): value for key, value in counts.invalid.items()},
            "limited": sum(value for (_, status), value in counts.answers.items() if status == 429),
            "faults": len(self._twin.faults.happened),
            "refused": self._twin.core.refused[-20:],
            "own_faults": self._twin.core.own_faults,
        }


def _told(seen: Sight | Modal | Failed | list[Json]) -> Any:
    match seen:
        case Sight():
            return {
                "id": seen.id,
                "text": seen.text,
                "author": seen.author,
                "labels": seen.labels,
                "files": list(seen.files),
                "pings": list(seen.pings),
                "ephemeral": seen.ephemeral,
                "edited": seen.edited,
            }
        case Modal():
            return {"title": seen.title, "fields": seen.labels}
        case Failed():
            return {"failed": seen.words}
    return seen
