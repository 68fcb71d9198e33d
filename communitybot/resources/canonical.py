"""The one address a page is known by, whatever its trackers, its forms for telephones and its short links."""

import re
from urllib.parse import unquote_plus

from yarl import URL


def words(text: str) -> frozenset[str]:
    """Names that are written in a row."""
    return frozenset(text.split())


_TRACKERS = words(
    """
    fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid twclid ttclid li_fat_id igshid igsh mc_cid
    mc_eid mkt_tok _hsenc _hsmi hsctatracking vero_id oly_enc_id oly_anon_id rb_clickid sc_cid s_kwcid
    ef_id _ga _gl _ke _openstat __s __twitter_impression ref_src ref_url cmpid wt_mc guccounter
    guce_referrer guce_referrer_sig fb_action_ids fb_action_types fb_source fb_ref epik srsltid
    ml_subscriber ml_subscriber_hash wickedid trk_contact trk_msg trk_module trk_sid bbeml
    """
)
_TRACKING = ("utm_", "mtm_", "matomo_", "piwik_", "pk_", "hsa_", "at_campaign", "at_medium", "itm_")
_OF_SITES = {  # what only says how somebody came by a link, on this site alone
    "docs.google.com": frozenset({"usp", "ouid", "rtpof", "sd"}),
    "drive.google.com": frozenset({"usp", "ouid", "rtpof", "sd"}),
    "open.spotify.com": frozenset({"si", "nd", "context"}),
    "linkedin.com": frozenset({"trk", "trackingid", "lipi"}),
    "medium.com": frozenset({"source", "sk"}),
}
_AMP_ASKED = {"amp": {"", "1", "true"}, "outputtype": {"amp"}}

_PREFIX = re.compile(r"(?:www|m|mobile|amp)\.")
_WIKI = re.compile(r"([a-z-]+)\.m\.(wik[a-z]+\.org)")
# Names under which others have names of their own: `m.github.io` is somebody's, not a form of github.io.
_HOSTS_OF_MANY = words(
    """
    github.io gitlab.io blogspot.com wordpress.com weebly.com wixsite.com netlify.app vercel.app
    pages.dev workers.dev r2.dev herokuapp.com web.app firebaseapp.com glitch.me neocities.org
    edublogs.org substack.com tumblr.com azurewebsites.net cloudfront.net notion.site carrd.co
    webflow.io square.site onrender.com fly.dev readthedocs.io itch.io surge.sh replit.app repl.co
    libguides.com pbworks.com typepad.com livejournal.com godaddysites.com mystrikingly.com
    bitbucket.io amazonaws.com appspot.com medium.com home.blog
    """
)
_REGISTRIES = words("ac co com edu gob go gov k12 ltd me mil ne net nom or org plc sch")

_VIDEO = r"([A-Za-z0-9_-]{6,20})"
_YOUTUBE = re.compile(rf"/(?:shorts|embed|live|v|e|watch)/{_VIDEO}")
_YOUTUBE_HOSTS = frozenset({"youtube.com", "youtube-nocookie.com", "music.youtube.com"})
_VIMEO = re.compile(r"/video/(\d+)")
_DAILYMOTION = re.compile(r"/(?:embed/)?video/([A-Za-z0-9]+)")
_TWEET = re.compile(r"(/[^/]+/status(?:es)?/\d+)(?:/.*)?")
_DOCUMENT = re.compile(r"(/[a-z]+(?:/u/\d+)?/d/[^/]+)/(?:edit|view|preview|mobilebasic)")
_VIEWED = re.compile(r"/(?:amp|[cvi])/(s/)?([^/?#]+)(/.*)?")
_PUBLIC = re.compile(r"(?:[a-z0-9_-]+\.)+[a-z][a-z0-9-]*[a-z0-9]")
_STEPS = 4  # forms within forms: a viewer's address of a telephone's form


def canonical(url: URL) -> str:
    """The address a page is known by, always https; of a canonical one, the same."""
    found = _folded(url)
    for _ in range(_STEPS):
        again = _folded(URL(found))
        if again == found:
            break
        found = again
    return found


def without_trackers(query: str) -> str:
    """A query as it was typed, but for what only says how somebody came by the link."""
    return "&".join(part for part in query.split("&") if not _tracks(_key(part)))


def _folded(url: URL) -> str:
    url = _unwrapped(url)
    host = _host((url.raw_host or "").rstrip("."))
    return _short(host, url) or _plain(host, url)


