"""Discord's rules that its published description does not hold, as a list of what a body gets wrong.

Files named in comments are those of Discord's published documentation, under developers/.
"""

import re
from collections import Counter
from collections.abc import Collection

from twins.chord.part_rules import faults_of_parts, length
from twins.chord.sight import parts_of
from twins.chord.state import COMPONENTS_V2, EPHEMERAL, Json

# resources/message.mdx, "Create Message" and "Edit Message"; receiving-and-responding.mdx for answers
MESSAGE_KEYS = {
    "content", "nonce", "tts", "embeds", "allowed_mentions", "message_reference", "components", "sticker_ids",
    "attachments", "flags", "enforce_nonce", "poll", "shared_client_theme",
}  # fmt: skip
ANSWER_KEYS = {
    "tts", "content", "embeds", "allowed_mentions", "flags", "components", "attachments", "poll",
    "username", "avatar_url", "thread_name", "applied_tags",
}  # fmt: skip
# "tts" means nothing in an edit, but discord.py sends it along with files
EDIT_KEYS = {"tts", "content", "embeds", "flags", "allowed_mentions", "components", "attachments", "poll"}
SUPPRESS_EMBEDS, SUPPRESS_NOTIFICATIONS, VOICE = 1 << 2, 1 << 12, 1 << 13
IN_CHANNEL = SUPPRESS_EMBEDS | SUPPRESS_NOTIFICATIONS | VOICE | COMPONENTS_V2
SETTABLE = IN_CHANNEL | EPHEMERAL  # private only as an answer to an interaction

CONTENT = 2_000  # resources/message.mdx: "up to 2000 characters"
COMPONENTS = 40  # components/reference.mdx: "40 total components"
DISPLAYED = 4_000  # components/reference.mdx: 4000 characters over all text displays of a message
ROWS = 5  # components/reference.mdx: "up to 5 action rows" in a legacy message
ONLY_V2 = {9, 10, 11, 12, 13, 14, 17}
EMBED_CHARACTERS, EMBEDS = 6_000, 10  # resources/message.mdx, "Embed Limits"
MENTIONED = 100  # resources/message.mdx, "Allowed Mentions Object"
NONCE = 25  # resources/message.mdx: "up to 25 characters"


def faults_of_message(
    body: Json,
    *,
    keys: Collection[str] = MESSAGE_KEYS,
    settable: int = SETTABLE,
    was_v2: bool = False,
    files: Collection[str] = (),
) -> list[str]:
    """What Discord refuses in the body of a message, an edit or an answer.

    `was_v2`: the message edited is of Components V2; `files`: the names already there or sent along.
    """
    faults = [f"{key}: unknown" for key in sorted(body.keys() - set(keys))]
    flags = body.get("flags") or 0
    if flags & ~settable:
        faults.append(f"flags: {flags & ~settable} cannot be set")
    is_v2 = was_v2 or bool(flags & COMPONENTS_V2)
    parts = parts_of(body.get("components") or [])
    if length(body.get("content") or "") > CONTENT:
        faults.append(f"content: must be {CONTENT} or fewer in length")
    faults += _of_v2(body, parts) if is_v2 else _of_legacy(body, parts)
    faults += faults_of_parts(parts)
    faults += _of_embeds(body.get("embeds") or [])
    faults += _of_mentions(body.get("allowed_mentions") or {})
    faults += _of_files(body, parts, files)
    nonce = body.get("nonce")
    if isinstance(nonce, str) and len(nonce) > NONCE:
        faults.append(f"nonce: must be {NONCE} or fewer in length")
    return faults


def is_empty(body: Json, files: Collection[str]) -> bool:
    """resources/message.mdx: at least one of content, embeds, sticker_ids, components, files or poll."""
    return not (
        (body.get("content") or "").strip()
        or any(body.get(key) for key in ("embeds", "components", "sticker_ids", "poll"))
        or files
    )


def _of_v2(body: Json, parts: list[Json]) -> list[str]:
    """components/reference.mdx: with the flag no content, embeds, poll or stickers; 40 components in all."""
    faults = [
        f"{key}: cannot be used with Components V2"
        for key in ("content", "embeds", "poll", "sticker_ids")
        if body.get(key)
    ]
    if len(parts) > COMPONENTS:
        faults.append(f"components: {len(parts)} of them; {COMPONENTS} fit")
    shown = sum(length(part.get("content", "")) for part in parts if part["type"] == 10)
    if shown > DISPLAYED:
        faults.append(f"components: {shown} characters shown; {DISPLAYED} fit")
    return faults


