"""The states of a worker, and which of them are healthy. Small, because a health command imports it every time."""
from __future__ import annotations

from typing import Any, Dict, Optional

STARTING = "starting"
CONSUMING = "consuming"
DRAINING = "draining"
#: Takes no tasks for now, on purpose, and will take some later.
WAITING = "waiting"
UNREACHABLE = "broker-unreachable"
#: Takes no tasks because none could start. No restart of a worker brings a webserver back, and one would lose the tasks
#: that wait to report their end: it is healthy for as long as that takes.
AWAY = "webserver-away"
STALLED = "stalled"
STOPPED = "stopped"

#: The worker publishes every second; this much silence is a stopped or stuck process, not a busy machine.
STALE_SECONDS = 30.0
#: States that are right for a while, and the field of the note that says for how long.
_LIMITS = {DRAINING: "drain_seconds", WAITING: "drain_seconds", UNREACHABLE: "outage_seconds"}


def unhealthy(note: Optional[Dict[str, Any]], now: float, start_mark: int) -> Optional[str]:
    """Why a worker with this published state is unhealthy, or None. `now` is of the monotonic clock."""
    if note is None or note.get("start_mark") != start_mark:
        return "the worker has not started yet"
    state = str(note.get("state"))
    if state == STOPPED:
        return "the worker has stopped"
    silent = now - float(note.get("heartbeat_monotonic", 0))
    if silent > STALE_SECONDS:
        return "the worker's main process has been silent for %.0f s (it was %s)" % (silent, state)
    if state in (CONSUMING, AWAY):
        return None
    held = now - float(note.get("since_monotonic", now))
    if state in _LIMITS:
        limit = float(note.get(_LIMITS[state], 0))
        return None if held <= limit else "%s for %.0f s, longer than the limit of %.0f s" % (state, held, limit)
    return "the worker is %s: %s" % (state, note.get("reason") or "for %.0f s" % held)


def describe(note: Dict[str, Any]) -> str:
    """One line for people who read `docker inspect`."""
    queues = ",".join(str(queue) for queue in note.get("queues") or [])
    state = "%s (%s)" % (note.get("state"), note["reason"]) if note.get("reason") else note.get("state")
    return "%s; queues %s; %s of %s slots run" % (state, queues, note.get("running"), note.get("slots"))
