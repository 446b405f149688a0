"""Puts the data points into Cloud Monitoring: custom metrics of the resource `global` with the labels stack and pool.

Sources: "Create user-defined metrics with the API" (names, labels, one point in a time series per request, 200 time
series in one) and "Scale based on Monitoring metrics" (gauges of numbers, published at least each minute).
"""
from __future__ import annotations

import re
import time
from typing import Any, Dict, List

import airflow_cdktf_google as google
from airflow_cdktf.metrics_plan import Plan, Pool, wrong
from airflow_cdktf.metrics_rules import Point
from airflow_cdktf.told import Told

API = "https://monitoring.googleapis.com/v3"
FOLDER = "custom.googleapis.com/airflow_cdktf/"
#: timeSeries.create takes no more.
BATCH = 200
#: The autoscaler divides this by the tasks that one machine runs at once, see autoscaler.ts.
TASKS = "Tasks"


class Monitoring:
    """A publisher of airflow_cdktf.metrics. Raises ValueError for a plan of another shape."""

    orders, place = "Orders", "Cloud Monitoring"

    def __init__(self, plan: Plan, _told: Told) -> None:
        self._pools = plan.pools
        self._client = google.Google()
        try:
            self._project = str(plan.given["project"])
            self._stack = str(plan.given["stack"])
        except KeyError as error:
            raise wrong(error) from None

    def desired(self) -> None:
        """The autoscaler knows, and needs no help of ours."""

    def publish(self, points: List[Point]) -> None:
        """Raises airflow_cdktf_google.Refused."""
        found = self.shown(points)
        for start in range(0, len(found), BATCH):
            body = {"timeSeries": found[start : start + BATCH]}
            self._client.ask("POST", "%s/projects/%s/timeSeries" % (API, self._project), body)

    def shown(self, points: List[Point]) -> List[Dict[str, Any]]:
        now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        return [series(point, self._project, self._stack, now) for point in [*points, *tasks(points, self._pools)]]

    def words(self, error: Exception) -> str:
        return str(error).splitlines()[0] if str(error) else type(error).__name__


def tasks(points: List[Point], pools: List[Pool]) -> List[Point]:
    """What waits and runs, by pool. The autoscaler counts in tasks, and airflow_cdktf.metrics_rules in workers: where
    it wants more of them, because some only finish what they have, this is as many tasks as needs those."""
    known = {(point.pool, point.name): point.value for point in points}
    return [
        Point(TASKS, max(known[pool.name, "Queued"] + known[pool.name, "Running"], more), "Count", pool.name)
        for pool in pools
        if (needed := known.get((pool.name, "WorkersNeeded"))) is not None
        for more in [(needed - 1) * pool.slots + 1 if needed > pool.least else 0]
    ]


def series(point: Point, project: str, stack: str, now: str) -> Dict[str, Any]:
    """As timeSeries.create takes it."""
    labels = {"stack": stack, "pool": point.pool} if point.pool else {"stack": stack}
    return {
        "metric": {"type": FOLDER + metric(point.name), "labels": labels},
        "resource": {"type": "global", "labels": {"project_id": project}},
        "metricKind": "GAUGE",
        "valueType": "DOUBLE",
        "points": [{"interval": {"endTime": now}, "value": {"doubleValue": float(point.value)}}],
    }


def metric(name: str) -> str:
    """`oldest_queued_seconds` of OldestQueuedSeconds."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()
