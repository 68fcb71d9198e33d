"""Settings: read once, told at once."""

import re
import stat
from dataclasses import fields
from pathlib import Path

import pytest

from communitybot.settings import (
    BadSettings,
    Playground,
    Settings,
    load,
    named,
    secret_key,
    unknown_variables,
)


def test_nothing_set_gives_a_local_bot_on_sqlite():
    settings = load({})

    assert settings.database_url == "sqlite:///communitybot.db"
    assert settings.base_url == "http://127.0.0.1:8080"
    assert settings.on_loopback


def test_every_mistake_is_told_at_once_by_variable_name():
    with pytest.raises(BadSettings) as problem:
        load(
            {
                "COMMUNITYBOT_DATABASE_URL": "mysql://someone:hunter2@db/x",
                "COMMUNITYBOT_HTTP_PORT": "99999",
                "COMMUNITYBOT_PUBLIC_URL": "bot.example.org",
                "COMMUNITYBOT_PLAYGROUND": "maybe",
                "COMMUNITYBOT_SECRET_KEY": "tooshort",
                "COMMUNITYBOT_HTTP_HOST": "not a host",
            }
        )

    told = "\n".join(problem.value.mistakes)
    for name in ("DATABASE_URL", "HTTP_PORT", "PUBLIC_URL", "PLAYGROUND", "SECRET_KEY", "HTTP_HOST"):
        assert f"COMMUNITYBOT_{name}" in told
    assert "hunter2" not in told
    assert "tooshort" not in told


def test_the_example_names_every_setting_and_no_other():
    example = (Path(__file__).parents[1] / ".env.example").read_text(encoding="utf-8")
    named_there = set(re.findall(r"^#?(COMMUNITYBOT_[A-Z_]+)=", example, re.MULTILINE))

    assert named_there == {
        f"COMMUNITYBOT_{field.name.upper()}" for field in fields(Settings) if field.name != "environment"
    }


@pytest.mark.parametrize("adapter", ["discord", "slack"])
def test_the_example_names_what_an_adapter_reads_and_no_more(adapter):
    root = Path(__file__).parents[1]
    example = (root / ".env.example").read_text(encoding="utf-8")
    read = (root / "adapters" / adapter / "settings.py").read_text(encoding="utf-8")
    prefix = adapter.upper()

    named_there = set(re.findall(rf"^#?({prefix}_[A-Z_]+)=", example, re.MULTILINE))

    assert named_there == set(re.findall(rf'"({prefix}_[A-Z_]+)"', read))


@pytest.mark.parametrize(
    "url", ["sqlite://", "sqlite:///", "sqlite:///:memory:", "postgres://x/y", "communitybot.db"]
)
def test_a_database_that_cannot_be_kept_is_refused_with_one_that_can(url):
    with pytest.raises(BadSettings) as problem:
        load({"COMMUNITYBOT_DATABASE_URL": url})

    assert "sqlite:///communitybot.db" in str(problem.value)


def test_the_public_address_is_the_base_of_every_link():
    settings = load(
        {"COMMUNITYBOT_PUBLIC_URL": "https://bot.example.org/", "COMMUNITYBOT_HTTP_HOST": "192.0.2.1"}
    )

    assert settings.base_url == "https://bot.example.org"
    assert not settings.on_loopback


def test_a_key_is_made_once_and_only_its_owner_can_read_it(tmp_path):
    settings = load({"COMMUNITYBOT_DATABASE_URL": f"sqlite:///{tmp_path}/bot.db"})

    first = secret_key(settings)

    assert len(first) >= 32
    assert secret_key(settings) == first
    assert stat.S_IMODE((tmp_path / "bot.key").stat().st_mode) == 0o600


def test_a_slip_of_the_pen_in_a_name_is_noticed():
    assert unknown_variables({"COMMUNITYBOT_HTTP_PROT": "1", "HOME": "/"}) == ("COMMUNITYBOT_HTTP_PROT",)


def test_the_env_file_is_read_and_the_environment_wins(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COMMUNITYBOT_HTTP_PORT", "9001")
    (tmp_path / ".env").write_text(
        "# a comment\nCOMMUNITYBOT_HTTP_PORT=9000\nexport COMMUNITYBOT_PLAYGROUND='off'\nOTHERS=1\n", "utf-8"
    )

    settings = load()

    assert settings.http_port == 9001
    assert settings.playground is Playground.OFF
    assert set(named()) >= {"http_port", "playground"}
    assert load(http_port=9002).http_port == 9002


@pytest.mark.parametrize("port", ["", "http", "-1", "65536", "80.5", "9" * 5_000])
def test_a_port_that_is_none_is_refused_by_name(port):
    with pytest.raises(BadSettings) as problem:
        load({"COMMUNITYBOT_HTTP_PORT": port})

    assert problem.value.mistakes[0].startswith("COMMUNITYBOT_HTTP_PORT is a whole number from 0 to 65535")


def test_names_may_be_written_small_as_environments_sometimes_are(monkeypatch):
    monkeypatch.setenv("communitybot_http_port", "9003")

    assert load().http_port == 9003


def test_the_key_is_not_shown_with_the_settings():
    assert "k" * 32 not in repr(load({"COMMUNITYBOT_SECRET_KEY": "k" * 32}))
