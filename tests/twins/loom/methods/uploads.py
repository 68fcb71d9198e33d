"""files.*: the upload in two calls, and what a file is."""

from twins.loom.posting import put
from twins.loom.records import Json, Message, Upload
from twins.loom.refusals import Refused
from twins.loom.registry import Call, method
from twins.loom.shapes import file_json

ALT_TEXT = 1_000  # docs.slack.dev/reference/methods/files.getUploadURLExternal


@method("files.getUploadURLExternal", "files:write", tier=4)
def upload_address(call: Call) -> Json:
    length = int(call.arguments.get("length") or 0)
    if length <= 0:
        raise Refused("invalid_arguments")
    if len(call.text("alt_txt")) > ALT_TEXT:
        raise Refused("alt_txt_too_large")
    upload = Upload(call.world.name("F"), call.team.id, call.text("filename"), length)
    upload.alt_text = call.text("alt_txt")
    call.world.uploads[upload.id] = upload
    return {"upload_url": f"{call.world.base_url}/upload/v1/{upload.id}", "file_id": upload.id}


@method("files.completeUploadExternal", "files:write", tier=4)
def complete(call: Call) -> Json:
    files = [_uploaded(call, each) for each in call.arguments.get("files") or []]
    if not files:
        raise Refused("invalid_arguments")
    wanted = call.text("channel_id") or call.text("channels")
    for name in filter(None, wanted.split(",")):
        channel = call.world.channel(name, call.team.id)
        if call.team.bot_user not in channel.members:
            raise Refused("not_in_channel")
        if channel.archived:
            raise Refused("is_archived")
        message = Message(
            call.world.clock.stamp(),
            channel.id,
            call.team.bot_user,
            call.text("initial_comment"),
            by_app=True,
        )
        message.files = tuple(each.id for each in files)
        message.thread_ts = call.text("thread_ts") or None
        put(call.world, message)
        for each in files:
            each.channels += (channel.id,)
    return {"files": [file_json(call.world, each) for each in files]}


def _uploaded(call: Call, about: Json) -> Upload:
    upload = call.world.uploads.get(about.get("id", ""))
    if upload is None or upload.team != call.team.id:
        raise Refused("file_not_found")
    if len(upload.content) != upload.length:
        raise Refused("file_not_found")  # nothing, or another length, was sent to its address
    upload.title, upload.complete = about.get("title") or upload.name, True
    return upload


@method("files.info", "files:read", tier=4)
def info(call: Call) -> Json:
    upload = call.world.uploads.get(call.text("file"))
    if upload is None or upload.team != call.team.id or not upload.complete:
        raise Refused("file_not_found")
    return {"file": file_json(call.world, upload)}