def _of_legacy(body: Json, parts: list[Json]) -> list[str]:
    """components/reference.mdx: without the flag, rows of buttons and selects only, five of them."""
    rows = body.get("components") or []
    faults = []
    if len(rows) > ROWS:
        faults.append(f"components: {len(rows)} rows; {ROWS} fit")
    if any(part["type"] in ONLY_V2 for part in parts) or any(row["type"] != 1 for row in rows):
        faults.append("components: only action rows without the flag of Components V2")
    return faults


def _of_embeds(embeds: list[Json]) -> list[str]:
    """resources/message.mdx, "Embed Limits": counted over all embeds of the message."""
    whole = 0
    for each in embeds:
        whole += length(each.get("title") or "") + length(each.get("description") or "")
        whole += length((each.get("footer") or {}).get("text") or "")
        whole += length((each.get("author") or {}).get("name") or "")
        whole += sum(length(one["name"]) + length(one["value"]) for one in each.get("fields") or [])
    faults = [f"embeds: {whole} characters; {EMBED_CHARACTERS} fit"] if whole > EMBED_CHARACTERS else []
    return faults + ([f"embeds: {len(embeds)}; {EMBEDS} fit"] if len(embeds) > EMBEDS else [])


def _of_mentions(allowed: Json) -> list[str]:
    """resources/message.mdx: a kind is either parsed or listed, and 100 are listed at most."""
    faults = [
        f"allowed_mentions.{key}: unknown"
        for key in allowed.keys() - {"parse", "roles", "users", "replied_user"}
    ]
    for key in ("users", "roles"):
        listed = allowed.get(key) or []
        if listed and key in (allowed.get("parse") or []):
            faults.append(f"allowed_mentions: parse:[{key!r}] and {key}: [ids...] are mutually exclusive")
        if len(listed) > MENTIONED:
            faults.append(f"allowed_mentions.{key}: {MENTIONED} fit")
    return faults


def media_of(part: Json) -> list[Json]:
    """Give what a component shows: a file, a thumbnail, or the pictures of a gallery."""
    shown = [part.get("file"), part.get("media"), *(each.get("media") for each in part.get("items", []))]
    return [each for each in shown if each]


def _of_files(body: Json, parts: list[Json], files: Collection[str]) -> list[str]:
    """reference.mdx, "Uploading Files": what is shown as attachment://name was sent under that name."""
    urls = [media.get("url", "") for part in parts for media in media_of(part)]
    shown = [url.removeprefix("attachment://") for url in urls if url.startswith("attachment://")]
    faults = [f"components: no file {name!r} was sent" for name in shown if name not in files]
    if any(part["type"] == 13 and "://" not in part["file"].get("url", "") for part in parts):
        faults.append("components: a file is shown by attachment://name")
    faults += [f"components: the file {name!r} twice" for name, count in Counter(shown).items() if count > 1]
    attached = [str(each.get("id")) for each in body.get("attachments") or []]
    if len(set(attached)) != len(attached):
        faults.append("attachments: one id twice")
    return faults


# Modals: receiving-and-responding.mdx, "Modal"; components/reference.mdx, "Label" and "Text Input"
TITLE, CUSTOM_ID, ASKED = 45, 100, 5


def faults_of_modal(modal: Json) -> list[str]:
    faults = [f"{key}: unknown" for key in sorted(modal.keys() - {"custom_id", "title", "components"})]
    if not 1 <= length(modal.get("title") or "") <= TITLE:
        faults.append(f"title: 1 to {TITLE} characters")
    if not 1 <= length(modal.get("custom_id") or "") <= CUSTOM_ID:
        faults.append(f"custom_id: 1 to {CUSTOM_ID} characters")
    components = modal.get("components") or []
    if not 1 <= len(components) <= ASKED:
        faults.append(f"components: {len(components)} at once; 1 to {ASKED} fit")
    if any(each["type"] not in {1, 10, 18} for each in components):
        faults.append("components: only labels and texts (and rows with one text input)")
    return faults + faults_of_parts(parts_of(components), in_modal=True)


def mentions_in(text: str) -> tuple[set[str], set[str], bool]:
    """Give the people, the roles and whether everybody is mentioned; an escape in front does not help."""
    people = set(re.findall(r"<@!?(\d+)>", text))
    roles = set(re.findall(r"<@&(\d+)>", text))
    return people, roles, bool(re.search(r"@(everyone|here)", text))
