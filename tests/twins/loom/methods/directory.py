"""auth.test, users.*, team.info, bots.info: who is who."""

from twins.loom.methods.rooms import page
from twins.loom.records import Json
from twins.loom.refusals import Refused
from twins.loom.registry import Call, method
from twins.loom.shapes import user_json


@method("auth.test", tier=None, kinds=("bot", "user", "app"))
def who_am_i(call: Call) -> Json:
    team, bot = call.team, call.world.users[call.team.bot_user]
    return {
        "url": f"https://{team.domain}.slack.com/",
        "team": team.name,
        "team_id": team.id,
        "user": bot.name.lower().replace(" ", ""),
        "user_id": bot.id,
        "bot_id": team.bot_id,
        "is_enterprise_install": False,
    }


@method("users.info", "users:read", tier=4)
def person(call: Call) -> Json:
    found = user_json(call.world.user(call.text("user"), call.team.id))
    if not call.arguments.get("include_locale"):
        del found["locale"]
    return {"user": found}


@method("users.list", "users:read", tier=2)
def people(call: Call) -> Json:
    told = [user_json(each) for each in call.world.users.values() if each.team == call.team.id]
    for each in told if not call.arguments.get("include_locale") else []:
        del each["locale"]
    members, more = page(call, told, 1_000, 1_000)
    return {"members": members, "cache_ts": int(call.world.clock.now()), **more}


@method("team.info", "team:read", tier=3)
def team(call: Call) -> Json:
    found = call.team
    return {"team": {"id": found.id, "name": found.name, "domain": found.domain, "email_domain": ""}}


@method("bots.info", "users:read", tier=3)
def bot(call: Call) -> Json:
    wanted = call.text("bot") or call.team.bot_id
    if wanted != call.team.bot_id:
        raise Refused("bot_not_found")
    user = call.world.users[call.team.bot_user]
    about = {"id": wanted, "deleted": False, "name": user.name, "app_id": call.world.app.id}
    return {"bot": about | {"user_id": user.id, "updated": 0}}


# Its page says Tier 1 and lets bursts through: apps reconnect at once when Slack asks them to.
@method("apps.connections.open", "connections:write", tier=None, kinds=("app",))
def open_socket(call: Call) -> Json:
    if call.world.link_disabled:
        raise Refused("socket_mode_not_enabled")
    ticket = call.world.secret("ticket-")
    call.world.tickets.add(ticket)
    address = call.world.base_url.replace("http://", "ws://")
    return {"url": f"{address}/link/?ticket={ticket}&app_id={call.world.app.id}"}
