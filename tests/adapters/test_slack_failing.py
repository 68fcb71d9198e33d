"""Every failure of Slack's, at everything that is asked of it, is one of three kinds."""

import pytest
from twins import loom
from twins.loom.faults import BREAKS, DROPS, LOSES, REFUSES, SLOWS, Fault

from communitybot.conversation.addresses import MessageRef, PersonAddress, PlaceAddress
from communitybot.conversation.message import message
from tests.adapters.contract import LONG_AGO
from tests.adapters.contract_failing import DOUBT, GONE, LATER, MAY_NOT, NEVER, NO_ERROR, outcome
from tests.adapters.slacking import seated

METHODS = {
    "post": "chat.postMessage",
    "edit": "chat.update",
    "remove": "chat.delete",
    "open_thread": "chat.postMessage",
    "direct": "conversations.open",
    "look_up": "users.info",
    "find": "conversations.history",
}
CODES = {
    GONE: ("channel_not_found", "message_not_found", "thread_not_found", "user_not_found", "users_not_found"),
    NEVER: (
        "is_archived",
        "cant_update_message",
        "edit_window_closed",
        "cant_delete_message",
        "cannot_dm_bot",
        "user_disabled",
        "user_not_visible",
        "messages_tab_disabled",
        "msg_too_long",
        "msg_blocks_too_long",
        "invalid_blocks",
        "invalid_arguments",
        "no_text",
        "restricted_action_thread_locked",
        "a_code_of_next_year",
    ),
    MAY_NOT: (
        "not_in_channel",
        "restricted_action",
        "restricted_action_read_only_channel",
        "restricted_action_thread_only_channel",
        "ekm_access_denied",
        "missing_scope",
        "no_permission",
        "access_denied",
        "team_access_not_granted",
        "account_inactive",
        "token_revoked",
        "token_expired",
        "invalid_auth",
        "not_authed",
        "org_login_required",
    ),
    LATER: ("service_unavailable", "message_limit_exceeded"),
    DOUBT: ("internal_error", "fatal_error", "request_timeout"),
}
RESTS = (Fault(REFUSES, error="ratelimited"), Fault(SLOWS, seconds=30))  # the last: its method rests then
FAULTS = [
    *((Fault(REFUSES, error=code), told) for told, codes in CODES.items() for code in codes),
    (Fault(DROPS), DOUBT),
    (Fault(BREAKS), DOUBT),
    (Fault(LOSES), DOUBT),
    *((fault, LATER) for fault in RESTS),
]
PUTS_UP = {"post", "open_thread"}  # what is repeated would be there twice; all else may be asked again
GONE_CODES = {Fault(REFUSES, error=code) for code in CODES[GONE]}
EXCEPTIONS = {
    "remove": dict.fromkeys(GONE_CODES, NO_ERROR),  # it is gone, as was wished
    "look_up": dict.fromkeys(GONE_CODES, NO_ERROR),  # nobody is found
}


@pytest.fixture
async def table(tmp_path):
    async with loom.Twin.open(seed=31) as twin, seated(twin, tmp_path / "bot.db") as seats:
        twin.limits.on = False
        yield seats


class Asking:
    """Asks one thing of the platform, each time in a room and of a person that were not asked for yet."""

    def __init__(self, table):
        self.table, self.platform, self.number = table, table.platform, 0

    async def prepared(self, operation):
        self.number += 1
        platform, twin, team = self.platform, self.table.twin, self.table.twin.home_team.id
        room = PlaceAddress("slack", team, twin.channel(f"room-{self.number}", members=[self.table.dana]).id)
        who = PersonAddress("slack", team, twin.person(f"Person {self.number}").id)
        words, key = message("Hello"), f"key-{self.number}"
        ref = MessageRef(room, "1.1")
        if operation in {"edit", "remove"}:
            ref = await platform.post(room, words, key)
        return {
            "post": lambda: platform.post(room, words, key),
            "edit": lambda: platform.edit(ref, message("After")),
            "remove": lambda: platform.remove(ref),
            "open_thread": lambda: platform.open_thread(room, "Thread", words, key),
            "direct": lambda: platform.direct(who),
            "look_up": lambda: platform.look_up(who),
            "find": lambda: platform.find(room, key, LONG_AGO),
        }[operation]

    async def is_answered(self):
        """One call that works: a token is dead only after two refusals in a row."""
        member = PersonAddress("slack", self.table.twin.home_team.id, self.table.dana.id)
        assert await self.platform.look_up(member) is not None


def wanted(operation):
    """Only what puts up something new is ever in doubt."""
    plain = {fault: LATER if told is DOUBT and operation not in PUTS_UP else told for fault, told in FAULTS}
    return plain | EXCEPTIONS.get(operation, {})


@pytest.mark.parametrize("operation", METHODS)
async def test_every_failure_is_one_of_three_kinds(table, operation):
    asking, told, always = Asking(table), {}, table.twin.faults.always
    for fault, _ in FAULTS:
        ask = await asking.prepared(operation)
        always[METHODS[operation]] = fault
        told[fault] = await outcome(ask())
        del always[METHODS[operation]]
        if fault not in RESTS:
            await asking.is_answered()

    expected = wanted(operation)
    assert {str(each): str(how) for each, how in told.items() if how != expected[each]} == {}
