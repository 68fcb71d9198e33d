"""Modals and Home tabs at the Slack twin, by way of the unmodified slack-sdk."""

from twins.loom import payloads
from twins.loom.asking import error_of


async def test_a_home_tab_is_published_and_replaced_by_hash(twin, client):
    priya = twin.person("Priya Raman")

    def home(words):
        return {"type": "home", "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": words}}]}

    first = (await client.views_publish(user_id=priya.id, view=home("Coming up")))["view"]
    await client.views_publish(user_id=priya.id, view=home("Nothing"), hash=first["hash"])
    stale = client.views_publish(user_id=priya.id, view=home("Stale"), hash=first["hash"])

    assert await error_of(stale) == "hash_conflict"
    assert twin.home(priya).text == "Nothing"


async def test_a_trigger_opens_one_modal_within_three_seconds(twin, client):
    priya = twin.person("Priya Raman")
    view = {
        "type": "modal",
        "title": {"type": "plain_text", "text": "Plan"},
        "blocks": [{"type": "divider"}],
    }

    def trigger():
        return twin.world.trigger(twin.home_team.id, priya.id, "test").id

    once, late = trigger(), trigger()
    await client.views_open(trigger_id=once, view=view)
    assert await error_of(client.views_open(trigger_id=once, view=view)) == "exchanged_trigger_id"
    twin.clock.advance(3.1)
    assert await error_of(client.views_open(trigger_id=late, view=view)) == "expired_trigger_id"
    assert await error_of(client.views_open(trigger_id="1.2.3", view=view)) == "invalid_trigger_id"


def modal(title):
    return {"type": "modal", "title": {"type": "plain_text", "text": title}, "blocks": [{"type": "divider"}]}


async def test_modals_are_pushed_three_deep_and_closed_one_by_one(twin, client):
    priya = twin.person("Priya Raman")
    trigger = twin.world.trigger(twin.home_team.id, priya.id, "test")
    opened = await client.views_open(trigger_id=trigger.id, view=modal("1"))

    async def push(title):
        view = twin.world.views[twin.modal(priya).id]
        told = payloads.view_submission(twin.world, priya.user, view, {}, "test")
        return await client.views_push(trigger_id=told["trigger_id"], view=modal(title))

    second = await push("2")
    await push("3")
    assert await error_of(push("4")) == "push_limit_reached"
    assert second["view"]["root_view_id"] == opened["view"]["id"]

    titles = []
    while (top := twin.modal(priya)) is not None:
        titles.append(top.title)
        await priya.closes(top)

    assert titles == ["3", "2", "1"]


async def test_a_modal_is_updated_by_its_id_while_its_hash_holds(twin, client):
    priya = twin.person("Priya Raman")
    trigger = twin.world.trigger(twin.home_team.id, priya.id, "test")
    view = (await client.views_open(trigger_id=trigger.id, view=modal("1")))["view"]

    await client.views_update(view_id=view["id"], hash=view["hash"], view=modal("2"))
    stale = client.views_update(view_id=view["id"], hash=view["hash"], view=modal("3"))

    assert await error_of(stale) == "hash_conflict"
    assert twin.modal(priya).title == "2"
    await priya.closes(twin.modal(priya))
    assert await error_of(client.views_update(view_id=view["id"], view=modal("4"))) == "not_found"
