"""What every adapter promises of failures: each is later, never or not allowed, and none of a fourth kind."""

from dataclasses import dataclass

from communitybot.ports import DeliveryError, TryLater, Unauthorised, Undeliverable

KINDS = (TryLater, Undeliverable, Unauthorised)


@dataclass(frozen=True)
class Told:
    """How a failure is told: as which kind, whether the target is gone, whether it may have been taken."""

    kind: type[DeliveryError] | None
    gone: bool | None = None
    unsure: bool | None = None

    def __str__(self) -> str:
        more = [name for name in ("gone", "unsure") if getattr(self, name)]
        return " ".join([self.kind.__name__ if self.kind else "no error", *more])


NO_ERROR = Told(None)
NEVER, GONE = Told(Undeliverable, gone=False), Told(Undeliverable, gone=True)
MAY_NOT = Told(Unauthorised)
LATER, DOUBT = Told(TryLater, unsure=False), Told(TryLater, unsure=True)


async def outcome(work) -> Told:
    """How something ended; what is none of the three kinds is raised, since it is a bug."""
    try:
        await work
    except DeliveryError as problem:
        if type(problem) not in KINDS:
            raise TypeError("a kind of its own") from problem
        return Told(type(problem), getattr(problem, "gone", None), getattr(problem, "unsure", None))
    return NO_ERROR
