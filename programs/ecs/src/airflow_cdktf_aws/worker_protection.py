"""Extension of the worker module: holds the ECS task's scale-in protection while this worker takes or runs tasks.

Environment: ECS_AGENT_URI and ECS_CONTAINER_METADATA_URI_V4 (given by ECS), AWS_REGION,
AIRFLOW_CDKTF_UNPROTECTED_AFTER_SECONDS (unset: never).
"""
from __future__ import annotations

import logging
import os
import random
import threading
import time
from typing import Any, Callable, Dict, Optional

from airflow_cdktf import worker_extensions, worker_load
from airflow_cdktf.worker_health import DRAINING, STARTING, STOPPED, WAITING

from . import agent, protection_rules as rules
from .protection import Protection
from .service_watch import ServiceWatch
from .words import change

log = logging.getLogger("airflow_cdktf.worker_state")

WAIT_SECONDS = 0.5


def start(worker: Any, monitor: Any) -> None:
    """Returns once this worker may take tasks. Raises Celery's own exception where it is stopped before."""
    base = os.environ.get("ECS_AGENT_URI")
    if not base:
        log.warning("No scale-in protection: this worker does not run on ECS (ECS_AGENT_URI is not set)")
        return
    protection = WorkerProtection(monitor, Protection(base, monitor.drain_seconds), ServiceWatch())
    protection.start()
    from celery.worker.state import maybe_shutdown

    while not protection.ready.wait(WAIT_SECONDS):
        maybe_shutdown()


class WorkerProtection:
    """One thread that looks, remembers and acts, once a second."""

    def __init__(
        self, monitor: Any, protection: Protection, watch: ServiceWatch, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._monitor = monitor
        self._clock = clock
        self._protection = protection
        self._watch = watch
        self._memory = rules.Memory(since=clock())
        self._note: Optional[Dict[str, Any]] = None
        self._known: Optional[Dict[str, Any]] = None
        self._told_stop = False
        self._blocked_since: Optional[float] = None
        self.ready = threading.Event()
        unprotected = os.environ.get("AIRFLOW_CDKTF_UNPROTECTED_AFTER_SECONDS")
        self._patience = float(unprotected) if unprotected else float("inf")

    def start(self) -> None:
        self._hold()
        self._monitor.add_publisher(self._publish)
        worker_extensions.every_second(self.tick, "protection", "Looking at this worker's protection failed")

    def _publish(self, note: Dict[str, Any]) -> None:
        self._note = note

    def tick(self) -> None:
        note = self._note
        if note is None or note["state"] == STOPPED:
            return
        if note["stopping"]:
            self._tell_stop(note)
        self._watch.look()
        before = self._memory
        self._memory = rules.next_memory(before, self._look(note))
        if (before.phase, before.why) != (self._memory.phase, self._memory.why):
            log.warning(change(before, self._memory, note, self._watch, not self.ready.is_set()))
        # First no more tasks, then no more protection; and the other way round.
        if not rules.may_consume(self._memory):
            self._hold()
        self._protection.keep(rules.wants_protection(self._memory))
        if rules.may_consume(self._memory) and self._memory.phase != before.phase:
            self._monitor.resume()
            self.ready.set()

    def _look(self, note: Dict[str, Any]) -> rules.Look:
        now = self._clock()
        fresh, self._known = note is not self._known, note
        return rules.Look(
            at=now,
            busy=int(note["running"]) + int(note["reserved"]),
            consuming=bool(note["queues"]),
            protected_for=self._protected_for(now),
            view=self._watch.view,
            dice=random.random(),
            fresh=fresh,
        )

    def _protected_for(self, now: float) -> float:
        """A worker that ECS cannot protect because of older tasks may be allowed to work all the same."""
        left, refusal = self._protection.left, self._protection.refusal
        if left > 0:
            self._blocked_since = None
        elif self._blocked_since is None and refusal is not None and refusal.code == agent.BLOCKED:
            self._blocked_since = now
        if self._blocked_since is not None and now - self._blocked_since >= self._patience:
            if self._memory.phase == rules.ASKING:
                log.error("Goes to work without protection, as it is told to after %.0f s", self._patience)
            return rules.LOST_SECONDS + 1
        return left

    def _hold(self) -> None:
        refusal = self._protection.refusal
        if self._memory.phase != rules.ASKING:
            self._monitor.hold(DRAINING, self._memory.why)
        elif refusal is not None and refusal.code != agent.BLOCKED and not self.ready.is_set():
            self._monitor.hold(STARTING, "ECS does not protect its task: %s" % refusal)
        else:
            self._monitor.hold(WAITING, "for the protection of its ECS task" + (": %s" % refusal if refusal else ""))

    def _tell_stop(self, note: Dict[str, Any]) -> None:
        if self._told_stop:
            return
        self._told_stop = True
        if self._memory.phase == rules.RELEASED:
            log.warning("This task is stopped as agreed (%s)", self._memory.why)
            return
        log.error(
            "This task is stopped although it did not agree (Spot, retirement of a host, or by hand); %d tasks run"
            " and have until ECS' stop timeout: %s",
            note["running"],
            ", ".join(worker_load.names()) or "none",
        )