def _plain(host: str, url: URL) -> str:
    port = url.explicit_port
    where = host if port in {None, 80, 443} else f"{host}:{port}"
    path = url.raw_path
    if host in {"docs.google.com", "drive.google.com"} and (document := _DOCUMENT.fullmatch(path)):
        path = document[1]
    query = sorted(_told(host, url.raw_query_string), key=_key)
    asked = f"?{'&'.join(query)}" if query else ""
    route = url.raw_fragment if url.raw_fragment.startswith(("!", "/")) else ""  # pages made by scripts
    return f"https://{where}{_path(path) or '/'}{asked}{f'#{route}' if route else ''}"


def _path(path: str) -> str:
    path = path.rstrip("/")
    while path.endswith("/amp") and path != "/amp":
        path = path.removesuffix("/amp").rstrip("/")
    return path.removesuffix(".amp.html") + ".html" if path.endswith(".amp.html") else path


def _told(host: str, query: str) -> list[str]:
    of_site = _OF_SITES.get(host, frozenset())
    kept = []
    for part in query.replace("%20", "+").split("&"):
        key = _key(part)
        value = unquote_plus(part.partition("=")[2]).lower()
        if part and key not in of_site and not _tracks(key) and value not in _AMP_ASKED.get(key, ()):
            kept.append(part)
    return kept


def _key(part: str) -> str:
    return unquote_plus(part.partition("=")[0]).lower()


def _tracks(key: str) -> bool:
    return key in _TRACKERS or key.startswith(_TRACKING)


def _host(host: str) -> str:
    """A host without what only tells its form; never another site's."""
    if wiki := _WIKI.fullmatch(host):
        return f"{wiki[1]}.{wiki[2]}"
    while prefix := _PREFIX.match(host):
        rest = host[prefix.end() :]
        others = rest in _HOSTS_OF_MANY and prefix[0] != "www."
        if others or not _PUBLIC.fullmatch(rest) or _registry(rest):
            break
        host = rest
    return "x.com" if host == "twitter.com" else host


def _registry(host: str) -> bool:
    """Whether names are sold under it, as under co.uk."""
    first, _, country = host.partition(".")
    return len(country) == 2 and first in _REGISTRIES


def _unwrapped(url: URL) -> URL:
    """The page itself, where a viewer of quick pages shows it."""
    host = (url.raw_host or "").rstrip(".").removeprefix("www.")
    if not (host == "google.com" and url.raw_path.startswith("/amp/")) and not host.endswith(
        ".ampproject.org"
    ):
        return url
    shown = _VIEWED.fullmatch(url.raw_path)
    if shown is None or not _PUBLIC.fullmatch(shown[2].lower()):
        return url
    query = f"?{url.raw_query_string}" if url.raw_query_string else ""
    return URL(f"https://{shown[2].lower()}{shown[3] or '/'}{query}")


def _short(host: str, url: URL) -> str | None:
    """The one address of a video or a post that has several."""
    path = url.raw_path.rstrip("/")
    if host == "youtu.be" and (video := re.fullmatch(f"/{_VIDEO}", path)):
        return f"https://youtube.com/watch?v={video[1]}"
    if host in _YOUTUBE_HOSTS:
        video = _YOUTUBE.fullmatch(path)
        watched = url.query.get("v", "") if path == "/watch" else ""
        named = video[1] if video and video[1] != "videoseries" else watched
        return f"https://youtube.com/watch?v={named}" if re.fullmatch(_VIDEO, named) else None
    if host == "player.vimeo.com" and (video := _VIMEO.fullmatch(path)):
        key = url.query.get("h", "")  # of a video that only those with its link may see
        return f"https://vimeo.com/{video[1]}{f'/{key}' if re.fullmatch('[0-9a-f]+', key) else ''}"
    if host == "dai.ly" and (video := re.fullmatch("/([A-Za-z0-9]+)", path)):
        return f"https://dailymotion.com/video/{video[1]}"
    if host == "dailymotion.com" and (video := _DAILYMOTION.fullmatch(path)):
        return f"https://dailymotion.com/video/{video[1]}"
    if host == "embed.ted.com":
        return f"https://ted.com{path}"
    if host == "x.com" and (post := _TWEET.fullmatch(path)):
        return f"https://x.com{post[1]}"
    return None
