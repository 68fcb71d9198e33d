"""Why a page is not looked at."""


class Refused(Exception):
    """A page told nothing: `reason` is a plain clause. `gone`: its server says so, or there is none."""

    def __init__(self, reason: str, *, gone: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.gone = gone
