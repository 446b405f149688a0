"""Keeps what runs through a lost broker connection.

Celery's consumer, on Redis, forgets running tasks when it reconnects, with three effects seen on 5.6.2 and 5.6.3:
it gives their messages back to the queue, where another worker starts them a second time (Airflow 2 then fails the
one that runs); it forgets which child processes are busy, so that new tasks wait behind a long one although other
children idle; and it counts running tasks as none. Each function does nothing where Celery's insides look different.
"""
from __future__ import annotations

import logging
from typing import Any, Callable, Set

log = logging.getLogger("airflow_cdktf.worker_state")

#: Seconds for each answer on a connection that counts as lost. The longest question that may be under way takes one.
LAST_ANSWER_SECONDS = 3.0


class LateChannel:
    """Stands in for a lost channel: acknowledges on whatever channel the consumer has by then. Celery's own would
    raise AttributeError on the lost one, which ends the worker ("Unrecoverable error")."""

    no_ack_consumers = None

    def __init__(self, consumer: Any) -> None:
        self._consumer = consumer

    def basic_ack(self, tag: str, multiple: bool = False) -> None:
        self._on_channel("basic_ack", tag)

    def basic_reject(self, tag: str, requeue: bool = False) -> None:
        self._on_channel("basic_reject", tag, requeue=requeue)

    def _on_channel(self, method: str, tag: str, **given: Any) -> None:
        try:
            getattr(self._consumer.task_consumer.channel, method)(tag, **given)
        except Exception as error:
            # The broker gives the message again after the visibility timeout; Airflow refuses what has already run.
            log.warning("A finished task could not be acknowledged: %r", error)


def bound_waits(connection: Any, seconds: float = LAST_ANSWER_SECONDS) -> None:
    """Lets no socket of a lost connection wait longer than this. To close it, kombu waits for the answer of the
    question for messages that is under way, and has no limit: where the broker went without a word (another address
    after a failover, a cut network) the worker waited for ever. The answer of a broker that is there may bring a
    message, so it is not skipped. Kombu's Redis transport only."""
    for channel in list(getattr(getattr(connection, "_transport", None), "channels", None) or ()):
        if not hasattr(channel, "_in_poll"):
            continue
        # Of the connections that the channel opens to give its messages back.
        channel.socket_timeout = channel.socket_connect_timeout = seconds
        for pool in (channel._pool, channel._async_pool):
            for link in (*getattr(pool, "_available_connections", ()), *getattr(pool, "_in_use_connections", ())):
                link.socket_timeout = link.socket_connect_timeout = seconds
                if link._sock is not None:
                    link._sock.settimeout(seconds)


def keep_messages(active: Any, consumer: Any) -> int:
    """Lets the broker keep the messages of running tasks as unacknowledged: they are acknowledged at their end, and
    come back after the visibility timeout if this worker dies."""
    kept = 0
    for request in list(active):
        message = getattr(request, "_message", None)
        delivered = getattr(getattr(getattr(message, "channel", None), "_qos", None), "_delivered", None)
        if delivered is not None and delivered.pop(message.delivery_tag, None) is not None:
            message.channel = LateChannel(consumer)
            kept += 1
    return kept


def keep_jobs(pool: Any, flush: Callable[[], None]) -> None:
    """Runs the pool's flush, and puts back the jobs that run and the marks of the children that run them. The flush
    reads the last results of children that ended: a finished job put back would never leave, and Celery's shutdown
    waits for all jobs to leave."""
    jobs = {key: job for key, job in pool._cache.items() if job._accepted and not job.ready()}
    busy = set(pool._busy_workers)
    flush()
    for key, job in jobs.items():
        if not job.ready():
            pool._cache.setdefault(key, job)
    pool._busy_workers.update(busy & set(pool._all_inqueues))


def keep_requests() -> None:
    """Running requests stay reserved, so that no more messages are fetched than there are free children."""
    from celery.worker import state

    for request in list(state.active_requests):
        state.requests[request.id] = request
        state.reserved_requests.add(request)


def busy_children(worker: Any) -> int:
    """Children that run a task. Unlike Celery's counters it outlives a reconnection."""
    return len(getattr(getattr(worker.pool, "_pool", None), "_busy_workers", ()))


def install(worker: Any) -> None:
    """Wraps two steps of the reconnection in the worker's main process."""
    from celery.worker import state

    pool, consumer = worker.pool, worker.consumer
    inner = getattr(pool, "_pool", None)
    flush = getattr(pool, "flush", None)
    if not callable(flush) or not all(hasattr(inner, name) for name in ("_cache", "_busy_workers", "_all_inqueues")):
        log.warning("Celery's pool looks different: a reconnection to the broker may delay running tasks")
        return
    lost = consumer.on_connection_error_after_connected

    def on_lost(error: Any) -> None:
        kept = keep_messages(state.active_requests, consumer)
        log.warning("The broker is lost; %d running tasks go on", kept)
        try:
            bound_waits(consumer.connection)
        except Exception:
            log.exception("Celery's connection looks different: closing it may take long")
        lost(error)

    def on_flush() -> None:
        keep_jobs(inner, flush)
        keep_requests()

    consumer.on_connection_error_after_connected = on_lost
    pool.flush = on_flush
