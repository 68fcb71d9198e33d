"""Where archives are on the web: one address for whoever has the link, one more for what is published."""

from communitybot.proven import ProvenAddresses


class ArchiveAddresses(ProvenAddresses):
    """The addresses of archives; `key` is the bot's secret."""

    def __init__(self, base_url: str, key: bytes) -> None:
        super().__init__(base_url, key, folder="archives", kind="archive")

    def line(self, chat: str, number: int) -> str:
        """Where one line can be read, for members."""
        return f"{self.members(chat)}#line-{number}"
