"""How much work waits and how many workers it needs, looked at in a rhythm and given to a target's publisher.

Environment: AIRFLOW_CDKTF_METRICS, [database] sql_alchemy_conn and [celery] broker_url as Airflow has them.
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
from typing import Any, Callable, Dict, List, NoReturn, Optional, Protocol, TypeVar

from . import database, metrics_database, metrics_plan, metrics_rules, redis_client, settings
from .metrics_broker import Broker
from .told import Told

log = logging.getLogger("airflow_cdktf.metrics")

Answer = TypeVar("Answer")

#: Every question gives up sooner. A driver that waits for ever all the same ends the program, which is started again.
HANG_SECONDS = 120


class Publisher(Protocol):
    """A target's part. Its methods may raise anything."""

    orders: str
    """Who knows how many workers are wanted, for messages."""
    place: str
    """Where points go, for messages."""

    def desired(self) -> Optional[Dict[str, int]]:
        """Workers that were asked for, by pool; None where the target does not tell."""

    def publish(self, points: List[metrics_rules.Point]) -> None:
        """All of them, of one look."""

    def shown(self, points: List[metrics_rules.Point]) -> Any:
        """What it would send, for people."""

    def words(self, error: Exception) -> str:
        """One line, the same each time that the same goes wrong."""


class Metrics:
    """Three sources, each of which may be away."""

    def __init__(self, plan: metrics_plan.Plan, publisher: Publisher, told: Told) -> None:
        self._plan = plan
        self._publisher = publisher
        self._broker: Optional[Broker] = None
        self._told = told

    def look(self) -> List[metrics_rules.Point]:
        tasks = self._try("Metadata database", self._tasks)
        queues = sorted({*self._plan.queues, *(tasks.queues if tasks else ())})
        workers = self._try("Broker", lambda: self._workers(queues))
        desired = self._try(self._publisher.orders, self._publisher.desired)
        if tasks is not None and tasks.scheduler_seconds is None:
            self._told.trouble("Schedulers", "none runs, says the metadata database")
        elif tasks is not None:
            self._told.well("Schedulers")
        return metrics_rules.points(self._plan, metrics_rules.Known(tasks, workers, desired))

    def publish(self, points: List[metrics_rules.Point]) -> None:
        self._try(self._publisher.place, lambda: self._publisher.publish(points))

    def _tasks(self) -> metrics_rules.Tasks:
        return metrics_database.ask(database.parse(settings.option("database", "sql_alchemy_conn") or ""))

    def _workers(self, queues: List[str]) -> metrics_rules.Workers:
        if self._broker is None:
            self._broker = Broker(*redis_client.own("airflow-cdktf-metrics"))
        return self._broker.ask(queues)

    def _try(self, thing: str, ask: Callable[[], Answer]) -> Optional[Answer]:
        try:
            answer = ask()
        except Exception as error:  # Each client has its own errors, and none of them may end this program.
            self._told.trouble(thing, self._publisher.words(error))
            return None
        self._told.well(thing)
        return answer


def _stop(*_: Any) -> NoReturn:
    sys.exit(0)


def main(arguments: List[str], publisher: Callable[[metrics_plan.Plan, Told], Publisher]) -> int:
    """`--once` prints what one look would publish, and publishes nothing."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s metrics: %(message)s", stream=sys.stderr)
    told = Told(log)
    try:
        plan = metrics_plan.read(os.environ.get("AIRFLOW_CDKTF_METRICS") or "")
        made = publisher(plan, told)
    except ValueError as error:
        log.error("%s", error)
        return 2
    metrics = Metrics(plan, made, told)
    if arguments == ["--once"]:
        print(json.dumps(made.shown(metrics.look()), indent=1))
        return 0
    signal.signal(signal.SIGTERM, _stop)
    log.info("every %.0f s to %s: pools %s", plan.every, made.place, ", ".join(pool.name for pool in plan.pools))
    while True:
        began = time.monotonic()
        faulthandler.dump_traceback_later(HANG_SECONDS, exit=True)
        metrics.publish(metrics.look())
        faulthandler.cancel_dump_traceback_later()
        time.sleep(max(1.0, plan.every - (time.monotonic() - began)))
