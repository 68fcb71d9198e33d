"""The command line as a person meets it, in processes of its own."""

import signal
import subprocess
import sys
import time

import pytest

from tests.stories.visiting import Refused, clean_environment, house


def communitybot(folder, *arguments, **environment):
    return subprocess.run(
        [sys.executable, "-m", "communitybot", *arguments],
        cwd=folder,
        env={**clean_environment(), **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_check_without_any_token_says_that_all_is_well(tmp_path):
    done = communitybot(tmp_path, "check")

    assert done.returncode == 0, done.stdout + done.stderr
    assert "sqlite:///communitybot.db" in done.stdout
    assert "Playground" in done.stdout


def test_check_names_every_variable_that_is_wrong_and_exits_1(tmp_path):
    done = communitybot(
        tmp_path, "check", COMMUNITYBOT_HTTP_PORT="http", COMMUNITYBOT_DATABASE_URL="mysql://me:hush@x/y"
    )

    assert done.returncode == 1
    assert "COMMUNITYBOT_HTTP_PORT" in done.stderr
    assert "COMMUNITYBOT_DATABASE_URL" in done.stderr
    assert "hush" not in done.stdout + done.stderr


@pytest.mark.parametrize("command", ["check", "run"])
def test_mistakes_with_platforms_are_told_beside_those_of_the_core(tmp_path, command):
    done = communitybot(
        tmp_path,
        command,
        COMMUNITYBOT_HTTP_PORT="http",
        DISCORD_TOKEN="a.b.c",
        DISCORD_SHARD_IDS="9",
        SLACK_BOT_TOKEN="hello",
    )

    assert done.returncode == 1
    named = {line.split()[0] for line in done.stderr.splitlines()}
    assert named >= {"COMMUNITYBOT_HTTP_PORT", "DISCORD_SHARD_COUNT", "SLACK_BOT_TOKEN"}
    assert "hello" not in done.stderr


def test_check_says_when_the_database_does_not_answer(tmp_path):
    done = communitybot(
        tmp_path, "check", COMMUNITYBOT_DATABASE_URL="postgresql://nobody:hush@127.0.0.1:1/none"
    )

    assert done.returncode == 1
    assert "COMMUNITYBOT_DATABASE_URL" in done.stdout
    assert "hush" not in done.stdout + done.stderr


def test_version_and_help(tmp_path):
    assert communitybot(tmp_path, "--version").stdout.startswith("communitybot 0.")
    assert "import" in communitybot(tmp_path, "--help").stdout


def test_migrate_may_be_repeated(tmp_path):
    first, second = communitybot(tmp_path, "migrate"), communitybot(tmp_path, "migrate")

    assert first.returncode == second.returncode == 0
    assert "up to date" in second.stdout


@pytest.mark.promise("R13")
def test_run_serves_the_playground_and_sigterm_ends_it_within_eight_seconds(tmp_path):
    with house(tmp_path, "run", "--sample") as running:
        teacher = running.guest("teacher")
        assert "Connected learning and Future Ready" in str(teacher.says("/events"))
        assert running.get("healthz")["status"] == "ok"
        with pytest.raises(Refused) as refused:
            running.advance(60)
        assert 400 <= refused.value.status < 500

        began = time.monotonic()
        code = running.stop()

        assert code == 0
        assert time.monotonic() - began < 8


def test_what_was_posted_outlives_a_restart_and_its_buttons_still_work(tmp_path):
    with house(tmp_path, "run") as running:
        teacher = running.guest("teacher")
        preview = teacher.says("/event create Reading circle, when: in 2 weeks")["messages"][-1]
        posted = teacher.presses(preview, "Post it")
        card = next(m for m in posted["messages"] if m["place"] == "events" and not m["private"])
        running.process.send_signal(signal.SIGKILL)
        running.process.wait(5)

    with house(tmp_path, "run") as running:
        principal = running.guest("principal")
        there = next(m for m in principal.sees() if m["id"] == card["id"])
        principal.presses(there, "Going")
        now = next(m for m in principal.sees() if m["id"] == card["id"])

    assert "1 going" in now["plain"]


def test_the_demo_never_erases_a_real_community(tmp_path):
    calendar = tmp_path / "c.ics"
    calendar.write_text(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20300101T000000Z\r\n"
        "DTSTART:20300101T100000Z\r\nSUMMARY:Reading circle\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    real = {"COMMUNITYBOT_DATABASE_URL": "sqlite:///real.db"}
    assert communitybot(tmp_path, "import", "c.ics", "--community", "Lincoln", **real).returncode == 0

    done = communitybot(tmp_path, "demo", COMMUNITYBOT_HTTP_PORT="0", **real)

    assert done.returncode == 1
    assert "real community" in done.stderr
    again = communitybot(tmp_path, "import", "c.ics", "--community", "Lincoln", **real)
    assert "unchanged 1" in again.stdout


def test_check_says_that_a_platform_cannot_be_asked_and_that_the_playground_gives_way(tmp_path):
    done = communitybot(
        tmp_path, "check", DISCORD_TOKEN="a.b.c", DISCORD_API_URL="http://127.0.0.1:1/api/v10"
    )

    assert "Playground   off" in done.stdout
    assert "Discord" in done.stdout
    assert "a.b.c" not in done.stdout + done.stderr
