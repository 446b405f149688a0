"""Looks at this task's own ECS service every half minute. What goes wrong here never stops work."""
from __future__ import annotations

import logging
import os
import random
import time
from typing import Any, Callable, Dict, Optional

from airflow_cdktf.told import Told

from . import agent, client, ecs_service
from .protection_rules import View

log = logging.getLogger("airflow_cdktf.worker_state")

EVERY = 30.0
#: Seconds until a look that failed is tried again: ECS throttles all callers of an account together.
AFTER_FAILURE = 60.0
METADATA = "ECS_CONTAINER_METADATA_URI_V4"


class ServiceWatch:
    """Belongs to one thread. `view` stays the newest one that succeeded."""

    def __init__(self, every: float = EVERY, clock: Callable[[], float] = time.monotonic) -> None:
        self._every = every
        self._clock = clock
        self._told = Told(log)
        self._task: Optional[agent.Task] = None
        self._client: Any = None
        self._next = 0.0
        self.view: Optional[View] = None
        self.current = ""

    @property
    def own(self) -> str:
        return self._task.definition if self._task else "unknown"

    def look(self) -> None:
        now = self._clock()
        if now < self._next:
            return
        try:
            self._ask(now)
            wait = self._every
            self._told.well("Own ECS service")
        except Exception as error:  # botocore has dozens.
            wait = max(self._every, AFTER_FAILURE)
            reason = "cannot be seen, so that releases and scaling wait for a stop from outside: %s"
            self._told.trouble("Own ECS service", reason % client.words(error))
        self._next = self._clock() + wait * random.uniform(0.8, 1.2)

    def _ask(self, now: float) -> None:
        if self._task is None:
            base = os.environ.get(METADATA)
            if not base:
                raise ValueError("%s is not set" % METADATA)
            self._task = agent.task(base)
        if self._client is None:
            self._client = client.make("ecs", self._task.region)
        found = ecs_service.describe(self._client, self._task.cluster, [self._task.service])
        service: Optional[Dict[str, Any]] = found.get(self._task.service)
        if service is None:
            raise ValueError("ECS does not know service %s of %s" % (self._task.service, self._task.cluster))
        self.view = ecs_service.view(service, self._task, now)
        self.current = ecs_service.definition(service)
