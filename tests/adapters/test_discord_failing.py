"""Every failure of Discord's, at everything that is asked of it, is one of three kinds."""

import asyncio

import pytest
from twins.chord.faults import AnswerError, Banned, BlackHole, Broken, Denied, DropAnswer, HangUp, Limited

from adapters.discord import openings, rest
from communitybot.conversation.addresses import MessageRef, PlaceAddress
from communitybot.conversation.message import message
from tests.adapters.contract import LONG_AGO
from tests.adapters.contract_failing import DOUBT, GONE, LATER, MAY_NOT, NEVER, NO_ERROR, outcome
from tests.adapters.discording import scene
from tests.adapters.hasty import hastily

CHANNEL = "/channels/{channel_id}"
ROUTES = {
    "post": f"POST {CHANNEL}/messages",
    "edit": f"PATCH {CHANNEL}/messages/{{message_id}}",
    "remove": f"DELETE {CHANNEL}/messages/{{message_id}}",
    "open_thread": f"POST {CHANNEL}/messages/{{message_id}}/threads",
    "close": f"PATCH {CHANNEL}",
    "direct": "POST /users/@me/channels",
    "look_up": "GET /guilds/{guild_id}/members/{user_id}",
    "find": f"GET {CHANNEL}/messages",
}
ARCHIVED = Denied(50083)  # of threads
FAULTS = [
    (Denied(10003), GONE),
    (Denied(10004), GONE),
    (Denied(10007), GONE),
    (Denied(10008), GONE),
    (Denied(10013), GONE),
    (Denied(50001), MAY_NOT),
    (Denied(50013), MAY_NOT),
    (Denied(50007), NEVER),
    (Denied(50278), NEVER),
    (ARCHIVED, NEVER),
    (Denied(160005), NEVER),
    (Denied(50024), NEVER),
    (Denied(50035), NEVER),
    (Denied(20016), LATER),
    (Denied(20028), LATER),
    (Denied(30046), LATER),
    (Limited(1.0), LATER),
    (Limited(1.0, "shared"), LATER),
    (Broken(500), DOUBT),
    (Broken(503), DOUBT),
    (AnswerError(502), DOUBT),
    (HangUp(), DOUBT),
    (DropAnswer(), DOUBT),
    (BlackHole(), DOUBT),
    (Denied(40003), LATER),  # no private channel is opened for a minute
    (Limited(90.0), LATER),  # whatever shares that limit waits as long
    (Banned(), LATER),  # the last one: nothing is asked for a quarter of an hour
]
NOT_THERE = {Denied(code) for code in (10003, 10004, 10007, 10008, 10013)}
EXCEPTIONS = {
    # it is gone, as was wished: known at once, or found out by the library's second try
    "remove": dict.fromkeys({*NOT_THERE, AnswerError(502), DropAnswer()}, NO_ERROR),
    "open_thread": {AnswerError(502): NO_ERROR},  # the second try finds it open
    "close": dict.fromkeys({*NOT_THERE, ARCHIVED}, NO_ERROR),  # closed already
    "look_up": dict.fromkeys(NOT_THERE, NO_ERROR),  # nobody is found
}
FASTER = 10.0
AT_ONCE = ([each for each in ROUTES if each != "open_thread"], ["open_thread"])  # which posts, too
PATIENCE = 7.0  # seconds; shorter than in life, and longer than the library tries after a refusal for haste


class Asking:
    """Asks one thing of the platform, each time in a room and of a person that were not asked for yet."""

    def __init__(self, there, running):
        self.there, self.platform, self.number = there, running.platform, 0

    async def prepared(self, operation, fault=None):
        """What is asked, with all that has to be there before."""
        self.number += 1
        there, platform = self.there, self.platform
        room = PlaceAddress("discord", there.guild.id, there.guild.add_room(f"room-{self.number}").id)
        who = there.twin.person(f"Person {self.number}")
        there.guild.join(who)
        words, key = message("Hello"), f"key-{self.number}"
        await asyncio.sleep(1)  # the bot hears of the room
        if fault == ARCHIVED and operation in {"post", "edit"}:
            room = await platform.open_thread(room, "Thread", words, f"{key} thread")
        ref = MessageRef(room, "1")
        if operation in {"edit", "remove"}:
            ref = await platform.post(room, words, key)
        thread = room
        if operation == "close":
            thread = await platform.open_thread(room, "Thread", words, key)
        return {
            "post": lambda: platform.post(room, words, key),
            "edit": lambda: platform.edit(ref, message("After")),
            "remove": lambda: platform.remove(ref),
            "open_thread": lambda: platform.open_thread(room, "Thread", words, key),
            "close": lambda: platform.close(thread),
            "direct": lambda: platform.direct(there.address(who)),
            "look_up": lambda: platform.look_up(there.address(who)),
            "find": lambda: platform.find(room, key, LONG_AGO),
        }[operation]


@pytest.mark.slow
def test_every_failure_of_everything_asked_is_one_of_three_kinds(tmp_path, monkeypatch):
    monkeypatch.setattr(openings, "MOST", 1_000)
    monkeypatch.setattr(rest, "PATIENCE", PATIENCE)
    told = {}

    async def proof():
        async with scene(tmp_path) as there, there.bot() as running:
            there.twin.core.limits.enforced = False
            asking, faults = Asking(there, running), there.twin.faults
            every = [(operation, fault) for operation in ROUTES for fault, _ in FAULTS]
            asks = dict(
                zip(every, await asyncio.gather(*(asking.prepared(*each) for each in every)), strict=True)
            )
            for fault, _ in FAULTS:
                for operations in AT_ONCE:
                    for each in operations:
                        faults.always(ROUTES[each], fault)
                    ended = await asyncio.gather(*(outcome(asks[each, fault]()) for each in operations))
                    told.update(zip(((each, fault) for each in operations), ended, strict=True))
                    faults.clear()

    hastily(monkeypatch, FASTER, proof)

    wanted = {(operation, fault): how for operation in ROUTES for fault, how in FAULTS}
    wanted |= {(operation, fault): how for operation, own in EXCEPTIONS.items() for fault, how in own.items()}
    assert told.keys() == wanted.keys()
    assert {f"{key}": f"{how}" for key, how in told.items() if how != wanted[key]} == {}


def test_a_dead_token_is_one_of_them_too(tmp_path, monkeypatch):
    async def proof():
        async with scene(tmp_path) as there, there.bot() as running:
            asking = Asking(there, running)
            asks = {operation: await asking.prepared(operation) for operation in ROUTES}
            there.twin.revoke()
            told = {operation: str(await outcome(ask())) for operation, ask in asks.items()}
            what_is_in_doubt_stays_so = {"find": str(LATER)}
            assert told == dict.fromkeys(ROUTES, str(MAY_NOT)) | what_is_in_doubt_stays_so

    hastily(monkeypatch, FASTER, proof)
