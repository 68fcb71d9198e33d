"""Answering only what changed: tags and dates as RFC 9110 has them, the same for every kind of file."""

from datetime import UTC

from aiohttp import ETag, web

from adapters.web.doors import FeedFile


def answered(request: web.Request, file: FeedFile, mime: str) -> web.Response:
    """A file, or (304) the word that it is still what was sent before; headers of its own come on top."""
    etag = file.etag.removeprefix("W/").strip('"')
    unchanged = _unchanged(request, etag, file)
    response = web.Response(status=304 if unchanged else 200, body=None if unchanged else file.body)
    if not unchanged:
        response.content_type, response.charset = mime, "utf-8"
    response.etag = etag
    response.last_modified = file.modified.replace(microsecond=0)  # else it is rounded up
    return response


def _unchanged(request: web.Request, etag: str, file: FeedFile) -> bool:
    """`If-None-Match` decides alone when it is there, else `If-Modified-Since`, to the second."""
    known = request.if_none_match
    if known is not None:
        return any(each == ETag(value="*") or each.value == etag for each in known)
    since = request.if_modified_since
    return since is not None and file.modified.replace(microsecond=0) <= since.astimezone(UTC)
