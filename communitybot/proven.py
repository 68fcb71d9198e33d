"""Web addresses that carry a proof of ours, so that nobody guesses them: whoever has one may read."""

import hashlib
import hmac
from base64 import urlsafe_b64encode

PROOF_BYTES = 24  # 192 bits


class ProvenAddresses:
    """Makes and checks the addresses of pages of one kind; `key` is the bot's secret.

    `folder` is where they are on the web. `kind` goes into the proof, so that none fits a page of another.
    """

    def __init__(self, base_url: str, key: bytes, *, folder: str, kind: str) -> None:
        self._base_url = base_url.rstrip("/")
        self._key = key
        self._folder = folder
        self._kind = kind

    def members(self, page: str) -> str:
        """The address that members are told; whoever has it may read."""
        return f"{self.public(page)}/{self.proof(page)}"

    def public(self, page: str) -> str:
        """The address everybody may know, which answers while the page is published."""
        return f"{self._base_url}/{self._folder}/{page}"

    def proof(self, page: str) -> str:
        """What makes an address of members: it cannot be made without the key."""
        made = hmac.new(self._key, f"{self._kind}:{page}".encode(), hashlib.sha256).digest()
        return urlsafe_b64encode(made[:PROOF_BYTES]).decode("ascii")

    def proves(self, page: str, proof: str) -> bool:
        """Whether an address is one we made; how long that takes tells nothing about how it differs."""
        return hmac.compare_digest(self.proof(page).encode(), proof.encode())
