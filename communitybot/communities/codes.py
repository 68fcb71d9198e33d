"""One-time codes that join spaces and accounts: short to read aloud, hard to guess, kept only as a hash."""

import hmac
import secrets
from datetime import datetime, timedelta

from communitybot.communities.model import Kind, LinkCode
from communitybot.communities.repository import Codes
from communitybot.conversation.inbound import Caller
from communitybot.errors import AlreadyDone, Misread, NotFound
from communitybot.ports import Clock

LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing one could misread aloud
LENGTH = 8  # 40 bits: a million guesses a second for fifteen minutes find one code in a thousand
LASTS = timedelta(minutes=15)
KEPT = timedelta(days=7)  # how long a used or expired code is remembered, to be answered kindly
MOST_READ = 100


class OneTimeCodes:
    """The codes of one kind: made, found again however they were typed, and refused kindly."""

    def __init__(self, kind: Kind, clock: Clock, key: bytes) -> None:
        """`key` makes hashes of codes useless to whoever reads the database alone."""
        self._kind = kind
        self._clock = clock
        self._key = key

    async def make(self, kept: Codes, caller: Caller) -> str:
        """A new code of the caller's, good for 15 minutes and once; what is long over is forgotten."""
        code, now = new_code(), self._clock.now()
        made = LinkCode(
            hashed=hash_code(code, self._key),
            kind=self._kind,
            community=caller.community,
            person=caller.person,
            expires=now + LASTS,
        )
        await kept.keep(made, forget_before=now - KEPT)
        return code

    async def find(self, kept: Codes, typed: str) -> LinkCode | None:
        """What is known of a code as it was typed, whatever its kind."""
        return await kept.code(hash_code(read_code(typed), self._key))

    def usable(self, found: LinkCode | None) -> LinkCode:
        """The code, if it can be used now; refused kindly if not."""
        return demand_usable(found, self._kind, self._clock.now())


def new_code() -> str:
    """Make a code as it is read aloud: `K7MN-4PQR`."""
    return _spelled("".join(secrets.choice(LETTERS) for _ in range(LENGTH)))


def read_code(text: str) -> str:
    """Read a code however it was copied: small letters, blanks and dashes do not count."""
    typed = "".join(letter for letter in text[:MOST_READ].upper() if letter.isalnum())
    if len(text) > MOST_READ or len(typed) != LENGTH or any(letter not in LETTERS for letter in typed):
        raise Misread(
            "I read a code, but mine have eight letters and digits, such as K7MN-4PQR. "
            "Copy it as it was shown, or make a new one where you got it.",
            understood="a code",
            field="code",
        )
    return _spelled(typed)


def hash_code(code: str, key: bytes) -> str:
    """What is kept of a code: useless to whoever reads the database without the key."""
    return hmac.new(key, b"link:" + code.encode("ascii"), "sha256").hexdigest()


def demand_usable(code: LinkCode | None, kind: Kind, now: datetime) -> LinkCode:
    """Refuse, kindly, what is unknown, meant for something else, used or expired."""
    if code is None:
        raise NotFound(
            "I read a code, but I know none like it. Check its letters, or make a new one "
            f"with `{kind.command}` on the other side.",
            understood="a code",
            field="code",
        )
    if code.kind is not kind:
        what = "joins spaces" if code.kind is Kind.SPACE else "joins a person's accounts"
        raise Misread(
            f"I read a code that {what}. Give it to `{code.kind.command}` instead.",
            understood="a code",
            field="code",
        )
    if code.used is not None:
        raise AlreadyDone(
            f"That code has been used already; each works once. `{kind.command}` on the other side gives a "
            "new one.",
            field="code",
        )
    if code.expires <= now:
        raise AlreadyDone(
            f"That code was good for 15 minutes and has expired. `{kind.command}` on the other side gives a "
            "new one.",
            field="code",
        )
    return code


def _spelled(letters: str) -> str:
    return f"{letters[:4]}-{letters[4:]}"
