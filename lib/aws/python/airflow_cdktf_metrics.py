"""Publishes every half minute how much work waits and how many workers it needs, for alarms and scaling.

`python airflow_cdktf_metrics.py [--once]`; `--once` prints the data points as JSON instead of publishing them.
Environment: AIRFLOW_CDKTF_METRICS, AWS_REGION, [database] sql_alchemy_conn and [celery] broker_url as Airflow has them.
Small on purpose: it imports no Airflow. It never gives up: what it cannot learn now it does not publish now.
"""
from __future__ import annotations

import faulthandler
import json
import logging
import os
import signal
import sys
import time
from typing import Any, Callable, List, NoReturn, Optional, TypeVar

from airflow_cdktf import database, settings
from airflow_cdktf_aws import client, metrics_database, metrics_plan, metrics_rules
from airflow_cdktf_aws.metrics_broker import Broker
from airflow_cdktf_aws.metrics_cloudwatch import Aws, datum
from airflow_cdktf_aws.told import Told

log = logging.getLogger("airflow_cdktf.metrics")

Answer = TypeVar("Answer")

#: Every question gives up sooner. A driver that waits for ever all the same ends the program: ECS starts it again.
HANG_SECONDS = 120


class Metrics:
    """Three sources, each of which may be away."""

    def __init__(self, plan: metrics_plan.Plan) -> None:
        self._plan = plan
        self._aws = Aws()
        self._broker: Optional[Broker] = None
        self._told = Told(log)

    def look(self) -> List[metrics_rules.Point]:
        tasks = self._try("Metadata database", self._tasks)
        queues = sorted({*self._plan.queues, *(tasks.queues if tasks else ())})
        workers = self._try("Broker", lambda: self._workers(queues))
        desired = self._try("ECS", self._desired)
        if tasks is not None and tasks.scheduler_seconds is None:
            self._told.trouble("Schedulers", "none runs, says the metadata database")
        elif tasks is not None:
            self._told.well("Schedulers")
        return metrics_rules.points(self._plan, metrics_rules.Known(tasks, workers, desired))

    def publish(self, points: List[metrics_rules.Point]) -> None:
        self._try("CloudWatch", lambda: self._aws.publish(self._plan.namespace, points))

    def _tasks(self) -> metrics_rules.Tasks:
        return metrics_database.ask(database.parse(settings.option("database", "sql_alchemy_conn") or ""))

    def _workers(self, queues: List[str]) -> metrics_rules.Workers:
        if self._broker is None:
            prefix = settings.option("celery_broker_transport_options", "global_keyprefix") or ""
            self._broker = Broker(settings.option("celery", "broker_url") or "", prefix)
        return self._broker.ask(queues)

    def _desired(self) -> "dict[str, int]":
        found = self._aws.desired(self._plan)
        missing = [pool.service for pool in self._plan.pools if pool.service not in found]
        if missing:
            self._told.trouble("Services of ECS", "%s not found in %s" % (", ".join(missing), self._plan.cluster))
        else:
            self._told.well("Services of ECS")
        return found

    def _try(self, thing: str, ask: Callable[[], Answer]) -> Optional[Answer]:
        try:
            answer = ask()
        except Exception as error:  # Each client has its own errors, and none of them may end this program.
            self._told.trouble(thing, client.words(error))
            return None
        self._told.well(thing)
        return answer


def _stop(*_: Any) -> NoReturn:
    sys.exit(0)


def main(arguments: List[str]) -> int:
    logging.basicConfig(level=logging.INFO, format="%(asctime)s metrics: %(message)s", stream=sys.stderr)
    logging.getLogger("botocore").setLevel(logging.ERROR)
    try:
        plan = metrics_plan.read(os.environ.get("AIRFLOW_CDKTF_METRICS") or "")
    except ValueError as error:
        log.error("%s", error)
        return 2
    metrics = Metrics(plan)
    if arguments == ["--once"]:
        print(json.dumps([datum(point) for point in metrics.look()], indent=1))
        return 0
    signal.signal(signal.SIGTERM, _stop)
    log.info("every %.0f s into %s: pools %s", plan.every, plan.namespace, ", ".join(p.name for p in plan.pools))
    while True:
        began = time.monotonic()
        faulthandler.dump_traceback_later(HANG_SECONDS, exit=True)
        metrics.publish(metrics.look())
        faulthandler.cancel_dump_traceback_later()
        time.sleep(max(1.0, plan.every - (time.monotonic() - began)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
