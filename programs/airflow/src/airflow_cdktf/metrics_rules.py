"""Pure rules: from what is known to data points. What is unknown gives no point, so that alarms see it as missing."""
from __future__ import annotations

import math
from typing import Dict, Iterable, List, NamedTuple, Optional

from .metrics_plan import Plan, Pool


class Load(NamedTuple):
    """Tasks of one queue."""

    queued: int = 0
    running: int = 0
    oldest_seconds: float = 0.0
    """Age of the one that has been queued longest."""


class Tasks(NamedTuple):
    """What the metadata database says."""

    queues: Dict[str, Load]
    scheduler_seconds: Optional[float]
    """Age of the newest heartbeat of a scheduler; None: no scheduler runs."""


class Workers(NamedTuple):
    """What the broker says, per queue."""

    consumers: Dict[str, int]
    finishing: Dict[str, int]
    """Workers that take no more tasks and still run some."""


class Point(NamedTuple):
    name: str
    value: float
    unit: str
    pool: Optional[str] = None


class Known(NamedTuple):
    tasks: Optional[Tasks]
    workers: Optional[Workers]
    desired: Optional[Dict[str, int]]
    """Workers that the target was asked for, by pool; None where it does not tell."""


def _shared(plan: Plan, pool: Pool, counts: Dict[str, float]) -> float:
    """A queue that several pools consume counts for each of them in equal parts."""
    return sum(counts.get(name, 0) / sum(name in other.queues for other in plan.pools) for name in pool.queues)


def _finishing(pool: Pool, workers: Workers) -> int:
    """They count as wanted, because they have no room for another task. And ECS protects no more tasks of a service
    than it wants: without room for these no worker of a new release could be protected."""
    return max((workers.finishing.get(name, 0) for name in pool.queues), default=0)


def needed(pool: Pool, tasks: float, finishing: int) -> int:
    """Workers that can run all tasks at once, within the pool's limits."""
    return max(pool.least, min(pool.most, math.ceil(tasks / pool.slots) + finishing))


def _of_pool(plan: Plan, pool: Pool, known: Known) -> Iterable[Point]:
    if known.workers is not None:
        live = min((known.workers.consumers.get(name, 0) for name in pool.queues), default=0)
        yield Point("ConsumingWorkers", live, "Count", pool.name)
    if known.tasks is None:
        return
    loads = known.tasks.queues
    queued = _shared(plan, pool, {name: load.queued for name, load in loads.items()})
    running = _shared(plan, pool, {name: load.running for name, load in loads.items()})
    oldest = max((loads[name].oldest_seconds for name in pool.queues if name in loads), default=0.0)
    yield Point("Queued", queued, "Count", pool.name)
    yield Point("Running", running, "Count", pool.name)
    yield Point("OldestQueuedSeconds", oldest, "Seconds", pool.name)
    wanted = needed(pool, queued + running, _finishing(pool, known.workers) if known.workers else 0)
    yield Point("WorkersNeeded", wanted, "Count", pool.name)
    if known.desired is not None and pool.name in known.desired:
        yield Point("WorkersMissing", wanted - known.desired[pool.name], "Count", pool.name)


def abandoned(tasks: Tasks, workers: Workers) -> List[str]:
    """Queues in which a task waits and that no living worker consumes, declared or not."""
    return sorted(name for name, load in tasks.queues.items() if load.queued and not workers.consumers.get(name))


def points(plan: Plan, known: Known) -> List[Point]:
    found = [point for pool in plan.pools for point in _of_pool(plan, pool, known)]
    if known.tasks is not None and known.tasks.scheduler_seconds is not None:
        found.append(Point("SchedulerHeartbeatSeconds", known.tasks.scheduler_seconds, "Seconds"))
    if known.tasks is not None and known.workers is not None:
        found.append(Point("QueuesWithoutConsumer", len(abandoned(known.tasks, known.workers)), "Count"))
    return found
