"""What a request was answered with, as everybody sees it now."""

from collections.abc import Sequence

from communitybot.resources.model.request import Request
from communitybot.resources.request_repository import RequestsWork
from communitybot.resources.request_views import Answer


async def answers_of(work: RequestsWork, request: Request) -> Sequence[Answer]:
    """Its answers, oldest first; what was hidden or taken back meanwhile is left out."""
    replies = [
        each for each in await work.requests.replies(request.community, request.id) if not each.offered
    ]
    found = await work.resources.many(request.community, [each.resource for each in replies])
    shown = {resource.id: resource for resource in found if resource.seen}
    return [Answer(each, shown[each.resource]) for each in replies if each.resource in shown]
