"""Being somebody in the playground, through its JSON interface, against a bot in a process of its own."""

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import Any

READY = re.compile(r"Playground: (http://\S+/)")


class Refused(Exception):
    """The interface answered 4xx: its status and its `error`."""

    def __init__(self, status: int, error: str) -> None:
        super().__init__(f"{status}: {error}")
        self.status = status
        self.error = error


class House:
    """A running bot: its address, and how to ask it things."""

    def __init__(self, process: subprocess.Popen[str], address: str) -> None:
        self.process = process
        self.address = address

    def get(self, path: str, **query: str) -> Any:
        asked = f"{self.address}{path}" + (f"?{urllib.parse.urlencode(query)}" if query else "")
        return self._send(urllib.request.Request(asked))

    def post(self, path: str, body: Any) -> Any:
        request = urllib.request.Request(
            f"{self.address}{path}", json.dumps(body).encode(), {"Content-Type": "application/json"}
        )
        return self._send(request)

    def fetch(self, address: str) -> bytes:
        with urllib.request.urlopen(urllib.parse.urljoin(self.address, address), timeout=20) as answer:
            return answer.read()

    def _send(self, request: urllib.request.Request) -> Any:
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.loads(answer.read())
        except urllib.error.HTTPError as problem:
            raise Refused(problem.code, json.loads(problem.read())["error"]) from problem

    def advance(self, seconds: int) -> str:
        return self.post("api/clock", {"advance_seconds": seconds})["now"]

    def guest(self, person: str) -> "Guest":
        return Guest(self, person)

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(15)


class Guest:
    """One person in the playground, who says, presses and reads."""

    def __init__(self, house: House, person: str) -> None:
        self.house = house
        self.person = person
        self.direct = next(
            place["id"]
            for place in house.get("api/state", person=person)["places"]
            if place["kind"] == "direct"
        )

    def says(self, text: str, *, place: str = "events") -> Any:
        return self.house.post("api/say", {"person": self.person, "place": place, "text": text})

    def presses(self, message: Any, label: str, value: str | None = None) -> Any:
        control = next(
            (each for each in message["controls"] if each["label"].startswith(label)),
            None,
        )
        assert control is not None, f"no {label!r} among {[each['label'] for each in message['controls']]}"
        body = {"person": self.person, "message": message["id"], "control": control["id"]}
        return self.house.post("api/press", body if value is None else {**body, "value": value})

    def submits(self, form: Any, **values: Any) -> Any:
        return self.house.post("api/submit", {"person": self.person, "form": form["id"], "values": values})

    def sees(self, place: str = "events") -> list[Any]:
        return self.house.get("api/messages", person=self.person, place=place)


def bots(answer: Any) -> list[Any]:
    """What the bot said in an answer, oldest first."""
    return [message for message in answer["messages"] if message["author"]["bot"]]


@contextmanager
def house(folder: Path, *command: str, **environment: str):
    """Start `communitybot COMMAND` on a free port in a folder, give it, and end it."""
    process = subprocess.Popen(
        [sys.executable, "-m", "communitybot", *(command or ("demo",))],
        cwd=folder,
        env={
            **clean_environment(),
            "COMMUNITYBOT_HTTP_PORT": "0",
            "COMMUNITYBOT_LINK_PREVIEWS": "off",  # tests go nowhere
            **environment,
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield House(process, _address(process))
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(5)
        process.stdout.close()


def clean_environment() -> dict[str, str]:
    """This environment without our own variables, so that nothing outside decides what a test sees."""
    return {name: value for name, value in os.environ.items() if not name.startswith("COMMUNITYBOT_")}


def _address(process: subprocess.Popen[str]) -> str:
    said = []
    until = time.monotonic() + 40
    while time.monotonic() < until:
        line = process.stdout.readline()
        if not line:
            break
        said.append(line)
        found = READY.search(line)
        if found:
            return found[1]
    raise AssertionError("it never became ready:\n" + "".join(said))
