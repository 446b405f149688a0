"""Stops the worker's consumer and lets it consume again, always on the worker's own loop: no other thread may."""
from __future__ import annotations

from typing import Any, List


def connected(worker: Any) -> bool:
    """The worker's own connection to the broker stands."""
    connection = getattr(getattr(worker, "consumer", None), "connection", None)
    return bool(connection is not None and connection.connected)


def consumed(worker: Any, queues: List[str]) -> List[str]:
    """Those of the queues that the worker consumes now."""
    tasks = getattr(getattr(worker, "consumer", None), "task_consumer", None)
    return [] if tasks is None else [name for name in queues if tasks.consuming_from(name)]


def stop(worker: Any, queues: List[str]) -> None:
    """Called again and again: a reconnection empties the loop's list of work. A message that the broker hands out
    after this goes back to its queue (kombu)."""
    consumer, names = getattr(worker, "consumer", None), consumed(worker, queues)
    if consumer is not None and names:
        consumer.call_soon(_stop, consumer, names)


def take_up(worker: Any, queues: List[str]) -> None:
    """The opposite; called again and again for the same reason."""
    consumer = getattr(worker, "consumer", None)
    if consumer is not None and consumed(worker, queues) != queues:
        consumer.call_soon(_take_up, consumer, queues)


def _stop(consumer: Any, queues: List[str]) -> None:
    for queue in queues:
        consumer.cancel_task_queue(queue)


def _take_up(consumer: Any, queues: List[str]) -> None:
    # Celery adds a queue that it knows to the consumer only: after its next reconnection it would be forgotten.
    consumer.app.amqp.queues.select(queues)
    if consumer.task_consumer is not None:
        for queue in queues:
            consumer.add_task_queue(queue)
