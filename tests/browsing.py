"""The one Chromium of these tests: where it is, how it is started, and when its absence is a failure."""

import os
import shutil

import pytest

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
# As root in a container Chromium runs only without its sandbox; the pages it sees are our own.
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def demanded() -> bool:
    return "browser" in os.environ.get("COMMUNITYBOT_TESTS_REQUIRE", "").split(",")


def there() -> str:
    """The browser to start; skips the test by name where there is none, unless one is demanded."""
    if CHROMIUM is None:
        if demanded():
            pytest.fail("a Chromium is required here, and none is installed")
        pytest.skip("no Chromium on this machine")
    return CHROMIUM
