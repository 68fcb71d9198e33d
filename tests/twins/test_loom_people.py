"""What people do at the Slack twin, heard by unmodified slack-bolt in Socket Mode."""

import pytest
from twins.loom.asking import connected


def plain(text):
    return {"type": "plain_text", "text": text}


def card(label="Count me in"):
    options = [{"text": plain(word), "value": word.lower()} for word in ("Yes", "No")]
    return [
        {"type": "header", "text": plain("Reading circle")},
        {
            "type": "actions",
            "elements": [
                {"type": "button", "action_id": "rsvp", "text": plain(label), "value": "e1"},
                {"type": "static_select", "action_id": "answer", "options": options},
            ],
        },
    ]


async def posted(twin, app, room, person):
    await app.client.chat_postMessage(channel=room.id, text="Reading circle", blocks=card())
    return twin.seen(person, room)[-1]


async def test_a_button_changes_the_card_for_everybody(twin, app):
    @app.action("rsvp")
    async def rsvp(ack, respond, action):
        await ack()
        await respond(text="x", blocks=card(f"In: {action['value']}"), replace_original=True)

    priya, ann = twin.person("Priya Raman"), twin.person("Ann Lee")
    room = twin.channel("events", members=[priya, ann])
    async with connected(twin, app):
        before = await posted(twin, app, room, priya)
        answer = await (await priya.press(before, "Count me in")).answer()

    assert before.buttons == ("Count me in",)
    assert (answer.kind, answer.message.buttons) == ("edited", ("In: e1",))
    assert twin.seen(ann, room)[0].buttons == ("In: e1",)


async def test_a_choice_and_a_shortcut_reach_the_app_with_their_message(twin, app):
    heard = []

    @app.action("answer")
    async def chosen(ack, action, body):
        heard.append((action["selected_option"]["value"], body["message"]["text"]))
        await ack()

    @app.shortcut("keep")
    async def keep(ack, shortcut, client):
        await ack()
        said = shortcut["message"]["text"]
        where, who = shortcut["channel"]["id"], shortcut["user"]["id"]
        await client.chat_postEphemeral(channel=where, user=who, text=f"Kept: {said}")

    priya = twin.person("Priya Raman")
    room = twin.channel("events", members=[priya])
    async with connected(twin, app):
        message = await posted(twin, app, room, priya)
        choice = await (await priya.choose(message, "answer", "Yes")).ack()
        kept = await (await priya.uses_shortcut(message, "keep")).answer()

    assert choice.error is None
    assert heard == [("yes", "Reading circle")]
    assert kept.text == "Kept: Reading circle"


async def test_a_press_that_nobody_answers_shows_a_warning(twin, app):
    priya = twin.person("Priya Raman")
    room = twin.channel("events", members=[priya])
    message = await posted(twin, app, room, priya)

    answer = await (await priya.press(message, "Count me in")).answer()
    forged = await (await priya.forges(message, "rsvp:e2")).answer()

    assert [answer.kind, forged.kind] == ["failed", "failed"]


async def test_what_is_not_there_cannot_be_pressed(twin, app):
    priya, ann = twin.person("Priya Raman"), twin.person("Ann Lee")
    room = twin.channel("events", members=[priya, ann])
    await app.client.chat_postEphemeral(channel=room.id, user=priya.id, text="x", blocks=card())
    [hers] = twin.seen(priya, room)

    with pytest.raises(AssertionError, match="no button"):
        await priya.press(hers, "Dance")
    with pytest.raises(AssertionError, match="somebody else's"):
        await ann.press(hers, "Count me in")


async def test_a_modal_asks_for_what_is_required_before_the_app_hears(twin, app):
    heard = []

    def modal(**more):
        label, element = plain("Title"), {"type": "plain_text_input", "action_id": "t", "max_length": 5}
        asked = {"type": "input", "block_id": "title", "label": label, "element": element}
        return {
            "type": "modal",
            "callback_id": "plan",
            "title": plain("Plan"),
            "submit": plain("Save"),
            "blocks": [asked],
        } | more

    @app.command("/plan")
    async def plan(ack, client, command):
        await ack()
        await client.views_open(trigger_id=command["trigger_id"], view=modal(notify_on_close=True))

    @app.view("plan")
    async def planned(ack, view):
        heard.append(view["state"]["values"]["title"]["t"]["value"])
        await ack(response_action="update", view=modal(title=plain("Second step"), callback_id="two"))

    @app.view_closed("two")
    async def closed(ack):
        heard.append("closed")
        await ack()

    priya = twin.person("Priya Raman")
    room = twin.channel("events", members=[priya])
    async with connected(twin, app):
        form = await (await priya.command(room, "/plan")).answer()
        empty = await (await priya.fill(form, {})).answer()
        long = await (await priya.fill(form, {"title": "x" * 6})).answer()
        step = await (await priya.fill(form, {"title": "fits"})).answer()
        await priya.closes(step)

    assert empty.errors == {"title": "Please complete this required field."}
    assert "title" in long.errors
    assert step.modal.title == "Second step"
    assert heard == ["fits"]  # view_closed goes to who asked with notify_on_close; the second did not
    assert twin.modal(priya) is None


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {"nobody": "x"}},
        {"response_action": "update", "view": {"type": "modal", "title": plain("x" * 25), "blocks": []}},
        {"response_action": "dance"},
    ],
)
async def test_an_answer_that_slack_refuses_leaves_the_modal_in_trouble(twin, app, answer):
    element = {"type": "plain_text_input", "action_id": "t"}
    asked = {"type": "input", "block_id": "title", "label": plain("Title"), "element": element}
    view = {"type": "modal", "callback_id": "plan", "title": plain("Plan"), "submit": plain("Save")}

    @app.command("/plan")
    async def plan(ack, client, command):
        await ack()
        await client.views_open(trigger_id=command["trigger_id"], view=view | {"blocks": [asked]})

    @app.view("plan")
    async def planned(ack):
        await ack(**answer)

    priya = twin.person("Priya Raman")
    room = twin.channel("events", members=[priya])
    async with connected(twin, app):
        form = await (await priya.command(room, "/plan")).answer()
        doing = await priya.fill(form, {"title": "x"})
        reaction = await doing.answer()

    assert (await doing.ack()).error is None
    assert twin.refused[-1][0] == "view_submission"
    assert reaction.words == "We had some trouble connecting. Try again?"
    assert twin.modal(priya) is not None


async def test_the_home_tab_is_drawn_when_it_is_opened(twin, app):
    @app.event("app_home_opened")
    async def opened(event, client):
        section = {"type": "section", "text": {"type": "mrkdwn", "text": "*Coming up*"}}
        await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": [section]})

    priya = twin.person("Priya Raman")
    async with connected(twin, app):
        answer = await (await priya.opens_home()).answer()

    assert (answer.kind, answer.text) == ("home", "Coming up")
    assert twin.home(priya).text == "Coming up"
