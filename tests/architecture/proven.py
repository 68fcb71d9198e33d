"""What is promised and which tests prove it, read from their marks; run, it writes docs/promises.md."""

import ast
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "promises.md"
TITLES = Path(__file__).with_name("promises.toml")

INTRO = """\
# What we promise, and what proves it

Made by `make promises` from the marks `@pytest.mark.promise("R1")` on tests; a test keeps it fresh. A test
named here proves its promise at the size a test can afford. Where a workload is named, `make bench BENCH=...`
gives figures; they count as no proof by themselves.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promised:
    """One promise of the contract, as people may read it."""

    number: str
    chapter: str
    title: str
    measured: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A marked test: the promise's number, the file below the root, and the test's name."""

    number: str
    file: str
    test: str


def promised() -> tuple[Promised, ...]:
    """Every promise there is, in the order of the contract."""
    chapters = tomllib.loads(TITLES.read_text(encoding="utf-8"))
    return tuple(
        Promised(
            number=number, chapter=chapter, title=said["title"], measured=tuple(said.get("measured", ()))
        )
        for chapter, promises in chapters.items()
        for number, said in promises.items()
    )


def proofs(root: Path = ROOT) -> tuple[Proof, ...]:
    """Every mark below `root`/tests, by file and in the order of the tests."""
    return tuple(
        proof
        for file in sorted((root / "tests").rglob("test_*.py"))
        for proof in _marks(file.read_text(encoding="utf-8"), file.relative_to(root).as_posix())
    )


def _marks(source: str, file: str) -> Iterator[Proof]:
    """The marks of one file; one that stands where they are not looked for is a mistake, not overlooked."""
    tree = ast.parse(source)
    found = 0
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
            for decorator in node.decorator_list:
                if _is_mark(decorator):
                    found += 1
                    yield Proof(number=_number(decorator, file), file=file, test=node.name)
    if found != sum(_is_mark(node) for node in ast.walk(tree)):
        raise ValueError(f"{file}: mark each test with its promise, not the module, a class or a parameter")


def _is_mark(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.promise"


def _number(mark: ast.expr, file: str) -> str:
    match mark:
        case ast.Call(args=[ast.Constant(value=str(number))], keywords=[]):
            return number
    raise ValueError(f'{file}: write the promise as in @pytest.mark.promise("R1")')


def page(promises: Sequence[Promised], proven: Sequence[Proof]) -> str:
    """The whole page; a promise without a test is shown as unproven.

    Raises:
        ValueError: for a mark whose promise does not exist.
    """
    by_number: dict[str, list[Proof]] = {each.number: [] for each in promises}
    for proof in proven:
        if proof.number not in by_number:
            raise ValueError(f"{proof.file}: {proof.test} is marked with {proof.number}, which is no promise")
        by_number[proof.number].append(proof)
    return "\n".join([INTRO, _summary(promises, by_number), *_chapters(promises, by_number)]) + "\n"


def _summary(promises: Sequence[Promised], by_number: Mapping[str, Sequence[Proof]]) -> str:
    without = [each.number for each in promises if not by_number[each.number]]
    tested = f"{len(promises) - len(without)} of {len(promises)} promises have a test."
    return f"{tested} *Unproven*: {', '.join(without)}." if without else tested


def _chapters(promises: Sequence[Promised], by_number: Mapping[str, Sequence[Proof]]) -> Iterator[str]:
    chapter = ""
    for promise in promises:
        if promise.chapter != chapter:
            chapter = promise.chapter
            yield f"\n## {chapter}"
        yield f"\n**{promise.number}** {promise.title}."
        yield from _proven_by(by_number[promise.number])
        if promise.measured:
            yield f"- measured: {', '.join(f'`{name}`' for name in promise.measured)}"


def _proven_by(proven: Sequence[Proof]) -> Iterator[str]:
    if not proven:
        yield "- *unproven*"
    for proof in proven:
        sentence = proof.test.removeprefix("test_").replace("_", " ")
        yield f"- {sentence} ([{Path(proof.file).name}](../{proof.file}))"


if __name__ == "__main__":
    PAGE.write_text(page(promised(), proofs()), encoding="utf-8")
    sys.stdout.write(f"Written: {PAGE.relative_to(ROOT)}\n")
