"""Which workers are alive: the announcements of airflow_cdktf.worker_announcer, by the workers' names."""
from __future__ import annotations

from typing import Any, Iterable, List, Set

from airflow_cdktf.worker_announcer import CONSUMERS, FINISHING, VALID


def sets(client: Any, prefix: str) -> List[str]:
    """Keys of all announcements. Raises redis-py's own errors."""
    kinds = (CONSUMERS, FINISHING)
    return sorted(key.decode() for kind in kinds for key in client.scan_iter(match=prefix + kind + "*", count=500))


def names(client: Any, keys: Iterable[str]) -> Set[str]:
    """`celery@acme-gpu-x1y2`, of the workers that announced themselves lately by Redis' own time."""
    since = client.time()[0] - VALID
    asked = client.pipeline(transaction=False)
    for key in keys:
        asked.zrangebyscore(key, since, "+inf")
    return {member.decode() for members in asked.execute() for member in members}


def machine(worker: str) -> str:
    """The machine's short name: `acme-gpu-x1y2` of `celery@acme-gpu-x1y2.europe-west3-a.c.acme-data.internal`."""
    return worker.rsplit("@", 1)[-1].split(".", 1)[0]


def group(machine_name: str) -> str:
    """The group's name: Compute Engine adds a dash and four characters for each of its machines."""
    return machine_name.rsplit("-", 1)[0]
