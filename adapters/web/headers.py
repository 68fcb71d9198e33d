"""The headers every answer carries: nothing from outside, nothing inline, nothing framed, no referrer."""

from urllib.parse import urlsplit

from aiohttp import web

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_ALWAYS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Server": "communitybot",
}
A_YEAR = 365 * 24 * 3600


class SecurityHeaders:
    """Puts the headers on whatever leaves, errors and streams included; HSTS where people come by https."""

    def __init__(self, base_url: str) -> None:
        secure = urlsplit(base_url).scheme == "https"
        hsts = {"Strict-Transport-Security": f"max-age={A_YEAR}"} if secure else {}
        self._headers = _ALWAYS | hsts

    async def __call__(self, _request: web.Request, response: web.StreamResponse) -> None:
        """Run just before the headers of a response are sent (aiohttp's `on_response_prepare`)."""
        response.headers.update(self._headers)
        response.headers.setdefault("Cache-Control", "no-store")
