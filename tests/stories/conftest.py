import pytest

from tests.stories.visiting import house


@pytest.fixture
def demo(tmp_path):
    """Connected Educator Month in a process of its own; it is Monday 13 October 2014, 9:00 in New York."""
    with house(tmp_path, "demo") as running:
        yield running
