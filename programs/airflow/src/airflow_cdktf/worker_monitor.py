"""The thread in the worker's main process that looks, publishes, drains on request, and ends a stalled worker."""
from __future__ import annotations

import logging
import os
import threading
import time
from typing import Any, Callable, Dict, List, Optional, Tuple

from . import container, drain_request, files, worker_load, worker_queues
from .worker_announcer import WorkerAnnouncer
from .worker_broker import BrokerProbe
from .worker_health import DRAINING, STALLED, STARTING, STOPPED, WAITING
from .worker_rules import Look, Memory, next_memory

log = logging.getLogger("airflow_cdktf.worker_state")

#: EX_SOFTWARE: an exit that every restart policy acts on.
EXIT_STALLED = 70
#: Seconds that an idle stalled worker gets for Celery's own shutdown.
GRACE = 10.0

Note = Dict[str, Any]
Publisher = Callable[[Note], None]


def _seconds(name: str, default: float) -> float:
    return float(os.environ.get("AIRFLOW_CDKTF_%s_SECONDS" % name) or default)


def write_note(note: Note) -> None:
    files.write_json(files.WORKER_STATE, note)


class WorkerMonitor:
    """`publishers` get every note; an extension adds its own, and may hold the worker and let it resume."""

    def __init__(self, worker: Any, publishers: Optional[List[Publisher]] = None) -> None:
        self._worker = worker
        self._publishers: List[Publisher] = publishers if publishers is not None else [write_note]
        self._probe = BrokerProbe(worker.app)
        self._announcer = WorkerAnnouncer(self._probe)
        self._memory = Memory(since=time.monotonic())
        self._received = 0
        self._asked = float("-inf")
        self._queues: List[str] = sorted(worker.app.amqp.queues.consume_from)
        self._ended = False
        self._holds: Dict[str, Tuple[str, str]] = {}
        self._resuming = False
        self._was_connected = False
        self._idle_since: Optional[float] = None
        self.drain_seconds = _seconds("DRAIN", 3600)
        self.outage_seconds = _seconds("OUTAGE", 3600)
        self.stall_seconds = _seconds("STALL", 30)
        self._every = max(1.0, self.stall_seconds / 6)

    def start(self) -> None:
        # A daemon: it must never keep a worker from ending.
        threading.Thread(target=self._run, name="airflow-cdktf-worker-state", daemon=True).start()

    def add_publisher(self, publisher: Publisher) -> None:
        """`publisher` gets every note from now on, one a second, in the monitor's thread."""
        self._publishers.append(publisher)

    def hold(self, state: str, reason: str, holder: str = "extension") -> None:
        """Stops consuming; what runs goes on. `state` is shown meanwhile: DRAINING on the way out, WAITING when it
        will go on later, AWAY without a webserver, STARTING, which is not healthy, for a worker that lacks what it
        needs for its first task. Each holder lets go of its own; an extension's word is shown before others."""
        self._holds[holder] = (state, reason)

    def resume(self, holder: str = "extension") -> None:
        """Consumes all configured queues again, except where another holds it or a drain was asked for."""
        self._resuming = self._resuming or holder in self._holds
        self._holds.pop(holder, None)

    @property
    def _held(self) -> Optional[Tuple[str, str]]:
        # Copied at once: holders are threads of their own.
        holds = dict(self._holds)
        return holds.get("extension") or next(iter(holds.values()), None)

    def count_received(self, **_: Any) -> None:
        """Receiver of Celery's task_received: the only proof that the worker still consumes."""
        self._received += 1

    def stopped(self, **_: Any) -> None:
        """Receiver of Celery's worker_shutdown."""
        self._ended = True
        self._publish(STOPPED)

    def _run(self) -> None:
        while not self._ended:
            try:
                self._tick()
            except Exception:
                log.exception("Looking at the worker's state failed")
            time.sleep(1.0)

    def _tick(self) -> None:
        before = self._memory.state
        look = self._look()
        self._memory = next_memory(self._memory, look, self.stall_seconds)
        self._publish(self._memory.state)
        if self._memory.state != before:
            log.warning("Worker is %s (was %s) %s", self._memory.state, before, self._memory.reason)
        if self._memory.state == STALLED:
            self._end()
        elif self._held is not None or drain_request.made():
            worker_queues.stop(self._worker, self._queues)
        elif self._resuming and self._was_connected:
            worker_queues.take_up(self._worker, self._queues)

    def _look(self) -> Look:
        now = time.monotonic()
        stopping = worker_load.stopping(self._worker)
        consumed = worker_queues.consumed(self._worker, self._queues)
        connected = worker_queues.connected(self._worker)
        self._was_connected = self._was_connected or connected
        self._resuming = self._resuming and consumed != self._queues
        received = self._received
        answers, waiting = None, 0
        if now - self._asked >= self._every and not stopping:
            self._asked = now
            depth = self._probe.waiting(self._queues)
            answers, waiting = depth is not None, depth or 0
        return Look(
            at=now,
            stopping=stopping or drain_request.made(),
            connected=bool(connected and consumed),
            received=received,
            free=worker_load.slots(self._worker) - worker_load.busy(self._worker),
            broker_answers=answers,
            waiting=waiting,
            held=self._held or self._on_its_way(connected),
        )

    def _on_its_way(self, connected: bool) -> Optional[Tuple[str, str]]:
        """Between the word to resume and the first queue nobody is to think that the broker is away."""
        if not self._resuming or (self._was_connected and not connected):
            return None
        return (WAITING, "about to take up its queues") if self._was_connected else (STARTING, "")

    def _publish(self, name: str) -> None:
        monotonic, wall = time.monotonic(), time.time()
        running, busy = worker_load.running(self._worker), worker_load.busy(self._worker)
        consumed = worker_queues.consumed(self._worker, self._queues)
        note: Note = {
            "state": name,
            "stopping": worker_load.stopping(self._worker),
            "reason": self._memory.reason,
            "drained": name == DRAINING and busy == 0 and not consumed,
            "queues": consumed,
            "configured_queues": self._queues,
            "running": running,
            "reserved": max(0, busy - running),
            "slots": worker_load.slots(self._worker),
            "received": self._received,
            "hostname": self._worker.hostname,
            "pid": os.getpid(),
            "since": wall - (monotonic - self._memory.since),
            "since_monotonic": self._memory.since,
            "heartbeat": wall,
            "heartbeat_monotonic": monotonic,
            "start_mark": container.start_mark(),
            "drain_seconds": self.drain_seconds,
            "outage_seconds": self.outage_seconds,
        }
        for publisher in self._publishers:
            publisher(note)
        if name != STOPPED:  # Told by the worker's main thread, to which the monitor's connection does not belong.
            self._announcer.tell(note)

    def _end(self) -> None:
        """Celery's warm shutdown lets running tasks finish; after the budget, or when it hangs, the process ends."""
        from celery.worker import state

        now = time.monotonic()
        if self._idle_since is None:
            log.critical("Ending this worker so that it is replaced: %s", self._memory.reason)
            state.should_stop = EXIT_STALLED
        busy = worker_load.busy(self._worker)
        if busy or self._idle_since is None:
            self._idle_since = now
        held = now - self._memory.since
        if held >= self.drain_seconds or now - self._idle_since >= GRACE:
            message = "airflow-cdktf: worker ended after %.0f s, %d running tasks lost: %s\n"
            os.write(2, (message % (held, busy, self._memory.reason)).encode())
            os._exit(EXIT_STALLED)
