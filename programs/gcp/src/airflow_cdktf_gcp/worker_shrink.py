"""Extension of the worker module: a worker that has long been idle drains, and has its machine deleted.

Environment: AIRFLOW_CDKTF_GCP, see instance_group.Plan. Whatever goes wrong here, the worker goes on with its work.
"""
from __future__ import annotations

import logging
import os
import random
import time
from dataclasses import replace
from typing import Any, Callable, Dict, Optional

from airflow_cdktf import worker_extensions
from airflow_cdktf.told import Told
from airflow_cdktf.worker_health import CONSUMING, DRAINING, STOPPED

from . import shrink_rules as rules
from .instance_group import InstanceGroup, Plan, read
from .leaving_lock import LeavingLock

log = logging.getLogger("airflow_cdktf.worker_state")


def start(worker: Any, monitor: Any) -> None:
    text = os.environ.get("AIRFLOW_CDKTF_GCP")
    if not text:
        log.warning("This worker never leaves by itself: AIRFLOW_CDKTF_GCP is not set")
        return
    plan = read(text)
    lock = LeavingLock(plan.group, str(worker.hostname))
    WorkerShrink(monitor, plan, InstanceGroup(plan), lock).start()


class WorkerShrink:
    """One thread that looks, remembers and acts, once a second."""

    def __init__(
        self, monitor: Any, plan: Plan, group: Any, lock: Any, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._monitor = monitor
        self._plan = plan
        self._group = group
        self._lock = lock
        self._clock = clock
        self._memory = rules.Memory()
        self._told = Told(log, clock)
        self._note: Optional[Dict[str, Any]] = None
        self._known: Optional[Dict[str, Any]] = None

    def start(self) -> None:
        self._monitor.add_publisher(self._publish)
        worker_extensions.every_second(self.tick, "shrink", "Looking at whether this worker may leave failed")

    def _publish(self, note: Dict[str, Any]) -> None:
        self._note = note

    def tick(self) -> None:
        note = self._note
        if note is None or note["state"] == STOPPED or note["stopping"]:
            return
        look = self._look(note)
        self._memory = rules.next_memory(self._memory, look)
        reason = rules.goes_back(self._memory, look)
        if reason:
            long = self._memory.phase == rules.LEFT
            self._back(reason, look, rules.LONG_PAUSE_SECONDS if long else rules.PAUSE_SECONDS)
        elif rules.wants_to_leave(self._memory, look, self._plan.idle_seconds):
            self._leave(look)
        elif rules.has_left(self._memory):
            self._delete(look)

    def _look(self, note: Dict[str, Any]) -> rules.Look:
        fresh, self._known = note is not self._known, note
        return rules.Look(
            at=self._clock(),
            busy=int(note["running"]) + int(note["reserved"]),
            consuming=bool(note["queues"]),
            free=note["state"] == CONSUMING,
            fresh=fresh,
        )

    def _leave(self, look: rules.Look) -> None:
        """Held before anybody is asked twice: the size is looked at under the lock."""
        try:
            may = self._lock.take()
            if may and self._group.spare(self._plan.least) <= 0:
                self._lock.give()
                may = False
            self._told.well("Own group")
        except Exception as error:  # Of Redis or Google.
            self._told.trouble("Own group", "cannot be seen, so that this idle worker stays: %s" % error)
            may = False
            self._give()
        if not may:
            pause = rules.PAUSE_SECONDS * random.uniform(0.5, 1.0)
            self._memory = replace(self._memory, not_before=look.at + pause)
            return
        minutes = (look.at - (self._memory.idle_since or look.at)) / 60
        log.warning("Idle for %.0f min, and the group has more machines than it must have: leaves", minutes)
        self._monitor.hold(DRAINING, "idle, leaves so that its machine is deleted")
        self._memory = rules.entered(rules.LEAVING, look)

    def _delete(self, look: rules.Look) -> None:
        try:
            self._group.delete_this_machine()
        except Exception as error:
            self._back("its machine is not deleted: %s" % error, look, rules.LONG_PAUSE_SECONDS)
            return
        log.warning("The group deletes this machine")
        self._memory = rules.entered(rules.LEFT, look)

    def _back(self, reason: str, look: rules.Look, pause: float) -> None:
        log.warning("Takes tasks again: %s", reason)
        self._monitor.resume()
        self._give()
        self._memory = rules.back(look, pause)

    def _give(self) -> None:
        try:
            self._lock.give()
        except Exception as error:
            log.warning("The lock for leaving lapses by itself: %s", error)
