"""What the metrics program gives to Cloud Monitoring."""
from __future__ import annotations

import json
import logging
import unittest
from typing import Any, Dict, List

from fake_google import PROJECT, GoogleTest, refused

import airflow_cdktf_google as google
from airflow_cdktf import metrics_plan
from airflow_cdktf.metrics_rules import Known, Load, Point, Tasks, Workers, points
from airflow_cdktf.told import Told
from airflow_cdktf_gcp import metrics_monitoring

GIVEN = {
    "project": PROJECT,
    "stack": "acme",
    "every": 30,
    "pools": [
        {"pool": "gpu", "queues": ["gpu"], "slots": 4, "min": 1, "max": 10},
        {"pool": "cpu", "queues": ["cpu"], "slots": 16, "min": 0, "max": 2},
    ],
}
PLAN = metrics_plan.read(json.dumps(GIVEN))


def counted(workers: Any = None, **loads: Any) -> Dict[str, float]:
    """Tasks that the autoscaler is told of, by pool."""
    tasks = Tasks({name: Load(*load) for name, load in loads.items()}, 1.0)
    found = points(PLAN, Known(tasks, workers, None))
    return {str(point.pool): point.value for point in metrics_monitoring.tasks(found, PLAN.pools)}


class TasksTest(unittest.TestCase):
    def test_what_waits_and_runs(self) -> None:
        self.assertEqual(counted(gpu=(3, 6, 1)), {"gpu": 9, "cpu": 0})

    def test_beyond_the_limit_of_the_pool(self) -> None:
        self.assertEqual(counted(cpu=(100, 32, 1))["cpu"], 132)

    def test_an_idle_pool_has_none_whatever_its_least_size(self) -> None:
        self.assertEqual(counted(), {"gpu": 0, "cpu": 0})

    def test_workers_that_only_finish_ask_for_others(self) -> None:
        self.assertEqual(counted(Workers({}, {"gpu": 1}), gpu=(0, 3, 0))["gpu"], 5)

    def test_nothing_is_concluded_while_the_database_is_away(self) -> None:
        self.assertEqual(metrics_monitoring.tasks(points(PLAN, Known(None, None, None)), PLAN.pools), [])


class MonitoringTest(GoogleTest):
    def setUp(self) -> None:
        super().setUp()
        self.use(metrics_monitoring, API=self.url + "/v3")
        self.told = Told(logging.getLogger("airflow_cdktf.metrics"))
        self.monitoring = metrics_monitoring.Monitoring(PLAN, self.told)

    def test_a_time_series_as_the_autoscaler_looks_for_it(self) -> None:
        found: List[Point] = [Point("Queued", 2, "Count", "gpu"), Point("Running", 1.5, "Count", "gpu")]
        self.monitoring.publish([*found, Point("WorkersNeeded", 1, "Count", "gpu")])
        tasks = self.google.series[-1]
        self.assertEqual(
            tasks["metric"],
            {"type": "custom.googleapis.com/airflow_cdktf/tasks", "labels": {"stack": "acme", "pool": "gpu"}},
        )
        self.assertEqual(tasks["resource"], {"type": "global", "labels": {"project_id": PROJECT}})
        self.assertEqual((tasks["metricKind"], tasks["points"][0]["value"]), ("GAUGE", {"doubleValue": 3.5}))
        self.assertRegex(tasks["points"][0]["interval"]["endTime"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")

    def test_names_and_labels_of_the_stack_itself(self) -> None:
        self.monitoring.publish([Point("QueuesWithoutConsumer", 0, "Count")])
        self.assertEqual(
            self.google.series[0]["metric"],
            {"type": "custom.googleapis.com/airflow_cdktf/queues_without_consumer", "labels": {"stack": "acme"}},
        )

    def test_no_more_than_two_hundred_in_one_request(self) -> None:
        self.monitoring.publish([Point("Queued", 1, "Count", "p%d" % number) for number in range(201)])
        self.assertEqual(len([one for one in self.google.requests if "timeSeries" in one]), 2)
        self.assertEqual(len(self.google.series), 201)

    def test_a_refusal_in_googles_words(self) -> None:
        self.google.refuse.append(refused(403, "PERMISSION_DENIED", "Permission monitoring.timeSeries.create denied"))
        with self.assertRaises(google.Refused) as caught:
            self.monitoring.publish([Point("QueuesWithoutConsumer", 0, "Count")])
        self.assertEqual(self.monitoring.words(caught.exception), "Permission monitoring.timeSeries.create denied")

    def test_a_plan_without_a_project(self) -> None:
        plan = metrics_plan.read(json.dumps({**GIVEN, "project": "x"}))
        del plan.given["project"]
        with self.assertRaisesRegex(ValueError, "another shape"):
            metrics_monitoring.Monitoring(plan, self.told)


if __name__ == "__main__":
    unittest.main()
