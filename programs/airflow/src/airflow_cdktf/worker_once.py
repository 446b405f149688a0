"""Airflow 2: a message that comes a second time, as it may after a failover of the broker, is left alone while its task
runs. Airflow itself notes the second worker as the task's before it sees that the task runs, and so ends the first one.
Airflow 3 refuses the second by itself, and its Celery provider takes that for no fault of the task."""
from __future__ import annotations

import logging
from typing import Any, Callable, Optional, Sequence, Tuple

from . import database, settings

log = logging.getLogger("airflow_cdktf.worker_state")

#: What the task is called in messages, see worker_state; both run the same.
TASKS = ("execute_command", "airflow.providers.celery.executors.celery_executor_utils.execute_command")

STATE = "SELECT state FROM task_instance WHERE dag_id = %s AND task_id = %s AND run_id = %s AND map_index = %s"


def guard(app: Any) -> None:
    """Before the worker's children are made."""
    for name in TASKS:
        if name in app.tasks:
            app.tasks[name].run = once(app.tasks[name].run)


def once(run: Callable[[Sequence[str]], Any]) -> Callable[[Sequence[str]], Any]:
    def execute_command(command_to_exec: Sequence[str]) -> Any:
        if _runs(command_to_exec):
            from celery.exceptions import Ignore

            log.warning("The task runs already, and its message came a second time: %s", " ".join(command_to_exec))
            raise Ignore()
        return run(command_to_exec)

    return execute_command


def key(command: Sequence[str]) -> Optional[Tuple[str, str, str, int]]:
    """Which task a command of the shape `airflow tasks run DAG TASK RUN [options]` runs."""
    words = list(command)
    if words[:3] != ["airflow", "tasks", "run"] or len(words) < 6:
        return None
    index = int(words[words.index("--map-index") + 1]) if "--map-index" in words else -1
    return words[3], words[4], words[5], index


def _runs(command: Sequence[str]) -> bool:
    asked = key(command)
    if asked is None:
        return False
    try:
        connection = database.connect(database.parse(settings.option("database", "sql_alchemy_conn") or ""))
        try:
            row = database.one(connection, STATE, asked)
        finally:
            connection.close()
    except Exception as error:  # Each driver has its own errors. Airflow itself is asked next.
        log.warning("Whether the task runs already is not known: %s", error)
        return False
    return row is not None and row[0] == "running"
