"""Reads the wanted number of tasks from ECS and puts the data points into CloudWatch."""
from __future__ import annotations

from typing import Any, Dict, List

from . import client, ecs_service
from .metrics_plan import Plan
from .metrics_rules import Point

#: PutMetricData takes no more in one call.
BATCH = 1000


class Aws:
    """Makes its clients when they are first needed."""

    def __init__(self) -> None:
        self._clients: Dict[str, Any] = {}

    def _client(self, service: str) -> Any:
        if service not in self._clients:
            self._clients[service] = client.make(service)
        return self._clients[service]

    def desired(self, plan: Plan) -> Dict[str, int]:
        """Tasks that each service should have. Raises botocore's errors."""
        names = [pool.service for pool in plan.pools]
        found = ecs_service.describe(self._client("ecs"), plan.cluster, names)
        return {name: int(service.get("desiredCount") or 0) for name, service in found.items()}

    def publish(self, namespace: str, points: List[Point]) -> None:
        for start in range(0, len(points), BATCH):
            data = [datum(point) for point in points[start : start + BATCH]]
            self._client("cloudwatch").put_metric_data(Namespace=namespace, MetricData=data)


def datum(point: Point) -> Dict[str, Any]:
    """As PutMetricData takes it."""
    found: Dict[str, Any] = {"MetricName": point.name, "Value": float(point.value), "Unit": point.unit}
    return {**found, "Dimensions": [{"Name": "Pool", "Value": point.pool}]} if point.pool else found
