"""What the metrics program is asked to do: AIRFLOW_CDKTF_METRICS, written at synth."""
from __future__ import annotations

import json
from typing import Any, Dict, List, NamedTuple


class Pool(NamedTuple):
    name: str
    queues: List[str]
    slots: int
    """Tasks that one of its workers runs at once."""
    least: int
    most: int


class Plan(NamedTuple):
    every: float
    """Seconds."""
    pools: List[Pool]
    given: Dict[str, Any]
    """All of it, with what only the target's publisher knows of."""

    @property
    def queues(self) -> List[str]:
        return sorted({queue for pool in self.pools for queue in pool.queues})


def _pool(given: Dict[str, Any]) -> Pool:
    return Pool(
        name=str(given["pool"]),
        queues=[str(queue) for queue in given["queues"]],
        slots=max(1, int(given["slots"])),
        least=int(given["min"]),
        most=int(given["max"]),
    )


def read(text: str) -> Plan:
    """Raises ValueError in words."""
    try:
        given = json.loads(text)
        return Plan(float(given["every"]), [_pool(pool) for pool in given["pools"]], given)
    except (ValueError, KeyError, TypeError) as error:
        raise wrong(error) from None


def wrong(error: Exception) -> ValueError:
    return ValueError("AIRFLOW_CDKTF_METRICS has another shape: %r" % error)
