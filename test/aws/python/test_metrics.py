"""The metrics program's sources: what it asks them, and what happens when one is away."""
from __future__ import annotations

import logging
import unittest
from typing import Any, Dict, List
from unittest import mock

import context  # noqa: F401
import airflow_cdktf_metrics as program
from airflow_cdktf_aws import ecs_service, metrics_broker, metrics_cloudwatch, metrics_database
from airflow_cdktf_aws.metrics_rules import Load, Point, Tasks, Workers
from airflow_cdktf_aws.told import Told
from metrics_case import DESIRED, PLAN, tasks


class DatabaseTest(unittest.TestCase):
    def ask(self, rows: List[tuple]) -> Tasks:
        with mock.patch.object(metrics_database.database, "connect"):
            with mock.patch.object(metrics_database.database, "every", return_value=rows):
                return metrics_database.ask(metrics_database.database.parse("postgresql://u:p@h/d"))

    def test_rows(self) -> None:
        seen = self.ask([("default", "queued", 2, 7.5), ("default", "running", 3, 99), (None, "scheduler", 1, 4)])
        self.assertEqual(seen, Tasks({"default": Load(2, 3, 7.5)}, 4.0))

    def test_nothing_runs(self) -> None:
        self.assertEqual(self.ask([(None, "scheduler", 0, None)]), Tasks({}, None))

    def test_a_clock_that_was_set_back(self) -> None:
        self.assertEqual(self.ask([("d", "queued", 1, -2), (None, "scheduler", 1, -1)]), Tasks({"d": Load(1)}, 0.0))

    def test_each_dialect_by_its_own_clock(self) -> None:
        self.assertIn("CURRENT_TIMESTAMP - MIN(queued_dttm)", metrics_database.statement("postgresql"))
        self.assertIn(
            "UNIX_TIMESTAMP(NOW(6)) - UNIX_TIMESTAMP(MAX(latest_heartbeat))", metrics_database.statement("mysql")
        )


class BrokerTest(unittest.TestCase):
    def test_a_plain_url(self) -> None:
        seen = metrics_broker.arguments("redis://h/2")
        self.assertEqual((seen["host"], seen["port"], seen["db"], seen["password"]), ("h", 6379, 2, None))
        self.assertNotIn("ssl", seen)

    def test_tls_as_kombu_writes_it(self) -> None:
        seen = metrics_broker.arguments("rediss://:t%2Fk@h:6380/0?ssl_cert_reqs=CERT_REQUIRED&ssl_ca_certs=/ca.pem")
        self.assertEqual(
            (seen["password"], seen["ssl_cert_reqs"], seen["ssl_ca_certs"]), ("t/k", "required", "/ca.pem")
        )
        for written, taken in (("CERT_NONE", "none"), ("optional", "optional")):
            self.assertEqual(metrics_broker.arguments("rediss://h?ssl_cert_reqs=%s" % written)["ssl_cert_reqs"], taken)
        self.assertEqual(metrics_broker.arguments("rediss://h")["ssl_cert_reqs"], "required")

    def test_another_broker_tells_nothing(self) -> None:
        with self.assertRaisesRegex(ValueError, "the broker is amqp"):
            metrics_broker.arguments("amqp://h")


class AwsTest(unittest.TestCase):
    def test_ten_services_in_one_question(self) -> None:
        asked: List[List[str]] = []

        def describe(cluster: str, services: List[str]) -> Dict[str, Any]:
            asked.append(services)
            return {"services": [{"serviceName": name, "desiredCount": 1} for name in services]}

        names = ["s%d" % number for number in range(23)]
        seen = ecs_service.describe(mock.Mock(describe_services=describe), "acme", names)
        self.assertEqual(([len(one) for one in asked], sorted(seen)), ([10, 10, 3], sorted(names)))

    def test_all_points_in_one_call(self) -> None:
        aws, client = metrics_cloudwatch.Aws(), mock.Mock()
        with mock.patch.object(metrics_cloudwatch.client, "make", return_value=client):
            aws.publish(
                "Airflow/acme", [Point("Queued", 1, "Count", "default"), Point("QueuesWithoutConsumer", 0, "Count")]
            )
        given = client.put_metric_data.call_args.kwargs
        self.assertEqual(given["Namespace"], "Airflow/acme")
        self.assertEqual(given["MetricData"][0]["Dimensions"], [{"Name": "Pool", "Value": "default"}])
        self.assertNotIn("Dimensions", given["MetricData"][1])


class OutageTest(unittest.TestCase):
    def metrics(self, **sources: Any) -> program.Metrics:
        made = program.Metrics(PLAN)
        well = {"_tasks": tasks(default=(1, 0, 1)), "_workers": Workers({}, {}), "_desired": DESIRED}
        for name, answer in {**well, **sources}.items():
            given = {"side_effect": answer} if isinstance(answer, Exception) else {"return_value": answer}
            setattr(made, name, mock.Mock(**given))
        return made

    def test_each_source_may_be_away(self) -> None:
        with self.assertLogs("airflow_cdktf.metrics"):
            for source, lost in (
                ("_tasks", "Queued"),
                ("_workers", "ConsumingWorkers"),
                ("_desired", "WorkersMissing"),
            ):
                names = {point.name for point in self.metrics(**{source: OSError("away")}).look()}
                self.assertNotIn(lost, names)
                self.assertTrue(names)

    def test_all_away(self) -> None:
        with self.assertLogs("airflow_cdktf.metrics") as logged:
            away = self.metrics(_tasks=OSError("a"), _workers=OSError("b"), _desired=OSError("c"))
            self.assertEqual([away.look(), away.look()], [[], []])
        self.assertEqual(
            [line.split(":", 2)[2] for line in logged.output], ["Metadata database: a", "Broker: b", "ECS: c"]
        )

    def test_undeclared_queues_are_asked_about_too(self) -> None:
        made = self.metrics(_tasks=tasks(typo=(1, 0, 1)))
        made.look()
        made._workers.assert_called_once_with(["both", "default", "typo"])  # type: ignore[attr-defined]

    def test_told_once_for_each_change(self) -> None:
        now = [0.0]
        told = Told(logging.getLogger("airflow_cdktf.metrics"), lambda: now[0])
        with self.assertLogs("airflow_cdktf.metrics") as logged:
            for reason in ("a", "a", "b"):
                told.trouble("X", reason)
            now[0] = 90.0
            told.well("X")
            told.well("X")
        self.assertEqual(
            [line.split(":", 2)[2] for line in logged.output], ["X: a", "X: b", "X: well again after 90 s"]
        )


if __name__ == "__main__":
    unittest.main()
