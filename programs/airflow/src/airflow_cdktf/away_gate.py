"""Keeps a worker of 3.x from taking messages while its webserver is away: no task could start.

Runs in the worker's main process. What runs goes on, and what was taken and not started goes back (away_start.py).
"""
from __future__ import annotations

import logging
import time
from typing import Any, Callable, Optional

from . import away_ask, away_rules, files, worker_extensions
from .worker_health import AWAY

log = logging.getLogger("airflow_cdktf.worker_state")

#: Who holds the worker.
HOLDER = "webserver"
#: Written by a child whose task could not start.
HINT = "webserver-away.json"
_WAIT_SECONDS = 0.25


def hint(reason: str) -> None:
    """Called in a child: lets the main process ask at once."""
    files.write_json(HINT, {"reason": reason})


def start(worker: Any, monitor: Any) -> None:
    """Returns when the webserver has answered once, so that the consumer connects after that. Raises Celery's own
    exception where the worker is stopped before."""
    url = away_ask.address()
    if not url:
        return
    gate = Gate(monitor, lambda: away_ask.why_silent(url))
    gate.look()
    worker_extensions.every_second(gate.look, HOLDER, "Asking whether the webserver answers failed")
    from celery.worker.state import maybe_shutdown

    while gate.away:
        maybe_shutdown()
        time.sleep(_WAIT_SECONDS)


class Gate:
    def __init__(
        self, monitor: Any, ask: Callable[[], Optional[str]], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._monitor = monitor
        self._ask = ask
        self._clock = clock
        self._memory = away_rules.Memory(since=clock())
        self._held = False
        self._away_since = self._memory.since
        self._hint: Optional[float] = files.changed_at(HINT)

    @property
    def away(self) -> bool:
        return self._memory.away

    def look(self) -> None:
        hinted = files.changed_at(HINT)
        if not away_rules.due(self._memory, self._clock(), hinted != self._hint):
            return
        reason = self._ask()
        self._hint = hinted
        self._memory = away_rules.next_memory(self._memory, self._clock(), reason)
        if self._memory.away:
            self._hold()
        elif self._held:
            self._resume()

    def _hold(self) -> None:
        if not self._held:
            log.warning("Takes no tasks, none could start: the webserver at %s", self._memory.reason)
            self._away_since = self._memory.since
        self._held = True
        self._monitor.hold(AWAY, self._memory.reason, HOLDER)

    def _resume(self) -> None:
        self._held = False
        log.warning("Takes tasks: the webserver answers, after %.0f s", self._clock() - self._away_since)
        self._monitor.resume(HOLDER)
