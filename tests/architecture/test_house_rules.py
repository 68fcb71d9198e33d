"""The four house rules and the import arrow, read from the source itself."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from architecture.arrow import ADAPTER_SEES, FEATURES, LEVELS, NOTHING_OF_OURS, PLATFORM_LIBRARIES

ROOT = Path(__file__).resolve().parents[2]


def modules(folder: str) -> Iterator[Path]:
    yield from sorted((ROOT / folder).rglob("*.py"))


def imported(file: Path, *, into: tuple[str, ...]) -> Iterator[str]:
    """Every module a file imports, `TYPE_CHECKING` blocks and late imports included."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(into[: len(into) - node.level + 1]) if node.level else ""
            module = ".".join(part for part in (base, node.module or "") if part)
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


def dotted(file: Path) -> tuple[str, ...]:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return parts[:-1] if parts[-1] == "__init__" else parts


def room(module: str) -> str | None:
    parts = module.split(".")
    return parts[1] if parts[0] == "communitybot" and len(parts) > 1 else None


def level(name: str) -> int:
    found = [index for index, rooms in enumerate(LEVELS) if name in rooms]
    assert found, f"communitybot/{name} has no place in the import arrow: give it one in arrow.py"
    return found[0]


def package(file: Path) -> tuple[str, ...]:
    parts = dotted(file)
    return parts if file.name == "__init__.py" else parts[:-1]


def breaches_of_the_arrow(importer: str, module: str) -> str | None:
    """Why `communitybot.<importer>` may not import `module`; None when it may."""
    target = room(module)
    if target in {None, importer, "__version__"}:
        return None
    if importer in NOTHING_OF_OURS:
        return f"{importer} imports nothing of ours, yet it imports {module}"
    if importer == "commands" and target == "ports":
        return "commands/ stands on conversation/, moments/ and errors only"
    if level(target) >= level(importer) and level(importer) != len(LEVELS) - 1:
        return f"{importer} may only import from rooms below it, and {module} is not"
    if importer == "storage":
        return breach_of_storage(module)
    return None


def breach_of_storage(module: str) -> str | None:
    """Storage sees models, views and repositories, never the rooms that decide or speak."""
    parts = module.split(".")
    if parts[1] in {"bot", "commands"}:
        return f"storage/ knows models and repositories, not {module}"
    drawer = parts[2] if len(parts) > 2 else ""
    if parts[1:3] == ["communities", "names"]:
        return None  # a column that is searched is folded as what is typed will be
    if parts[1] in FEATURES | {"communities", "people"} and drawer not in {
        "model",
        "repository",
        "views",
        "",
    }:
        return f"storage/ knows models and repositories, not {module}"
    if parts[1] == "threads" and drawer not in {"log", "repository", ""}:
        return f"storage/ knows the log of talks, not {module}"
    if parts[1] == "outbox" and drawer not in {"entry", "held", ""}:
        return f"storage/ knows the outbox's entries, not {module}"
    return None


def test_the_core_never_imports_a_platform_or_a_web_library():
    for file in modules("communitybot"):
        for module in imported(file, into=package(file)):
            assert module.split(".")[0] not in PLATFORM_LIBRARIES, f"{file} imports {module}"


def test_only_storage_speaks_sql():
    for file in modules("communitybot"):
        if "storage" in file.parts:
            continue
        for module in imported(file, into=package(file)):
            assert module.split(".")[0] not in {"sqlalchemy", "aiosqlite", "psycopg", "alembic", "sqlite3"}, (
                f"{file} imports {module}"
            )


def test_every_import_follows_the_arrow():
    breaches = []
    for file in modules("communitybot"):
        parts = dotted(file)
        importer = parts[1] if len(parts) > 1 else "errors"
        for module in imported(file, into=package(file)):
            why = breaches_of_the_arrow(importer, module)
            if why:
                breaches.append(f"{file.relative_to(ROOT)}: {why}")

    assert not breaches, "\n".join(sorted(set(breaches)))


