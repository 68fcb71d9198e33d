"""Where a library and its feeds are on the web: for all while it is public, else by secret addresses."""

from urllib.parse import quote

from communitybot.communities.model import Community
from communitybot.proven import ProvenAddresses


class LibraryAddresses(ProvenAddresses):
    """The addresses of libraries; `key` is the bot's secret.

    A secret address is made from the community and its `turn`: those of an earlier one lead nowhere.
    """

    def __init__(self, base_url: str, key: bytes) -> None:
        super().__init__(base_url, key, folder="library", kind="library")

    def page(self, community: Community) -> str:
        """The public page, whether it is on or off."""
        return self.public(community.slug)

    def feed(self, community: Community, turn: int | None, tag: str = "") -> str:
        """The feed of a tag, or of everything; `turn` is None where everybody may read it."""
        return f"{self._door(community, turn)}/feed.rss{f'?tag={quote(tag)}' if tag else ''}"

    def feeds(self, community: Community, turn: int | None) -> str:
        """The list of all feeds."""
        return f"{self._door(community, turn)}/feeds.opml"

    def opens(self, community: Community, turn: int, proof: str) -> bool:
        """Whether a proof is the one of this turn."""
        return self.proves(f"{community.id}:{turn}", proof)

    def _door(self, community: Community, turn: int | None) -> str:
        page = self.page(community)
        return page if turn is None else f"{page}/{self.proof(f'{community.id}:{turn}')}"
