"""The page of promises says what the marks on tests say, and nothing better."""

import ast

import pytest
from architecture import proven
from architecture.proven import Promised, Proof, page, promised, proofs

ONE = Promised(number="R1", chapter="Delivery", title="Nothing is lost", measured=("killed",))
TWO = Promised(number="R2", chapter="Delivery", title="Nothing is doubled")
TEST = Proof(number="R1", file="tests/faults/test_kills.py", test="test_a_kill_loses_nothing")


@pytest.mark.promise("R40")
def test_the_page_of_promises_says_what_the_marks_say():
    written = proven.PAGE.read_text(encoding="utf-8")

    assert page(promised(), proofs()) == written, "docs/promises.md is stale: make promises"


@pytest.mark.promise("R40")
def test_a_promise_without_a_test_is_shown_as_unproven():
    shown = page([ONE, TWO], [TEST])

    assert (
        "**R1** Nothing is lost.\n- a kill loses nothing ([test_kills.py](../tests/faults/test_kills.py))"
        in shown
    )
    assert "**R2** Nothing is doubled.\n- *unproven*" in shown
    assert "1 of 2 promises have a test. *Unproven*: R2." in shown


def test_a_figure_alone_proves_nothing():
    assert "**R1** Nothing is lost.\n- *unproven*\n- measured: `killed`" in page([ONE], [])


def test_a_mark_of_a_promise_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match=r"a_kill_loses_nothing is marked with R1, which is no promise"):
        page([TWO], [TEST])


@pytest.mark.parametrize(
    "source",
    [
        "import pytest\npytestmark = pytest.mark.promise('R1')\ndef test_one(): ...",  # a whole module
        "import pytest\n@pytest.mark.promise('R1')\nclass Test:\n    def test_one(self): ...",
        "import pytest\n@pytest.mark.promise(1)\ndef test_one(): ...",  # not as a promise is named
    ],
)
def test_a_mark_that_would_be_overlooked_is_refused(source, tmp_path):
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_it.py").write_text(source)

    with pytest.raises(ValueError, match=r"tests/test_it\.py"):
        proofs(tmp_path)


def test_all_forty_promises_are_there():
    assert [each.number for each in promised()] == [f"R{number}" for number in range(1, 41)]


def test_every_workload_that_measures_a_promise_exists():
    there = {file.stem for file in (proven.ROOT / "benchmarks").glob("*.py")}
    tree = ast.parse((proven.ROOT / "benchmarks" / "__main__.py").read_text(encoding="utf-8"))
    named = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}

    assert {name for each in promised() for name in each.measured} <= there & named
