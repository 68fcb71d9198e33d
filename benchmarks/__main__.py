"""`make bench`: every workload beside its peer in one run, as a table and as JSON.

`python -m benchmarks [NAME ...]` runs all workloads, or those whose file is named. Each file runs in a
process of its own, so that one cannot warm or weigh down another.
"""

import importlib
import json
import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
RESULTS = HERE / "results"
WORKLOADS = (
    "burst",
    "postgres_burst",
    "slots",
    "scheduling",
    "waiting",
    "lateness",
    "listing",
    "ideas",
    "resources",
    "importing",
    "slack_http",
    "discord_interactions",
    "acknowledging",
    "recurrence",
    "killed",
    "killed_on_platforms",
    "killed_while_hearing",
    "starting",
    "archive_pages",
    "live_chats",
)


def main() -> None:
    wanted = sys.argv[1:] or list(WORKLOADS)
    unknown = [name for name in wanted if name not in WORKLOADS]
    if unknown:
        sys.exit(f"No such workload: {', '.join(unknown)}. There are: {', '.join(WORKLOADS)}.")
    rows = []
    for name in wanted:
        print(f"· {name}", file=sys.stderr, flush=True)
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.one", name],
            capture_output=True,
            text=True,
            timeout=1800,
            check=False,
        )
        if done.returncode != 0:
            rows.append({"work": name, "ours": None, "unit": "failed", "how": done.stderr.strip()[-400:]})
            continue
        rows += json.loads(done.stdout.splitlines()[-1])
    report = {"taken": datetime.now(UTC).isoformat(timespec="seconds"), "machine": machine(), "rows": rows}
    RESULTS.mkdir(exist_ok=True)
    file = RESULTS / f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}.json"
    file.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    print(table(rows))
    print(f"\n{report['machine']}\nWritten to {file.relative_to(HERE.parent)}")


def machine() -> str:
    system = f"{platform.system()} {platform.machine()}"
    return f"{os.cpu_count()} cores, {system}, Python {platform.python_version()}"


def table(rows: list[dict[str, Any]]) -> str:
    """One line a figure: what, ours, the peer's, the ratio, what is wanted, and whether it is met."""
    head = ("work", "ours", "peer", "ratio", "wanted", "met")
    lines = [head]
    for row in rows:
        met = row.get("met")
        lines.append(
            (
                row["work"],
                f"{number(row.get('ours'))} {row.get('unit', '')}".strip(),
                f"{number(row.get('peer'))} {row.get('peer_name', '')}".strip(),
                number(row.get("ratio")),
                str(row.get("wanted", "")),
                "" if met is None else ("yes" if met else "NO"),
            )
        )
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    drawn = [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    ]
    notes = [f"  {row['work']}: {row['how']}" for row in rows if row.get("how")]
    return "\n".join([*drawn, "", "How each was taken:", *notes])


def number(value: float | None) -> str:
    if value is None:
        return ""
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def run_one(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = importlib.import_module(f"benchmarks.{name}").run()
    return rows


if __name__ == "__main__":
    main()
