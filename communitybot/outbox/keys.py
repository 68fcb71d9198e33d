"""The key a platform sees: short, opaque, the same at every attempt."""

from hashlib import blake2s


def delivery_key(key: str) -> str:
    """Return 24 letters and digits for an entry's key: 96 bits, one less than Discord's nonce may have."""
    return blake2s(key.encode(), digest_size=12).hexdigest()
