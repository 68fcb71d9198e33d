"""What Discord tells of an interaction, as it tells it."""

from communitybot.commands.spec import CommandSpec, Parameter
from communitybot.conversation.forms import FieldKind

GUILD, ROOM, THREAD, USER = (
    "81384788765712384",
    "81384788765712385",
    "81384788765712386",
    "155149108183695360",
)


def parameter(name: str, kind: FieldKind, *, required: bool = False) -> Parameter:
    return Parameter(name=name, kind=kind, label=name.title(), description="x", required=required)


SPECS = (
    CommandSpec(name="events", description="x"),
    CommandSpec(name="event create", description="x"),
    CommandSpec(
        name="resource save",
        description="x",
        title="Save as resource",
        parameters=(
            parameter("message", FieldKind.MESSAGE, required=True),
            parameter("title", FieldKind.TEXT),
        ),
    ),
)


def happened(kind: int, data: dict[str, object], **more: object) -> dict[str, object]:
    return {
        "id": "1001",
        "application_id": "9",
        "type": kind,
        "token": "tok",
        "version": 1,
        "guild_id": GUILD,
        "channel_id": ROOM,
        "channel": {"id": ROOM, "type": 0},
        "locale": "es-ES",
        "member": {
            "user": {"id": USER, "username": "priya", "global_name": "Priya Raman"},
            "nick": None,
            "roles": ["77"],
            "permissions": "0",
        },
        "data": data,
        **more,
    }
