"""Unmodified slack-bolt in Socket Mode against the Slack twin."""

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from twins.loom.asking import connected


def bolt(twin):
    client = AsyncWebClient(token=twin.bot_token, base_url=twin.api_url)
    return AsyncApp(client=client, signing_secret=twin.signing_secret, process_before_response=True)


FORM = {
    "type": "modal",
    "callback_id": "plan",
    "private_metadata": "kept",
    "title": {"type": "plain_text", "text": "Plan"},
    "submit": {"type": "plain_text", "text": "Save"},
    "blocks": [
        {
            "type": "input",
            "block_id": "title",
            "label": {"type": "plain_text", "text": "Title"},
            "element": {"type": "plain_text_input", "action_id": "title"},
        }
    ],
}


async def test_a_command_is_answered_privately(twin):
    app = bolt(twin)

    @app.command("/events")
    async def events(ack, respond, command):
        await ack()
        await respond(f"You said {command['text']}")

    priya, other = twin.person("Priya Raman"), twin.person("Ann Lee")
    room = twin.channel("events", members=[priya, other])
    async with connected(twin, app):
        answer = await (await priya.command(room, "/events", "next week")).answer()

    assert answer.text == "You said next week"
    assert [each.ephemeral for each in twin.seen(priya, room)] == [True]
    assert twin.seen(other, room) == []


async def test_a_modal_opens_is_refused_and_then_taken(twin):
    app = bolt(twin)

    @app.command("/plan")
    async def plan(ack, client, command):
        await ack()
        await client.views_open(trigger_id=command["trigger_id"], view=FORM)

    @app.view("plan")
    async def planned(ack, view, client, body):
        title = view["state"]["values"]["title"]["title"]["value"]
        if title == "bad":
            await ack(response_action="errors", errors={"title": "Another title, please."})
            return
        await ack()
        await client.chat_postMessage(channel=room.id, text=f"{title} {view['private_metadata']}")

    priya = twin.person("Priya Raman")
    room = twin.channel("events", members=[priya])
    async with connected(twin, app):
        form = await (await priya.command(room, "/plan")).answer()
        refused = await (await priya.fill(form, {"title": "bad"})).answer()
        still_open = twin.modal(priya)
        done = await priya.fill(form, {"Title": "Reading circle"})
        await done.ack()

    assert form.kind == "modal"
    assert form.modal.title == "Plan"
    assert refused.errors == {"title": "Another title, please."}
    assert still_open is not None
    assert twin.modal(priya) is None
    assert [each.text for each in twin.seen(priya, room)] == ["Reading circle kept"]
