"""Tells in Redis which queues this worker consumes, so that others can see a queue without a living consumer.

Per queue two sorted sets, `airflow-cdktf.consumers.QUEUE` and `airflow-cdktf.finishing.QUEUE` (workers that take no
more tasks and still run some). Member: the worker's name. Score: Redis' own time of the last announcement.
"""
from __future__ import annotations

import logging
from typing import Any, Dict, List

from .worker_health import AWAY, CONSUMING, DRAINING

log = logging.getLogger("airflow_cdktf.worker_state")

CONSUMERS = "airflow-cdktf.consumers."
FINISHING = "airflow-cdktf.finishing."
#: Seconds between two announcements, and those after which one does not count.
EVERY = 20.0
VALID = 90

#: One round trip, and one clock for all. KEYS: per queue the set of consumers and that of finishing workers.
SCRIPT = """
local now = tonumber(redis.call('TIME')[1])
for i, key in ipairs(KEYS) do
  if (i % 2 == 1 and ARGV[2] == 'consumers') or (i % 2 == 0 and ARGV[2] == 'finishing') then
    redis.call('ZADD', key, now, ARGV[1])
    redis.call('ZREMRANGEBYSCORE', key, '-inf', '(' .. (now - ARGV[3]))
    redis.call('EXPIRE', key, ARGV[3] * 2)
  else
    redis.call('ZREM', key, ARGV[1])
  end
end
"""


def place(note: Dict[str, Any]) -> str:
    """The set in which a worker with this published state belongs, or nothing."""
    # Without its webserver it takes none for now, and nobody else could: no reason to call for more workers.
    if note["state"] in (CONSUMING, AWAY):
        return "consumers"
    return "finishing" if note["state"] == DRAINING and note["running"] > 0 else ""


class WorkerAnnouncer:
    """Speaks through the monitor's own connection to the broker, in the monitor's thread."""

    def __init__(self, probe: Any) -> None:
        self._probe = probe
        self._place = ""
        self._at = float("-inf")

    def tell(self, note: Dict[str, Any]) -> None:
        """Gets every published note; speaks when the place changes, and every 20 s."""
        wanted, now = place(note), float(note["heartbeat_monotonic"])
        if wanted == self._place and (not wanted or now - self._at < EVERY):
            return
        # A broker that is away is asked again in 20 s: the monitor itself has its own questions.
        self._place, self._at = wanted, now
        names: List[str] = note["configured_queues"]
        keys = [prefix + name for name in names for prefix in (CONSUMERS, FINISHING)]
        self._probe.run_script(SCRIPT, keys, [note["hostname"], wanted, VALID])
