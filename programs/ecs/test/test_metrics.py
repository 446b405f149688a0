"""What the metrics program asks ECS, and what it gives to CloudWatch."""
from __future__ import annotations

import json
import logging
import unittest
from typing import Any, Dict, List
from unittest import mock

import context  # noqa: F401
from airflow_cdktf import metrics_plan
from airflow_cdktf.metrics_rules import Point
from airflow_cdktf.told import Told
from airflow_cdktf_aws import ecs_service, metrics_cloudwatch

log = logging.getLogger("airflow_cdktf.metrics")

POOL = {"queues": ["default"], "slots": 16, "min": 0, "max": 10}
PLAN = {
    "namespace": "Airflow/acme",
    "cluster": "acme",
    "every": 30,
    "pools": [{"pool": name, "service": "worker-" + name, **POOL} for name in ("default", "reports")],
}


def aws(plan: Any = PLAN) -> metrics_cloudwatch.Aws:
    return metrics_cloudwatch.Aws(metrics_plan.read(json.dumps(plan)), Told(log))


class EcsTest(unittest.TestCase):
    def test_ten_services_in_one_question(self) -> None:
        asked: List[List[str]] = []

        def describe(cluster: str, services: List[str]) -> Dict[str, Any]:
            asked.append(services)
            return {"services": [{"serviceName": name, "desiredCount": 1} for name in services]}

        names = ["s%d" % number for number in range(23)]
        seen = ecs_service.describe(mock.Mock(describe_services=describe), "acme", names)
        self.assertEqual(([len(one) for one in asked], sorted(seen)), ([10, 10, 3], sorted(names)))

    def test_wanted_tasks_by_pool(self) -> None:
        answer = {"services": [{"serviceName": "worker-default", "desiredCount": 2}]}
        client = mock.Mock(describe_services=mock.Mock(return_value=answer))
        with mock.patch.object(metrics_cloudwatch.client, "make", return_value=client):
            with self.assertLogs(log) as logged:
                self.assertEqual(aws().desired(), {"default": 2})
        self.assertIn("Services of ECS: worker-reports not found in acme", logged.output[0])


class CloudWatchTest(unittest.TestCase):
    def test_all_points_in_one_call(self) -> None:
        client = mock.Mock()
        with mock.patch.object(metrics_cloudwatch.client, "make", return_value=client):
            aws().publish([Point("Queued", 1, "Count", "default"), Point("QueuesWithoutConsumer", 0, "Count")])
        given = client.put_metric_data.call_args.kwargs
        self.assertEqual(given["Namespace"], "Airflow/acme")
        self.assertEqual(given["MetricData"][0]["Dimensions"], [{"Name": "Pool", "Value": "default"}])
        self.assertNotIn("Dimensions", given["MetricData"][1])

    def test_a_plan_without_a_cluster(self) -> None:
        with self.assertRaisesRegex(ValueError, "another shape: KeyError\\('cluster'\\)"):
            aws({key: value for key, value in PLAN.items() if key != "cluster"})


if __name__ == "__main__":
    unittest.main()
