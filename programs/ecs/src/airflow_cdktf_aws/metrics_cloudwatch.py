"""Reads the wanted number of tasks from ECS and puts the data points into CloudWatch."""
from __future__ import annotations

import logging
from typing import Any, Dict, List

from airflow_cdktf.metrics_plan import Plan, wrong
from airflow_cdktf.metrics_rules import Point
from airflow_cdktf.told import Told

from . import client, ecs_service

#: PutMetricData takes no more in one call.
BATCH = 1000


class Aws:
    """Makes its clients when they are first needed. Raises ValueError for a plan of another shape."""

    orders, place = "ECS", "CloudWatch"

    def __init__(self, plan: Plan, told: Told) -> None:
        logging.getLogger("botocore").setLevel(logging.ERROR)
        self._clients: Dict[str, Any] = {}
        self._told = told
        try:
            self._namespace = str(plan.given["namespace"])
            self._cluster = str(plan.given["cluster"])
            self._pools = {str(pool["service"]): str(pool["pool"]) for pool in plan.given["pools"]}
        except KeyError as error:
            raise wrong(error) from None

    def _client(self, service: str) -> Any:
        if service not in self._clients:
            self._clients[service] = client.make(service)
        return self._clients[service]

    def desired(self) -> Dict[str, int]:
        """Tasks that each pool's service should have. Raises botocore's errors."""
        found = ecs_service.describe(self._client("ecs"), self._cluster, list(self._pools))
        missing = [service for service in self._pools if service not in found]
        if missing:
            self._told.trouble("Services of ECS", "%s not found in %s" % (", ".join(missing), self._cluster))
        else:
            self._told.well("Services of ECS")
        return {self._pools[name]: int(service.get("desiredCount") or 0) for name, service in found.items()}

    def publish(self, points: List[Point]) -> None:
        data = self.shown(points)
        for start in range(0, len(data), BATCH):
            self._client("cloudwatch").put_metric_data(
                Namespace=self._namespace, MetricData=data[start : start + BATCH]
            )

    def shown(self, points: List[Point]) -> List[Dict[str, Any]]:
        return [datum(point) for point in points]

    def words(self, error: Exception) -> str:
        return client.words(error)


def datum(point: Point) -> Dict[str, Any]:
    """As PutMetricData takes it."""
    found: Dict[str, Any] = {"MetricName": point.name, "Value": float(point.value), "Unit": point.unit}
    return {**found, "Dimensions": [{"Name": "Pool", "Value": point.pool}]} if point.pool else found
