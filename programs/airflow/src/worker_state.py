"""Loaded into the Celery worker by `AIRFLOW__CELERY__EXTRA_CELERY_CONFIG={"imports": ["worker_state"]}`.

Importing it connects one signal and nothing else: the worker's children have it too, and other processes may.
The signal fires in a worker's main process only.
"""
from __future__ import annotations

from typing import Any, Optional

from celery import bootsteps, signals

from airflow_cdktf import away_gate, away_start, drain_request, worker_extensions, worker_once, worker_reconnect
from airflow_cdktf import worker_results
from airflow_cdktf.worker_monitor import WorkerMonitor

_monitor: Optional[WorkerMonitor] = None


class WorkerStateStep(bootsteps.StartStopStep):
    """Starts the monitor after the pool has forked its children and before the consumer connects."""

    requires = ("celery.worker.components:Pool",)

    def start(self, worker: Any) -> None:
        global _monitor
        if _monitor is None:
            worker_reconnect.install(worker)
            # Weak receivers would be collected: Celery keeps none of its own.
            _monitor = WorkerMonitor(worker)
            signals.task_received.connect(_monitor.count_received, weak=False)
            signals.worker_shutdown.connect(_monitor.stopped, weak=False)
            _monitor.start()
            away_gate.start(worker, _monitor)
            worker_extensions.start(worker, _monitor)

    def stop(self, worker: Any) -> None:
        """The monitor goes on: what a drain does is what people want to see."""


def _answer_short_name(app: Any) -> None:
    """Celery provider 3.17 under Airflow 2 sends `execute_command` but registers it with its module's name, so that
    every task is discarded ("Received unregistered task"). Releases that register the short name are left alone."""
    short = "execute_command"
    long = "airflow.providers.celery.executors.celery_executor_utils." + short
    if long in app.tasks and short not in app.tasks:
        app.task(name=short)(app.tasks[long].run)


@signals.worker_init.connect(weak=False)
def _prepare(sender: Any, **_: Any) -> None:
    _answer_short_name(sender.app)
    away_start.install(sender.app)
    worker_once.guard(sender.app)
    drain_request.forget_old()
    worker_results.outlive_the_database()
    sender.app.steps["worker"].add(WorkerStateStep)
