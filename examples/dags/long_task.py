"""
Rehearse a deployment under load: trigger this DAG, deploy while it runs, and see its tasks finish.

    airflow dags trigger long_task --conf '{"seconds": 60, "queues": ["training"]}'

Prints a line every second, so the log of a running task can be watched too.
"""

from __future__ import annotations

import socket
import time

from example_helpers.airflow_names import AirflowSkipException, Param, dag, task
from example_helpers.queues import declared_queues, task_id

QUEUES = declared_queues()


@dag(
    schedule=None,
    catchup=False,
    params={
        "seconds": Param(60, type="integer", minimum=1),
        "queues": Param(QUEUES, type="array", items={"type": "string", "enum": QUEUES}, examples=QUEUES),
    },
    tags=["example"],
    doc_md=__doc__,
)
def long_task():
    @task
    def sleep(queue: str, params: dict | None = None) -> None:
        if queue not in params["queues"]:
            raise AirflowSkipException(f"queue {queue} is not among the queues of this run: {params['queues']}")
        host, start = socket.gethostname(), time.monotonic()
        for second in range(1, params["seconds"] + 1):
            # Against the start, so that the lines do not add up to more than the seconds asked for.
            time.sleep(max(0.0, start + second - time.monotonic()))
            print(f"second {second} of {params['seconds']} on {host}", flush=True)

    # A task's queue is fixed when the DAG is parsed, before a run has params: hence one task per queue.
    for queue in QUEUES:
        sleep.override(task_id=task_id("sleep", queue), queue=queue)(queue)


long_task()
