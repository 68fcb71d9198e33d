"""Links that mail programs and networks wrap in one of their own, often with the name of whoever got it."""

import re
from urllib.parse import parse_qs, unquote, urlsplit

_WRAPPERS = (  # whose host ends so, with this path, names the link under one of these
    ("safelinks.protection.outlook.com", "/", ("url",)),
    ("google.com", "/url", ("q", "url")),
    ("l.facebook.com", "/l.php", ("u",)),
    ("lm.facebook.com", "/l.php", ("u",)),
    ("l.instagram.com", "/", ("u",)),
    ("out.reddit.com", "/", ("url",)),
    ("slack-redir.net", "/link", ("url",)),
    ("youtube.com", "/redirect", ("q",)),
)
_PROOFPOINT = re.compile(r"https?://urldefense\.(?:com|us)/v3/__(https?://[^*]+?)__;")
_MOST = 3  # mail that was passed on from school to school


def unwrapped(url: str) -> str:
    """The link that was wrapped; any other as it is."""
    for _ in range(_MOST):
        inner = _inner(url)
        if not inner.lower().startswith(("http://", "https://")):
            return url
        url = inner
    return url


def _inner(url: str) -> str:
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return ""
    if found := _PROOFPOINT.match(url):
        return found[1]
    if host == "urldefense.proofpoint.com" and parts.path == "/v2/url":
        return unquote(_told(parts.query, ("u",)).replace("-", "%").replace("_", "/"))
    for ending, path, names in _WRAPPERS:
        if (host == ending or host.endswith(f".{ending}")) and (parts.path or "/") == path:
            return _told(parts.query, names)
    return ""


def _told(query: str, names: tuple[str, ...]) -> str:
    told = parse_qs(query, max_num_fields=50) if query.count("&") < 50 else {}
    return next((told[name][0] for name in names if name in told), "")