@pytest.mark.parametrize(
    ("importer", "module"),
    [
        ("conversation", "communitybot.errors"),  # the language stands on nothing of ours
        ("events", "communitybot.storage.engine"),  # a feature never sees its storage
        ("events", "communitybot.livechats.model"),  # features never import one another
        ("outbox", "communitybot.people.model"),  # the outbox knows nobody
        ("commands", "communitybot.ports"),
        ("storage", "communitybot.events.service"),
        ("storage", "communitybot.threads.talking"),
        ("threads", "communitybot.ideas.model.idea"),  # what is alike for all knows none of them
        ("bot", "communitybot.bootstrap"),
    ],
)
def test_the_arrow_would_notice(importer, module):
    assert breaches_of_the_arrow(importer, module)


def test_there_is_no_cycle_between_modules():
    graph: dict[str, set[str]] = {}
    names = {
        ".".join(dotted(file)): file for folder in ("communitybot", "adapters") for file in modules(folder)
    }
    for name, file in names.items():
        graph[name] = {m for m in imported(file, into=package(file)) if m in names and m != name}
    done: set[str] = set()

    def walk(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, "a cycle: " + " -> ".join((*path[path.index(name) :], name))
        if name in done:
            return
        for target in graph[name]:
            # a package's __init__ that gathers its own parts is a shop window, not a dependency
            if not name.startswith(target + "."):
                walk(target, (*path, name))
        done.add(name)

    for name in graph:
        walk(name, ())


def test_adapters_see_only_the_door_and_the_language():
    for file in modules("adapters"):
        parts = dotted(file)
        own = parts[1] if len(parts) > 1 else ""
        for module in imported(file, into=package(file)):
            if module.startswith("adapters.") and len(module.split(".")) > 1:
                other = module.split(".")[1]
                assert other == own, f"{file} imports another adapter: {module}"
            target = room(module)
            if target is None or module == "communitybot":
                continue
            allowed = (
                any(
                    module == f"communitybot.{seen}"
                    or module.startswith(f"communitybot.{seen}.")
                    or seen.startswith(target + ".")
                    for seen in ADAPTER_SEES
                )
                or module.endswith(".pages")
                or ".pages." in module
            )
            assert allowed, f"{file} imports {module}"


def test_a_feature_never_holds_a_platform():
    """House rule 2: a feature returns a reply or puts something into the outbox."""
    for feature in FEATURES:
        for file in modules(f"communitybot/{feature}"):
            for module in imported(file, into=package(file)):
                assert module not in {"communitybot.ports.Platform", "communitybot.ports.Adapter"}, f"{file}"


def test_the_word_event_belongs_to_educators():
    """House rule 4: technical happenings are heard, invoked, pressed, submitted."""
    own = {"events", "storage", "sample", "chat_dates"}  # the feature, its tables, those who stand on it
    for file in modules("communitybot"):
        parts = dotted(file)
        if len(parts) > 1 and parts[1] in own:
            continue
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and "Event" in node.name:
                raise AssertionError(f"{file}: class {node.name}")
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith(
                ("on_event", "handle_event", "dispatch_event")
            ):
                raise AssertionError(f"{file}: function {node.name}")


def test_no_drawer_is_called_utils():
    for folder in ("communitybot", "adapters", "tests", "benchmarks"):
        for file in modules(folder):
            assert not {"utils", "helpers", "manager", "misc", "common"} & set(dotted(file)), file


def test_no_file_or_function_has_become_a_city():
    """A hard ceiling, well above what is usual: past it a second meaning surely lives in the file."""
    for folder in ("communitybot", "adapters"):
        for file in modules(folder):
            if "versions" in file.parts:
                continue
            assert len(file.read_text(encoding="utf-8").splitlines()) <= 330, file


def test_nothing_committed_names_a_registry_or_a_machine():
    """Hashed requirements carry no address; texts name no path of the machine they were written on."""
    hosts = ("py" + "pi.org", "python" + "hosted", "npm" + "js.", "deb." + "debian")
    for file in ROOT.glob("*"):
        if (
            file.is_file()
            and file.suffix in {".txt", ".toml", ".md", ".in", ""}
            and file.stat().st_size < 1_000_000
        ):
            text = file.read_text(encoding="utf-8", errors="replace")
            assert not [host for host in hosts if host in text], file
