"""Counts failed health checks in a row and ends a stuck main process: Docker restarts what exits, never what is
merely unhealthy."""
from __future__ import annotations

from . import container, files

NOTE = "failures.json"


def _count(mark: int) -> int:
    note = files.read_json(NOTE)
    # A note of the container's life before its restart does not count.
    return int(note.get("failures", 0)) if note and note.get("start_mark") == mark else 0


def charge(mark: int) -> int:
    """Counts a failure before the check: a check that hangs and is killed by Docker counts too."""
    failures = _count(mark) + 1
    files.write_json(NOTE, {"start_mark": mark, "failures": failures})
    return failures


def clear() -> None:
    files.remove(NOTE)


def refund(mark: int) -> None:
    """The process is not to blame for this one."""
    files.write_json(NOTE, {"start_mark": mark, "failures": max(0, _count(mark) - 1)})


def act(failures: int, end_after: int, reason: str) -> None:
    """Ends the main process once enough failures came in a row."""
    if end_after <= 0 or failures < end_after:
        return
    container.tell("airflow-cdktf: ending the main process after %d failed health checks: %s" % (failures, reason))
    clear()
    if container.end_main_process() is None:
        container.tell("airflow-cdktf: there is no process under PID 1 that could be ended")
