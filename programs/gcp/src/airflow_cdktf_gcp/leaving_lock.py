"""One worker of a group leaves at a time: with two, the group could have fewer machines than it must have."""
from __future__ import annotations

from typing import Any

from airflow_cdktf import redis_client

KEY = "airflow-cdktf.leaving."
#: Longer than a worker takes to let go of its queues and to ask for its deletion. Not given back after that: the size
#: of the group is then sure to be the lower one.
SECONDS = 120

#: Only the own lock: it may have lapsed, and be another one's.
DROP = "if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end"


class LeavingLock:
    """Connects when it is first needed. Raises redis-py's own errors."""

    def __init__(self, group: str, owner: str) -> None:
        self._name = KEY + group
        self._owner = owner
        self._client: Any = None
        self._prefix = ""

    def _key(self) -> str:
        if self._client is None:
            self._client, self._prefix = redis_client.own("airflow-cdktf-shrink")
        return self._prefix + self._name

    def take(self) -> bool:
        key = self._key()
        return bool(self._client.set(key, self._owner, nx=True, ex=SECONDS))

    def give(self) -> None:
        key = self._key()
        self._client.eval(DROP, 1, key, self._owner)
