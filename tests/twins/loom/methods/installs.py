"""oauth.v2.access, auth.revoke, apps.uninstall: how a workspace comes to the app and leaves it."""

import hmac

from twins.loom.records import Json, Team, Token
from twins.loom.refusals import Refused
from twins.loom.registry import Call, method
from twins.loom.world import World

ROTATION = 12 * 60 * 60  # seconds: docs.slack.dev/authentication/using-token-rotation
CODE = 10 * 60  # seconds: docs.slack.dev/authentication/installing-with-oauth


def grant(world: World, team: Team, scopes: frozenset[str], *, rotates: bool) -> Token:
    """Give a workspace's bot a new token; a rotating one lives twelve of the scale's hours."""
    prefix = f"xoxe.xoxb-{team.id}-" if rotates else f"xoxb-{team.id}-"
    dies_at = world.clock.now() + ROTATION if rotates else None
    token = Token(world.secret(prefix), team.id, "bot", scopes, dies_at)
    world.tokens[token.value] = token
    team.installed, team.bot_token = True, token.value
    return token


@method("oauth.v2.access", tier=4, kinds=("none",))
def access(call: Call) -> Json:
    world, app = call.world, call.world.app
    known = hmac.compare_digest(call.text("client_id"), app.client_id)
    if not known or not hmac.compare_digest(call.text("client_secret"), app.client_secret):
        raise Refused("bad_client_secret" if known else "invalid_client_id")
    if call.text("grant_type") == "refresh_token":
        return _refresh(world, call.text("refresh_token"))
    code = world.codes.pop(call.text("code"), None)
    if code is None:
        raise Refused("invalid_code")
    if world.clock.now() - code["made_at"] > CODE:
        raise Refused("code_expired")
    if code["redirect_uri"] != call.text("redirect_uri"):  # it "must match the originally submitted URI"
        raise Refused("bad_redirect_uri")
    team = world.teams[code["team"]]
    token = grant(world, team, frozenset(code["scope"].split(",")), rotates=world.rotates)
    return _granted(world, team, token) | {
        "authed_user": {"id": code["person"]},
        "is_enterprise_install": False,
        "enterprise": None,
    }


def _refresh(world: World, refresh_token: str) -> Json:
    """Exchange a refresh token, once: the second to come gets no token."""
    found = world.refreshes.pop(refresh_token, None)
    world.requests["refresh"] += 1
    if found is None:
        raise Refused("invalid_refresh_token")
    team = world.teams[found["team"]]
    return _granted(world, team, grant(world, team, found["scopes"], rotates=True))


def _granted(world: World, team: Team, token: Token) -> Json:
    told: Json = {
        "access_token": token.value,
        "token_type": "bot",
        "scope": ",".join(sorted(token.scopes)),
        "bot_user_id": team.bot_user,
        "app_id": world.app.id,
        "team": {"id": team.id, "name": team.name},
    }
    if token.dies_at is not None:
        refresh = world.secret("xoxe-1-")
        world.refreshes[refresh] = {"team": team.id, "scopes": token.scopes}
        told |= {"refresh_token": refresh, "expires_in": max(1, round(world.clock.real(ROTATION)))}
    return told


@method("auth.revoke", tier=3)
def revoke(call: Call) -> Json:
    if not call.arguments.get("test"):
        call.token.refused = "token_revoked"
        revoked = {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [call.team.bot_user]}}
        call.world.event(call.team.id, revoked)
    return {"revoked": not call.arguments.get("test")}


@method("apps.uninstall", tier=3)
def uninstall(call: Call) -> Json:
    app = call.world.app
    if call.text("client_id") != app.client_id or call.text("client_secret") != app.client_secret:
        raise Refused("client_id_token_mismatch")
    remove_app(call.world, call.team)
    return {}


def remove_app(world: World, team: Team) -> None:
    """Take the app out of a workspace: its tokens die, and both events are sent."""
    team.installed = False
    for token in world.tokens.values():
        if token.team == team.id and token.kind == "bot" and token.refused is None:
            token.refused = "account_inactive"  # what Slack answers once the bot's account is gone
    world.refreshes = {key: each for key, each in world.refreshes.items() if each["team"] != team.id}
    world.event(team.id, {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [team.bot_user]}})
    world.event(team.id, {"type": "app_uninstalled"})
