"""
Run one task on every declared queue and report which worker ran it.

A queue that no worker consumes shows as a task that stays queued, until Airflow gives up on it
(`[scheduler] task_queued_timeout`, 10 minutes by default) and the report names it.
"""

from __future__ import annotations

import socket

from example_helpers.airflow_names import dag, task
from example_helpers.queues import declared_queues, task_id


@dag(schedule=None, catchup=False, default_args={"retries": 0}, tags=["example"], doc_md=__doc__)
def queue_probe():
    @task
    def probe() -> str:
        return socket.gethostname()

    # all_done: the report is wanted most when a probe failed.
    @task(trigger_rule="all_done")
    def report(hosts: dict[str, str | None]) -> dict[str, str]:
        width = max(map(len, hosts))
        for queue, host in hosts.items():
            print(f"{queue:{width}}  {host or 'NO WORKER'}")
        missing = [queue for queue, host in hosts.items() if host is None]
        if missing:
            raise RuntimeError(f"no worker ran the task of: {', '.join(missing)}")
        return hosts

    report({queue: probe.override(task_id=task_id("probe", queue), queue=queue)() for queue in declared_queues()})


queue_probe()
