"""How a task of 3.x starts while its webserver is away.

Airflow asks the execution API to start the task, and where that fails the Celery task fails, and with it the task. Here
a request that never left gives the message back to its queue. One that may have arrived is repeated by the same process,
for twice as long as any other request of a task, before its message goes back: the webserver knows a start by host and
process, and one by another process would be refused as "already running", with nobody left to run the task (a paused
webserver does what it has received once it goes on).
"""
from __future__ import annotations

import logging
import os
import random
import time
from typing import Any, Callable

from . import away_ask, away_errors, away_gate, away_running

log = logging.getLogger("airflow_cdktf.worker_state")

TASK = "execute_workload"
#: Tries of a request that never left, before the message goes back.
TRIES = 3
#: Seconds between two tries, at most.
LONGEST_WAIT = 5.0
#: Seconds for which other requests are repeated, where the deployment does not say.
SECONDS = 60.0


class NotStarted(Exception):
    """The webserver was away, and does not know of this start."""


def install(app: Any) -> None:
    """In the main process, before its children are forked. Does nothing on 2.11."""
    if not away_ask.address() or TASK not in app.tasks:
        return
    from celery.exceptions import Reject

    task = app.tasks[TASK]
    run = task.run

    def patient_run(*given: Any, **named: Any) -> Any:
        away_running.prepare(start)
        try:
            return run(*given, **named)
        except NotStarted as why:
            # No result is written, which the scheduler would read as a failure of the task.
            raise Reject("goes back to its queue: %s" % why, requeue=True)

    task.run = patient_run


def start(once: Callable[[], Any]) -> Any:
    """Runs `once`, which asks the webserver to start the task, until it is answered."""
    limit = 2 * float(os.environ.get(away_running.VARIABLE) or SECONDS)
    return repeated(once, limit, away_gate.hint, time.sleep, time.monotonic)


def repeated(
    once: Callable[[], Any],
    seconds: float,
    hint: Callable[[str], None],
    sleep: Callable[[float], None],
    clock: Callable[[], float],
) -> Any:
    """Raises NotStarted where no request left, or none was answered for `seconds`; what the webserver answers; its own
    failure after `seconds`."""
    begun, tries, arrived = clock(), 0, False
    while True:
        try:
            return once()
        except Exception as error:
            kind = away_errors.kind(error)
            late = clock() - begun >= seconds
            if kind == away_errors.ANSWERED or (kind == away_errors.FAULT and late):
                raise
            tries += 1
            arrived = arrived or kind != away_errors.UNSENT
            reason = str(error) or type(error).__name__
            hint(reason)
            if late or (not arrived and tries >= TRIES):
                raise NotStarted(reason) from error
            log.warning("The webserver did not answer the start of a task (try %d): %s", tries, reason)
        sleep(min(LONGEST_WAIT, 2.0 ** (tries - 1)) * random.uniform(0.5, 1.0))
