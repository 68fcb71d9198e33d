"""Where archives are on the web: one address for whoever has the link, one more for what is published."""

import hashlib
import hmac
from base64 import urlsafe_b64encode

PROOF_BYTES = 24  # 192 bits: nobody guesses an address


class ArchiveAddresses:
    """Makes and checks the addresses of archives; `key` is the bot's secret."""

    def __init__(self, base_url: str, key: bytes) -> None:
        self._base_url = base_url.rstrip("/")
        self._key = key

    def members(self, chat: str) -> str:
        """The address that members are told; whoever has it may read."""
        return f"{self._base_url}/archives/{chat}/{self.proof(chat)}"

    def public(self, chat: str) -> str:
        """The address everybody may know, which answers while the archive is published."""
        return f"{self._base_url}/archives/{chat}"

    def line(self, chat: str, number: int) -> str:
        """Where one line can be read, for members."""
        return f"{self.members(chat)}#line-{number}"

    def proof(self, chat: str) -> str:
        """What makes an address of members: it cannot be made without the key."""
        made = hmac.new(self._key, f"archive:{chat}".encode(), hashlib.sha256).digest()
        return urlsafe_b64encode(made[:PROOF_BYTES]).decode("ascii")

    def proves(self, chat: str, proof: str) -> bool:
        """Whether an address is one we made; how long that takes tells nothing about how it differs."""
        return hmac.compare_digest(self.proof(chat).encode(), proof.encode())
