"""Compares the table of promises with what users saw: every promise ends once, and says why."""

from collections import Counter
from typing import Any

from faults.drills import WORDS, Recorder, rows

from communitybot.outbox.entry import FINAL

SILENT = {"sent", "done"}  # ends that need no reason


def unmatched(url: str, recorder: Recorder) -> list[str]:
    """Every disagreement, as a sentence. Keys are read from the words (`words of KEY`)."""
    seen = recorder.seen()
    shown: dict[str, list[dict[str, Any]]] = {}
    for message in seen:
        for key in WORDS.findall(message["words"]):
            shown.setdefault(key, []).append(message)
    found = rows(url, "SELECT key, state, reason, ref, finished_at, claimed_by, claimed_until FROM outbox")
    complaints = [
        complaint
        for key, *row in found
        for complaint in _about(key, row, [message["ref"] for message in shown.get(key, ())])
    ]
    promised = Counter(key for key, *_ in found)
    complaints += [f"{key} was seen and never promised" for key in shown if key not in promised]
    complaints += [f"{key} has {times} rows" for key, times in promised.items() if times > 1]
    return complaints


def _about(key: str, row: list[Any], refs: list[str]) -> list[str]:
    state, reason, ref, finished_at, claimed_by, claimed_until = row
    complaints = []
    if state not in FINAL:
        return [f"{key} never ended: {state}"]
    if finished_at is None or claimed_by is not None or claimed_until is not None:
        complaints.append(f"{key} is {state} and still held")
    if state not in SILENT and not reason:
        complaints.append(f"{key} is {state} without a reason")
    if state == "sent" and ref not in refs:
        complaints.append(f"{key} is sent as {ref}, and users see {refs}")
    if state != "sent" and refs:
        complaints.append(f"{key} is {state}, and users see {refs}")
    return complaints
