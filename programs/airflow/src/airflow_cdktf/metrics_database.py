"""One question to the metadata database: tasks by queue and state, and the newest heartbeat of a scheduler."""
from __future__ import annotations

from typing import Dict

from . import database
from .metrics_rules import Load, Tasks

#: Seconds that an answer may take.
TIMEOUT = 10

_AGE = {
    "postgresql": "EXTRACT(EPOCH FROM (CURRENT_TIMESTAMP - %s))",
    "mysql": "(UNIX_TIMESTAMP(NOW(6)) - UNIX_TIMESTAMP(%s))",
}
#: MySQL groups names that differ in their capitals; Celery does not.
_QUEUE = {"postgresql": "queue", "mysql": "CONVERT(queue USING utf8mb4) COLLATE utf8mb4_bin"}


def statement(dialect: str) -> str:
    """By the database's own clock. The states are indexed, and few rows have them."""
    age, queue = _AGE[dialect], _QUEUE[dialect]
    return (
        "SELECT %s, state, COUNT(*), %s FROM task_instance"
        " WHERE state IN ('queued', 'running') GROUP BY %s, state"
        " UNION ALL SELECT NULL, 'scheduler', COUNT(*), %s FROM job"
        " WHERE job_type = 'SchedulerJob' AND state = 'running'"
        % (queue, age % "MIN(queued_dttm)", queue, age % "MAX(latest_heartbeat)")
    )


def ask(address: database.Address) -> Tasks:
    """On a connection of its own each time: the database may have moved. Raises the driver's own errors."""
    connection = database.connect(address, TIMEOUT)
    try:
        rows = database.every(connection, statement(address.dialect))
    finally:
        connection.close()
    queues: Dict[str, Load] = {}
    scheduler = None
    for queue, state, count, seconds in rows:
        if state == "scheduler":
            scheduler = None if seconds is None else max(0.0, float(seconds))
            continue
        load = queues.get(str(queue), Load())
        if state == "queued":
            load = load._replace(queued=int(count), oldest_seconds=max(0.0, float(seconds or 0)))
        else:
            load = load._replace(running=int(count))
        queues[str(queue)] = load
    return Tasks(queues, scheduler)
