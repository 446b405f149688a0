"""A target's own parts of the worker: modules named by AIRFLOW_CDKTF_WORKER_EXTENSIONS, separated by commas.

Each has `start(worker, monitor)`, called in the worker's main process after its pool is there and before its consumer
connects. It may take its time there: no task arrives before it returns. Later it may use `monitor.add_publisher`,
`monitor.hold` and `monitor.resume` from a thread of its own.
"""
from __future__ import annotations

import importlib
import logging
import os
import threading
import time
from typing import Any, Callable, List

log = logging.getLogger("airflow_cdktf.worker_state")

VARIABLE = "AIRFLOW_CDKTF_WORKER_EXTENSIONS"
#: EX_CONFIG.
EXIT_EXTENSION = 78
_TICK_SECONDS = 1.0


def names() -> List[str]:
    return [name.strip() for name in os.environ.get(VARIABLE, "").split(",") if name.strip()]


def every_second(tick: Callable[[], None], name: str, failure: str) -> None:
    """Calls `tick` for ever in a thread `airflow-cdktf-NAME`; a call that fails is logged with `failure`, and the next one
    comes all the same. A daemon: it must never keep a worker from ending."""

    def run() -> None:
        while True:
            try:
                tick()
            except Exception:
                log.exception(failure)
            time.sleep(_TICK_SECONDS)

    threading.Thread(target=run, name="airflow-cdktf-%s" % name, daemon=True).start()


def start(worker: Any, monitor: Any) -> None:
    """Raises SystemExit, which ends the worker, where one of them cannot start: it may be what protects tasks."""
    for name in names():
        try:
            importlib.import_module(name).start(worker, monitor)
        except Exception as error:
            log.critical(
                "Worker ends without taking a task: its extension %s (%s) cannot start: %r",
                name,
                VARIABLE,
                error,
                exc_info=True,
            )
            raise SystemExit(EXIT_EXTENSION)
