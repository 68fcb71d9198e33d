"""A nursery of workers, and a recording platform beside it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from faults import drills


@pytest.fixture
def nursery(tmp_path) -> Iterator[drills.Nursery]:
    made = drills.Nursery(tmp_path)
    yield made
    made.close()


@pytest.fixture
def platform(tmp_path) -> Iterator[Callable[..., drills.Recorder]]:
    """Starts the recording platform: `platform(keys=False, late=0.02)`."""
    with ExitStack() as stack:
        yield lambda **manner: stack.enter_context(drills.recorder(tmp_path, **manner))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    report = yield
    log = item.funcargs.get("tmp_path") if hasattr(item, "funcargs") else None
    if report.failed and log is not None and (log / "workers.log").exists():
        report.sections.append(("workers", (log / "workers.log").read_text(errors="replace")[-6_000:]))
    return report
