"""The protection of this ECS task: asked for, confirmed, renewed, dropped."""
from __future__ import annotations

import logging
import math
import random
import time
from typing import Callable, Optional

from . import agent

log = logging.getLogger("airflow_cdktf.worker_state")

#: ECS grants no longer protection: 48 h.
MOST_MINUTES = 2880
#: Minutes beyond the drain budget, and seconds between two renewals. A renewal may be refused while a release is under
#: way; what was granted before then still covers a task of the longest duration that started a moment ago.
MARGIN_MINUTES = 15
RENEW_SECONDS = 600.0
#: Seconds until a refused request is tried again: doubled each time.
FIRST_WAIT, LONGEST_WAIT = 1.0, 30.0


def minutes(drain_seconds: float) -> int:
    return min(MOST_MINUTES, math.ceil(drain_seconds / 60) + MARGIN_MINUTES)


class Protection:
    """Belongs to one thread. `refusal`: why the last request was not granted."""

    def __init__(self, base: str, drain_seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._base = base
        self._minutes = minutes(drain_seconds)
        self._clock = clock
        self._until = 0.0
        self._dropped = False
        self._renew_at = 0.0
        self._try_at = 0.0
        self._wait = FIRST_WAIT
        self._ends = ""
        self.refusal: Optional[agent.Refused] = None

    @property
    def left(self) -> float:
        """Seconds of confirmed protection."""
        return max(0.0, self._until - self._clock())

    @property
    def ends(self) -> str:
        """For people: "12:40Z"."""
        return self._ends or "unknown"

    def keep(self, wanted: bool) -> None:
        """Asks ECS where what is known differs from what is wanted, or a renewal is due. Returns soon."""
        now = self._clock()
        if wanted and self._dropped:
            self._dropped, self._try_at = False, now
        settled = self._dropped if not wanted else self._until > now and now < self._renew_at
        if not settled and now >= self._try_at:
            self._ask(wanted, now)

    def _ask(self, wanted: bool, now: float) -> None:
        had = self.left > 0
        if not wanted:
            self._until = 0.0  # Whatever the answer is: from here on nothing is sure.
        try:
            ends = agent.protect(self._base, wanted, self._minutes)
        except agent.Refused as refused:
            self._refuse(refused, wanted, now)
            return
        recovered, self.refusal, self._wait, self._try_at = self.refusal, None, FIRST_WAIT, now
        self._ends = ends[11:16] + "Z" if len(ends) > 16 else ""
        self._dropped = not wanted
        if not wanted:
            log.warning("Scale-in protection is dropped: ECS may end this task")
            return
        self._until = now + self._minutes * 60
        self._renew_at = now + min(RENEW_SECONDS, self._minutes * 30) * random.uniform(0.8, 1.0)
        if not had or recovered is not None:
            log.warning("Scale-in protection is held until %s, and renewed before", self.ends)

    def _refuse(self, refused: agent.Refused, wanted: bool, now: float) -> None:
        if self.refusal is None or self.refusal.code != refused.code:
            word = "be had" if wanted else "be dropped"
            log.error(
                "Scale-in protection cannot %s (%s); %.0f min of it are left, asked again every %.0f s at most",
                word,
                refused,
                self.left / 60,
                LONGEST_WAIT,
            )
        self.refusal = refused
        self._try_at = now + self._wait * random.uniform(0.7, 1.0)
        self._wait = min(LONGEST_WAIT, self._wait * 2)
