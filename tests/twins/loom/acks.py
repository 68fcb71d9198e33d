"""How the app acknowledged what it was sent."""

from dataclasses import dataclass, field

from twins.loom.records import Json

SECONDS = 3.0  # docs.slack.dev/interactivity/handling-user-interaction#acknowledgment_response


@dataclass(frozen=True, slots=True)
class Ack:
    """`error` is what the person is told went wrong; `status` is HTTP's, 200 over a socket."""

    body: Json = field(default_factory=dict)
    error: str | None = None
    seconds: float = 0.0
    status: int = 200
    final: bool = False  # the app asked not to be told again
