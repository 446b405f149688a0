"""What Celery's worker has to do at the moment."""
from __future__ import annotations

from typing import Any, List

from .worker_reconnect import busy_children


def slots(worker: Any) -> int:
    return int(getattr(worker, "max_concurrency", None) or worker.concurrency or 0)


def busy(worker: Any) -> int:
    """Tasks that run or wait in this worker. Celery's counters may forget running tasks when it loses the broker;
    the marks of busy children do not."""
    from celery.worker import state

    return max(len(state.active_requests), len(state.reserved_requests), busy_children(worker))


def running(worker: Any) -> int:
    from celery.worker import state

    return max(len(state.active_requests), busy_children(worker))


def stopping(worker: Any) -> bool:
    """SIGTERM or its like has arrived."""
    from celery.bootsteps import CLOSE, TERMINATE
    from celery.worker import state

    asked = any(flag is not None and flag is not False for flag in (state.should_stop, state.should_terminate))
    return asked or worker.blueprint.state in (CLOSE, TERMINATE)


def names() -> List[str]:
    """Ids of the running tasks, as Celery's and Airflow's logs call them."""
    from celery.worker import state

    return sorted(str(request.id) for request in list(state.active_requests))
