"""Files somebody put into a form: fetched from Slack with our token, no larger than what we take."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from adapters.slack.answering import Session
from adapters.slack.settings import SlackSettings
from adapters.slack.workspaces import Workspaces
from communitybot.conversation import limits
from communitybot.conversation.inbound import Value
from communitybot.logs import Log
from communitybot.ports import DeliveryError

CHUNK = 64 * 1024
log = Log("communitybot.slack")


class SlackUploads:
    """Fetches files. The token is only ever sent to Slack's own hosts."""

    def __init__(self, settings: SlackSettings, workspaces: Workspaces, session: Session) -> None:
        self._workspaces = workspaces
        self._session = session
        api = urlsplit(settings.api_url)
        self._api = (api.scheme, api.hostname)

    async def fetch(self, team: str, files: Mapping[str, Mapping[str, Any]]) -> dict[str, Value]:
        """The name and bytes of each file, by field; one that cannot be had is left out."""
        found: dict[str, Value] = {}
        for field, told in files.items():
            content = await self._content(team, told)
            if content is None:
                log.warning(
                    "A file in a form could not be fetched; does the app have the scope files:read?",
                    action="slack.uploads",
                )
            else:
                found[field] = (str(told.get("name") or "file")[: limits.FILE_NAME], content)
        return found

    async def _content(self, team: str, told: Mapping[str, Any]) -> bytes | None:
        url = str(told.get("url_private") or "")
        try:
            workspace = await self._workspaces.find(team)
            if workspace is None or not self._is_slack(url):
                return None
            carried = {"Authorization": f"Bearer {workspace.token}"}
            async with self._session().get(url, headers=carried, allow_redirects=False) as answer:
                signs_in = answer.content_type == "text/html" != told.get("mimetype")  # Slack's way to say no
                if answer.status != 200 or signs_in:
                    return None
                content = bytearray()
                async for chunk in answer.content.iter_chunked(CHUNK):
                    content += chunk
                    if len(content) > limits.FILE_BYTES:
                        return None
                return bytes(content)
        except (aiohttp.ClientError, TimeoutError, ValueError, DeliveryError):
            return None

    def _is_slack(self, url: str) -> bool:
        try:
            parts = urlsplit(url)
        except ValueError:
            return False
        host = parts.hostname or ""
        secure = parts.scheme == "https" and (host == "slack.com" or host.endswith(".slack.com"))
        return secure or (parts.scheme, host) == self._api
