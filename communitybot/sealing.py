"""Secrets of others, unreadable at rest: sealed with a key that is never in the database."""

from functools import cached_property
from typing import Any


class BrokenSeal(Exception):
    """It was sealed with another key, or somebody changed it."""


class Seal:
    """Seals and opens short texts (Fernet: AES-128-CBC, HMAC-SHA256) with a key derived for one purpose."""

    def __init__(self, key: bytes, purpose: str) -> None:
        self._key = key
        self._purpose = purpose

    def close(self, text: str) -> str:
        """Seal a text; twice the same gives two different results."""
        sealed: bytes = self._fernet.encrypt(text.encode())
        return sealed.decode("ascii")

    def open(self, sealed: str) -> str:
        """Read it back.

        Raises:
            BrokenSeal: when the key is another one, or the text was changed.
        """
        from cryptography.fernet import InvalidToken

        try:
            text: bytes = self._fernet.decrypt(sealed.encode())
        except InvalidToken as problem:
            raise BrokenSeal(self._purpose) from problem
        return text.decode()

    @cached_property
    def _fernet(self) -> Any:
        import base64

        from cryptography.fernet import Fernet
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF

        derive = HKDF(algorithm=SHA256(), length=32, salt=None, info=self._purpose.encode()).derive
        return Fernet(base64.urlsafe_b64encode(derive(self._key)))
