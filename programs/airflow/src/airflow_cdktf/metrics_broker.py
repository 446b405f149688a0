"""Which queues have living consumers: the announcements of worker_announcer, read from Redis."""
from __future__ import annotations

from typing import Any, List

from .metrics_rules import Workers
from .worker_announcer import CONSUMERS, FINISHING, VALID


class Broker:
    """Asks on one connection. `prefix` stands before every key."""

    def __init__(self, client: Any, prefix: str) -> None:
        self._client = client
        self._prefix = prefix

    def ask(self, queues: List[str]) -> Workers:
        """Raises redis-py's own errors."""
        since = self._client.time()[0] - VALID
        asked = self._client.pipeline(transaction=False)
        for kind in (CONSUMERS, FINISHING):
            for queue in queues:
                asked.zcount(self._prefix + kind + queue, since, "+inf")
        counts = asked.execute()
        return Workers(dict(zip(queues, counts)), dict(zip(queues, counts[len(queues) :])))
