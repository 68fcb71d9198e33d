"""Answers to interactions, and the messages that follow them, over REST."""

from collections.abc import Callable

from twins.chord import interactions as kinds
from twins.chord import messages, shapes
from twins.chord.command_rules import faults_of_choices
from twins.chord.errors import Refused, invalid
from twins.chord.interactions import Interaction
from twins.chord.modal import modal_of
from twins.chord.router import Call, Reply, body_of, route
from twins.chord.rules import ANSWER_KEYS, SETTABLE, faults_of_modal
from twins.chord.state import EPHEMERAL, Json, Message

HOOK = "/webhooks/{webhook_id}/{webhook_token}"
ORIGINAL = "/webhooks/{webhook_id}/{webhook_token}/messages/@original"
FOLLOW_UP = "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}"
KEYS = ANSWER_KEYS


@route("POST", "/interactions/{interaction_id}/{interaction_token}/callback")
async def callback(call: Call) -> Reply:
    interaction = call.core.interactions.get(call.params["interaction_token"])
    if interaction is None or interaction.id != call.params["interaction_id"]:
        raise Refused(10062)
    body = body_of(call)
    kind, data = body.get("type", 0), body.get("data") or {}
    interaction.check_callback(kind)
    message = _apply(call, interaction, kind, data)
    interaction.ack(kind)
    call.core.changed()
    if call.query.get("with_response") not in {"1", "true", "True"}:
        return Reply(204)
    return Reply(200, _told(call, interaction, kind, message))


def _apply(call: Call, interaction: Interaction, kind: int, data: Json) -> Message | None:
    core = call.core
    if kind == kinds.CHOICES:
        choices = data.get("choices") or []
        if faults := faults_of_choices(choices):
            raise invalid(*faults)
        interaction.choices = choices
        return None
    if kind == kinds.MODAL:
        if faults := faults_of_modal(data):
            raise invalid(*faults)
        interaction.modal = modal_of(data, interaction)
        return None
    if kind in {kinds.DEFERRED_UPDATE, kinds.UPDATE}:
        source = interaction.source
        if source is None or (source.id not in _in_place(call, interaction)):
            raise Refused(10008)
        if kind == kinds.UPDATE:
            messages.edit(core, source, data, call.files, keys=KEYS)
        return source
    only_for = interaction.person.id if (data.get("flags") or 0) & EPHEMERAL else None
    if kind == kinds.DEFERRED_MESSAGE:
        made = messages.loading(core, interaction.channel, only_for=only_for, metadata=_metadata(interaction))
    else:
        made = _create(call, interaction, data, only_for)
    interaction.original = made
    return made


def _in_place(call: Call, interaction: Interaction) -> dict[str, Message]:
    return call.core.world.channels[interaction.channel.id].messages


def _create(call: Call, interaction: Interaction, data: Json, only_for: str | None) -> Message:
    made = messages.create(
        call.core,
        interaction.channel,
        call.core.bot,
        data,
        call.files,
        keys=KEYS,
        settable=SETTABLE,
        only_for=only_for,
        by_webhook=True,
        metadata=_metadata(interaction),
    )
    made.kind = 20 if interaction.kind == kinds.COMMAND else 0
    return made


def _metadata(interaction: Interaction) -> Json:
    """Give what a message tells of the interaction that made it (resources/message.mdx)."""
    shape: Json = {
        "id": interaction.id,
        "type": interaction.kind,
        "user": shapes.user(interaction.person),
        "authorizing_integration_owners": {"0": interaction.channel.guild_id or "0"},
    }
    if interaction.kind == kinds.COMPONENT and interaction.source is not None:
        shape["interacted_message_id"] = interaction.source.id
    if interaction.kind == kinds.MODAL_SUBMIT:
        opener = {"id": interaction.id, "type": kinds.COMMAND, "user": shapes.user(interaction.person)}
        shape["triggering_interaction_metadata"] = opener | {
            "authorizing_integration_owners": shape["authorizing_integration_owners"]
        }
    return shape


def _told(call: Call, interaction: Interaction, kind: int, message: Message | None) -> Json:
    core = call.core
    told: Json = {
        "interaction": {
            "id": interaction.id,
            "type": interaction.kind,
            "channel_id": interaction.channel.id,
            "response_message_loading": kind == kinds.DEFERRED_MESSAGE,
        }
    }
    if interaction.channel.guild_id:
        told["interaction"]["guild_id"] = interaction.channel.guild_id
    if message is not None:
        told["interaction"] |= {
            "response_message_id": message.id,
            "response_message_ephemeral": message.only_for is not None,
        }
        if kind in {kinds.MESSAGE, kinds.UPDATE}:
            told["resource"] = {"type": kind, "message": shapes.message(message, core.world, core.bot)}
    return told


# What follows: the interaction's token as a webhook


def _interaction(call: Call) -> Interaction:
    found = call.core.interactions.get(call.params["webhook_token"])
    if found is None or call.params["webhook_id"] != call.core.bot.id:
        raise Refused(50027)
    found.check_token()
    return found


def _original(call: Call, interaction: Interaction) -> Message:
    shown = interaction.original
    if interaction.acked in {kinds.DEFERRED_UPDATE, kinds.UPDATE}:
        shown = interaction.source
    if shown is None or shown.id not in _in_place(call, interaction):
        raise Refused(10008)
    return shown


def _followed(call: Call, interaction: Interaction) -> Message:
    message = _in_place(call, interaction).get(call.params["message_id"])
    mine = [*interaction.follow_ups, *filter(None, [interaction.original, interaction.source])]
    if message is None or message not in mine:
        raise Refused(10008)
    return message


def _shown(call: Call, message: Message) -> Reply:
    return Reply(200, shapes.message(message, call.core.world, call.core.bot))


@route("POST", HOOK)
async def follow_up(call: Call) -> Reply:
    core, interaction, body = call.core, _interaction(call), body_of(call)
    waiting = interaction.original
    if waiting is not None and waiting.loading:
        # receiving-and-responding.mdx, "Followup Messages": the first one fills the deferred answer,
        # whose privacy stays
        plain = body | {"flags": (body.get("flags") or 0) & ~EPHEMERAL}
        return _shown(call, messages.edit(core, waiting, plain, call.files, keys=KEYS))
    private = (body.get("flags") or 0) & EPHEMERAL
    made = _create(call, interaction, body, interaction.person.id if private else None)
    if interaction.original is not None:
        made.reference = {"type": 0, "channel_id": made.channel_id, "message_id": interaction.original.id}
    interaction.follow_ups.append(made)
    core.changed()
    return _shown(call, made)


def _keep(path: str, found: Callable[[Call, Interaction], Message]) -> None:
    """Let one of the messages of an interaction be read, changed and deleted at its path."""

    @route("GET", path)
    async def read(call: Call) -> Reply:
        return _shown(call, found(call, _interaction(call)))

    @route("PATCH", path)
    async def edit(call: Call) -> Reply:
        message = found(call, _interaction(call))
        return _shown(call, messages.edit(call.core, message, body_of(call), call.files, keys=KEYS))

    @route("DELETE", path)
    async def delete(call: Call) -> Reply:
        messages.delete(call.core, found(call, _interaction(call)))
        return Reply(204)


_keep(ORIGINAL, _original)
_keep(FOLLOW_UP, _followed)
