"""What is answered when something cannot be: JSON for programs, a plain page for people."""

import logging

from aiohttp import web
from aiohttp.typedefs import Handler

from adapters.web.guard import pattern
from adapters.web.templates import render

FOR_PROGRAMS = ("/api/", "/healthz")
_SENTENCES = {
    400: "That request could not be read.",
    403: "That is not allowed from here.",
    404: "There is nothing at this address.",
    405: "This address does not take that kind of request.",
    413: "That is more than fits: a request may have at most 64 KB.",
    415: "That kind of content is not understood here.",
}

log = logging.getLogger("communitybot.web")


@web.middleware
async def told(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn refusals and mistakes of our own into an answer with a sentence in it; nothing escapes."""
    try:
        return await handler(request)
    except web.HTTPException as problem:
        if problem.status < 400:
            raise
        return _answer(request, problem)
    except ConnectionResetError:
        raise
    except Exception:
        log.exception("a mistake of ours while answering %s %s", request.method, pattern(request))
        return _say(request, 500, "Something went wrong on our side. It is in the log; please try again.")


def _answer(request: web.Request, problem: web.HTTPException) -> web.StreamResponse:
    reason = f"{problem.status}: {problem.reason}"
    own_words = problem.text if problem.text and problem.text != reason else None
    known = own_words if problem.status != 413 else None
    response = _say(request, problem.status, known or _SENTENCES.get(problem.status, f"{problem.reason}."))
    for name in ("Allow", "Location", "Retry-After"):
        if name in problem.headers:
            response.headers[name] = problem.headers[name]
    return response


def _say(request: web.Request, status: int, sentence: str) -> web.Response:
    if request.path.startswith(FOR_PROGRAMS):
        return web.json_response({"error": sentence}, status=status)
    return render("problem.html", status=status, sentence=sentence)
