"""Where the platforms' published rules lie, beside the repository; tests that need them skip without them."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

SPECS = Path(__file__).resolve().parents[3] / "shared" / "specs"


@cache
def published(name: str) -> dict[str, Any]:
    """One published description, read once; skips the test where it is absent."""
    file = SPECS / name
    if not file.exists():
        pytest.skip(f"the published rules {name} are not beside this repository (../shared/specs)")
    return json.loads(file.read_text(encoding="utf-8"))
