"""Keeps what runs through a lost broker connection.

Celery's consumer, on Redis, forgets running tasks when it reconnects, with three effects seen on 5.6.2 and 5.6.3:
it gives their messages back to the queue, where another worker starts them a second time (Airflow 2 then fails the
one that runs); it forgets which child processes are busy, so that new tasks wait behind a long one although other
children idle; and it counts running tasks as none. Each function does nothing where Celery's insides look different.
"""
from __future__ import annotations

import functools
import logging
from typing import Any, Callable, List, Set

log = logging.getLogger("airflow_cdktf.worker_state")

#: Seconds for each answer on a connection that counts as lost. The longest question that may be under way takes one.
LAST_ANSWER_SECONDS = 3.0
#: Longest pause between two tries to connect; the first is of 2 s. Celery's grow to 30 s, in which nobody uses a broker
#: that is back.
PAUSE_SECONDS = 5.0


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


def take_fetched(connection: Any) -> List[str]:
    """Tags of messages that were fetched and that nothing runs. Celery gives them back while it closes the lost
    connection. That fails where the name still leads to a server that takes none, and they would stay away until the
    visibility timeout. Kombu's Redis transport only."""
    tags: List[str] = []
    for channel in list(getattr(getattr(connection, "_transport", None), "channels", None) or ()):
        qos = getattr(channel, "_qos", None)
        if hasattr(channel, "_in_poll") and qos is not None:
            qos._flush()  # Acknowledged ones leave.
            tags.extend(qos._delivered)
            qos._delivered.clear()
    return tags


def give_back(connection: Any, tags: List[str]) -> None:
    """On the new connection; raises its errors, and keeps the tags that are left."""
    while tags:
        connection.default_channel.qos.restore_by_tag(tags[-1], leftmost=True)
        tags.pop()


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
    """Wraps three steps of the reconnection in the worker's main process."""
    from celery.worker import state

    pool, consumer = worker.pool, worker.consumer
    inner = getattr(pool, "_pool", None)
    flush = getattr(pool, "flush", None)
    if not callable(flush) or not all(hasattr(inner, name) for name in ("_cache", "_busy_workers", "_all_inqueues")):
        log.warning("Celery's pool looks different: a reconnection to the broker may delay running tasks")
        return
    lost, connected = consumer.on_connection_error_after_connected, consumer.ensure_connected
    fetched: List[str] = []

    def on_lost(error: Any) -> None:
        kept = keep_messages(state.active_requests, consumer)
        log.warning("The broker is lost; %d running tasks go on", kept)
        try:
            fetched.extend(take_fetched(consumer.connection))
            bound_waits(consumer.connection)
        except Exception:
            log.exception("Celery's connection looks different: closing it may take long")
        lost(error)

    def ensure_connected(connection: Any) -> Any:
        again = functools.partial(connection.ensure_connection, interval_step=1, interval_max=PAUSE_SECONDS - 2)
        connection.ensure_connection = again
        made = connected(connection)
        give_back(made, fetched)
        return made

    def on_flush() -> None:
        keep_jobs(inner, flush)
        keep_requests()

    consumer.on_connection_error_after_connected = on_lost
    consumer.ensure_connected = ensure_connected
    pool.flush = on_flush
