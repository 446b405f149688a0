"""The turns of a pool in Redis: a sorted set for each group of machines, of machines by the time of their last word."""
from __future__ import annotations

from typing import Any, Set

from .live_workers import group
from .turn_rules import LAPSE_SECONDS, granted

KEY = "airflow-cdktf.turns."
#: Attempts while others change the same set.
ATTEMPTS = 20


class Busy(Exception):
    """Others changed the turns at every attempt."""


class Turns:
    """Raises redis-py's own errors."""

    def __init__(self, client: Any, prefix: str, machine: str) -> None:
        self._client = client
        self._key = prefix + KEY + group(machine)
        self._machine = machine

    def take(self, live: Set[str]) -> bool:
        """Whether this machine has the turn from now on. Again: renews it."""
        from redis import WatchError

        for _ in range(ATTEMPTS):
            with self._client.pipeline() as change:
                try:
                    return self._taken(change, live)
                except WatchError:
                    continue
        raise Busy("others change the turns all the time")

    def _taken(self, change: Any, live: Set[str]) -> bool:
        change.watch(self._key)
        seconds, micros = change.time()
        now = seconds + micros / 1e6
        turns = {name.decode(): at for name, at in change.zrange(self._key, 0, -1, withscores=True)}
        if not granted(self._machine, turns, live, now):
            return False
        change.multi()
        change.zremrangebyscore(self._key, "-inf", now - LAPSE_SECONDS)
        change.zadd(self._key, {self._machine: now})
        change.expire(self._key, LAPSE_SECONDS)
        change.execute()
        return True

    def give(self) -> None:
        self._client.zrem(self._key, self._machine)
