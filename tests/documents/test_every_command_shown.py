"""Every command that the README and the guides show is run, as shown, in a folder of its own."""

import os
import re
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.stories.visiting import clean_environment

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
INDENTED = re.compile(r"^    (make \w+)$", re.MULTILINE)
IN_WORDS = re.compile(r"`(communitybot [^`]+|make \w+)`")


def shown(text: str) -> list[str]:
    blocks = [line for block in BLOCK.findall(text) for line in block.splitlines() if line.strip()]
    return [*blocks, *INDENTED.findall(text), *IN_WORDS.findall(text)]


COMMANDS = sorted({command for page in PAGES if page.exists() for command in shown(page.read_text("utf-8"))})
STAYS = re.compile(r"(make (demo|run)|\S*communitybot (run|demo)\b.*)$")
# Proved elsewhere, or by the very run this test is part of; each with its reason.
ELSEWHERE = {
    "make test": "it is what runs this test",
    "make check": "continuous integration runs it before this test",
    "make bench": "it measures for many minutes; its parts are tested in tests/benchmarks",
    "make lock": "it needs uv and asks a package registry",
    "make format": "it rewrites the tree; make check compares the same layout",
}


@pytest.fixture
def place(tmp_path):
    """A folder that looks like a clone with its environment made."""
    (tmp_path / ".env.example").symlink_to(ROOT / ".env.example")
    if not (ROOT / ".venv").exists():
        pytest.skip("the environment is not in .venv: run the tests with make test")
    (tmp_path / ".venv").symlink_to(ROOT / ".venv")
    (tmp_path / "FILE.ics").write_bytes(CALENDAR)
    (tmp_path / "backup").mkdir()
    (tmp_path / "backup" / "events.ics").write_bytes(CALENDAR)
    return tmp_path


CALENDAR = b"""BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//tests//EN
BEGIN:VEVENT
UID:circle@example.org
DTSTAMP:20261101T120000Z
DTSTART;TZID=America/New_York:20301203T160000
DTEND;TZID=America/New_York:20301203T170000
SUMMARY:Reading circle
END:VEVENT
END:VCALENDAR
""".replace(b"\n", b"\r\n")


def environment(place: Path) -> dict[str, str]:
    return {
        **clean_environment(),
        "COMMUNITYBOT_HTTP_PORT": "0",
        "COMMUNITYBOT_DATABASE_URL": f"sqlite:///{place}/shown.db",
        "PATH": f"{ROOT / '.venv' / 'bin'}:{os.environ['PATH']}",
    }


def runnable(command: str, place: Path) -> str:
    """The command with its placeholders filled in."""
    return command.replace("--community NAME", "--community 'Connected Educator Month'").replace(
        "--to DIR", "--to out"
    )


def where(command: str, place: Path) -> Path:
    """`make` runs where its file and its environment are; everything else in the folder of its own."""
    return ROOT if command.startswith("make") else place


def prepared(command: str, place: Path) -> None:
    if "export" in command:
        subprocess.run(
            ["communitybot", "import", "FILE.ics", "--community", "Connected Educator Month"],
            cwd=place,
            env=environment(place),
            check=True,
            capture_output=True,
            timeout=60,
        )


@pytest.mark.parametrize(
    "command", [c for c in COMMANDS if c not in ELSEWHERE and not c.startswith("export ")]
)
def test_a_command_shown_works_as_shown(command, place):
    if STAYS.search(command):
        stays_until_stopped(runnable(command, place), place)
        return
    prepared(command, place)
    done = subprocess.run(
        ["bash", "-c", runnable(command, place)],
        cwd=where(command, place),
        env=environment(place),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )

    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"


def stays_until_stopped(command: str, place: Path) -> None:
    process = subprocess.Popen(
        ["bash", "-c", f"exec {command}"],
        cwd=where(command, place),
        env=environment(place),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    said = ""
    try:
        until = time.monotonic() + 60
        while "Playground: http" not in said and time.monotonic() < until:
            line = process.stdout.readline()
            if not line:
                break
            said += line
        assert "Playground: http" in said, said
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(15)
        process.stdout.close()


def test_every_command_left_out_is_still_shown():
    assert set(ELSEWHERE) >= {c for c in COMMANDS if c in ELSEWHERE}
    assert shutil.which("make"), "make is needed to run the tests"
    assert "make demo" in COMMANDS
    assert "make test" in COMMANDS


def test_the_pages_link_only_to_files_that_exist():
    for page in PAGES:
        if not page.exists():
            continue
        for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", page.read_text("utf-8")):
            if not target.startswith("http"):
                assert (page.parent / target).exists(), f"{page.name} links to {target}"
