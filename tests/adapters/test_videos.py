"""A video, as each platform is given it: where it plays, where it unfolds, and where it is a link."""

from datetime import UTC, datetime

from adapters.discord.marks import carries
from adapters.discord.reply import draw_message as on_discord
from adapters.slack.reply import draw_message as on_slack
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button
from communitybot.conversation.message import Controls, Video, message
from communitybot.conversation.text import say
from tests.adapters.discord_rules import faults_of_message, refused_by_schema

NOW = datetime(2026, 12, 1, tzinfo=UTC)
FILM = "https://www.youtube.com/watch?v=a_b&t=1"
SHOWN = message(
    Video("A *film*", FILM, say("Video, 4 minutes")),
    "Shown by @everyone.",
    Controls((Button("View", Action("resource.view", ("r1",))),)),
)


def test_discord_is_given_plain_words_with_the_address_on_a_line_of_its_own():
    body = on_discord(SHOWN, marker=77, now=NOW)

    assert body["content"].split("\n") == [
        r"**A \*film\***",
        "Video, 4 minutes",
        FILM,
        r"Shown by \@everyone.",
    ]
    assert body["flags"] == 0
    assert body["allowed_mentions"] == {"parse": []}
    assert [row["type"] for row in body["components"]] == [1]
    assert carries(body, 77)
    assert not carries(body, 78)
    assert faults_of_message(body) == []
    assert refused_by_schema("MessageCreateRequest", body) == []
    assert on_discord(SHOWN, private=True)["flags"] == 1 << 6


def test_without_controls_a_row_carries_the_mark_and_leads_to_the_video():
    body = on_discord(SHOWN.with_controls(), marker=77, now=NOW)

    assert carries(body, 77)
    assert [each["url"] for each in body["components"][0]["components"]] == [FILM]


def test_an_edit_on_discord_is_of_components_since_it_may_replace_them():
    body = on_discord(SHOWN, now=NOW, edits=True)

    assert body["flags"] == 1 << 15
    assert (body["content"], body["embeds"]) == (None, None)
    assert body["components"][0]["components"][0]["content"].endswith(FILM)
    assert refused_by_schema("MessageEditRequestPartial", body) == []


def test_slack_may_unfold_the_address_of_a_video_and_of_nothing_else():
    drawn = on_slack(SHOWN, now=NOW)

    assert (drawn["unfurl_links"], drawn["unfurl_media"]) == (True, True)
    assert drawn["blocks"][0]["text"]["text"].endswith("\n<https://www.youtube.com/watch?v=a_b&amp;t=1>")
    other = on_slack(message("No film"), now=NOW)
    assert (other["unfurl_links"], other["unfurl_media"]) == (False, False)
