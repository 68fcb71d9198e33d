"""Files for people to keep: uploaded in Slack's three steps, and shared in one place."""

import io
from collections.abc import Sequence
from typing import Any

import aiohttp

from adapters.slack.calls import Calls
from adapters.slack.errors import USUAL_WAIT, delivery_error
from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.message import File
from communitybot.conversation.visible import label
from communitybot.ports import TryLater, Undeliverable

UPLOAD_WITHIN = 15.0  # seconds; ours


async def share(
    calls: Calls, place: PlaceAddress, files: Sequence[File], *, under: str | None = None, words: str = ""
) -> None:
    """Upload files and share them in a place, in the thread of the message `under` if one is given."""
    uploaded = [await _upload(calls, place.space, file) for file in files]
    arguments: dict[str, Any] = {"files": uploaded, "channel_id": place.place, "thread_ts": under}
    await calls.call(place.space, "files.completeUploadExternal", **arguments, initial_comment=words or None)


async def _upload(calls: Calls, team: str, file: File) -> dict[str, str]:
    ticket = await calls.call(
        team,
        "files.getUploadURLExternal",
        filename=file.name,
        length=len(file.content),
        alt_txt=label(file.alt) if file.alt else None,
    )
    try:
        timeout = aiohttp.ClientTimeout(total=UPLOAD_WITHIN)
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.post(ticket["upload_url"], data=io.BytesIO(file.content)) as answer,
        ):
            if answer.status >= 500:
                raise TryLater(USUAL_WAIT)
            if answer.status >= 400:
                raise Undeliverable("Slack did not take a file")
    except (aiohttp.ClientError, TimeoutError) as problem:
        raise delivery_error(problem) from problem
    return {"id": str(ticket["file_id"]), "title": file.name}
