"""The thread in the worker's main process that looks, publishes, drains on request, and ends a stalled worker."""
from __future__ import annotations

import logging
import os
import threading
import time
from typing import Any, Callable, Dict, List, Optional

from . import container, files
from .worker_broker import BrokerProbe
from .worker_health import DRAINING, STALLED, STOPPED
from .worker_reconnect import busy_children
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
    """`publishers` get every note; a target adds its own (HTTP, protection against scale-in)."""

    def __init__(self, worker: Any, publishers: Optional[List[Publisher]] = None) -> None:
        self._worker = worker
        self._publishers = publishers if publishers is not None else [write_note]
        self._probe = BrokerProbe(worker.app)
        self._memory = Memory(since=time.monotonic())
        self._received = 0
        self._asked = float("-inf")
        self._queues: List[str] = sorted(worker.app.amqp.queues.consume_from)
        self._ended = False
        self._idle_since: Optional[float] = None
        self.drain_seconds = _seconds("DRAIN", 3600)
        self.outage_seconds = _seconds("OUTAGE", 3600)
        self.stall_seconds = _seconds("STALL", 30)
        self._every = max(1.0, self.stall_seconds / 6)

    def start(self) -> None:
        # A daemon: it must never keep a worker from ending.
        threading.Thread(target=self._run, name="airflow-cdktf-worker-state", daemon=True).start()

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
        elif self._drain_requested():
            self._cancel_consumers()

    def _look(self) -> Look:
        from celery.bootsteps import CLOSE, TERMINATE
        from celery.worker import state

        consumer = getattr(self._worker, "consumer", None)
        connection = getattr(consumer, "connection", None)
        now = time.monotonic()
        asked = any(flag is not None and flag is not False for flag in (state.should_stop, state.should_terminate))
        stopping = asked or self._worker.blueprint.state in (CLOSE, TERMINATE)
        draining = stopping or self._drain_requested()
        received = self._received
        answers, waiting = None, 0
        if now - self._asked >= self._every and not stopping:
            self._asked = now
            depth = self._probe.waiting(self._queues)
            answers, waiting = depth is not None, depth or 0
        return Look(
            at=now,
            stopping=draining,
            connected=bool(connection is not None and connection.connected and self._consuming()),
            received=received,
            free=self._slots() - self._busy(),
            broker_answers=answers,
            waiting=waiting,
        )

    def _slots(self) -> int:
        return int(getattr(self._worker, "max_concurrency", None) or self._worker.concurrency or 0)

    def _busy(self) -> int:
        # Celery's counters may forget running tasks when it loses the broker; the marks of busy children do not.
        from celery.worker import state

        return max(len(state.active_requests), len(state.reserved_requests), busy_children(self._worker))

    def _consuming(self) -> List[str]:
        tasks = getattr(getattr(self._worker, "consumer", None), "task_consumer", None)
        return [] if tasks is None else [name for name in self._queues if tasks.consuming_from(name)]

    def _drain_requested(self) -> bool:
        return os.path.exists(files.path_of(files.DRAIN_REQUEST))

    def _cancel_consumers(self) -> None:
        """On the worker's own loop, and again after a reconnection, which empties the loop's list of work."""
        consumer = getattr(self._worker, "consumer", None)
        queues = self._consuming()
        if consumer is not None and queues:
            consumer.call_soon(_cancel, consumer, queues)

    def _running(self) -> int:
        from celery.worker import state

        return max(len(state.active_requests), busy_children(self._worker))

    def _publish(self, name: str) -> None:
        monotonic, wall = time.monotonic(), time.time()
        running = self._running()
        note: Note = {
            "state": name,
            "reason": self._memory.reason,
            "drained": name == DRAINING and self._busy() == 0 and not self._consuming(),
            "queues": self._consuming(),
            "configured_queues": self._queues,
            "running": running,
            "reserved": max(0, self._busy() - running),
            "slots": self._slots(),
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

    def _end(self) -> None:
        """Celery's warm shutdown lets running tasks finish; after the budget, or when it hangs, the process ends."""
        from celery.worker import state

        now = time.monotonic()
        if self._idle_since is None:
            log.critical("Ending this worker so that it is replaced: %s", self._memory.reason)
            state.should_stop = EXIT_STALLED
        busy = self._busy()
        if busy or self._idle_since is None:
            self._idle_since = now
        held = now - self._memory.since
        if held >= self.drain_seconds or now - self._idle_since >= GRACE:
            message = "airflow-cdktf: worker ended after %.0f s, %d running tasks lost: %s\n"
            os.write(2, (message % (held, busy, self._memory.reason)).encode())
            os._exit(EXIT_STALLED)


def _cancel(consumer: Any, queues: List[str]) -> None:
    for queue in queues:
        consumer.cancel_task_queue(queue)


def forget_old_request() -> None:
    """A container's /tmp outlives its restart: a drain asked of the process before is not meant for this one."""
    try:
        asked = time.time() - os.path.getmtime(files.path_of(files.DRAIN_REQUEST))
    except OSError:
        return
    if asked > container.age(os.getpid()):
        files.remove(files.DRAIN_REQUEST)
