"""The metrics program's sources: what it asks them, and what happens when one is away."""
from __future__ import annotations

import contextlib
import io
import json
import logging
import os
import unittest
from typing import Any, Dict, List
from unittest import mock

import context  # noqa: F401
from airflow_cdktf import metrics, metrics_database, redis_client
from airflow_cdktf.metrics_rules import Load, Point, Tasks, Workers
from airflow_cdktf.told import Told
from metrics_case import DESIRED, PLAN, TEXT, tasks


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
        six = redis_client.arguments("redis://[2001:db8::1]:6380/1")
        self.assertEqual((six["host"], six["port"], six["db"]), ("2001:db8::1", 6380, 1))
        seen = redis_client.arguments("redis://h/2")
        self.assertEqual((seen["host"], seen["port"], seen["db"], seen["password"]), ("h", 6379, 2, None))
        self.assertNotIn("ssl", seen)

    def test_tls_as_kombu_writes_it(self) -> None:
        seen = redis_client.arguments("rediss://:t%2Fk@h:6380/0?ssl_cert_reqs=CERT_REQUIRED&ssl_ca_certs=/ca.pem")
        self.assertEqual(
            (seen["password"], seen["ssl_cert_reqs"], seen["ssl_ca_certs"]), ("t/k", "required", "/ca.pem")
        )
        for written, taken in (("CERT_NONE", "none"), ("optional", "optional")):
            self.assertEqual(redis_client.arguments("rediss://h?ssl_cert_reqs=%s" % written)["ssl_cert_reqs"], taken)
        self.assertEqual(redis_client.arguments("rediss://h")["ssl_cert_reqs"], "required")
        self.assertNotIn("ssl_check_hostname", redis_client.arguments("rediss://h"))
        self.assertIs(redis_client.arguments("rediss://h?ssl_check_hostname=false")["ssl_check_hostname"], False)

    def test_another_broker_tells_nothing(self) -> None:
        with self.assertRaisesRegex(ValueError, "as the broker, got amqp"):
            redis_client.arguments("amqp://h")


class Publisher:
    """A target's part that only remembers."""

    orders, place = "Orders", "Place"

    def __init__(self) -> None:
        self.points: List[Point] = []

    def desired(self) -> Dict[str, int]:
        return DESIRED

    def publish(self, points: List[Point]) -> None:
        self.points += points

    def shown(self, points: List[Point]) -> Any:
        return [point.name for point in points]

    def words(self, error: Exception) -> str:
        return str(error)


class OutageTest(unittest.TestCase):
    def metrics(self, **sources: Any) -> metrics.Metrics:
        publisher = Publisher()
        made = metrics.Metrics(PLAN, publisher, Told(metrics.log))
        well = {"_tasks": tasks(default=(1, 0, 1)), "_workers": Workers({}, {}), "desired": DESIRED}
        for name, answer in {**well, **sources}.items():
            given = {"side_effect": answer} if isinstance(answer, Exception) else {"return_value": answer}
            setattr(publisher if name == "desired" else made, name, mock.Mock(**given))
        return made

    def test_each_source_may_be_away(self) -> None:
        with self.assertLogs("airflow_cdktf.metrics"):
            for source, lost in (
                ("_tasks", "Queued"),
                ("_workers", "ConsumingWorkers"),
                ("desired", "WorkersMissing"),
            ):
                names = {point.name for point in self.metrics(**{source: OSError("away")}).look()}
                self.assertNotIn(lost, names)
                self.assertTrue(names)

    def test_all_away(self) -> None:
        with self.assertLogs("airflow_cdktf.metrics") as logged:
            away = self.metrics(_tasks=OSError("a"), _workers=OSError("b"), desired=OSError("c"))
            self.assertEqual([away.look(), away.look()], [[], []])
        self.assertEqual(
            [line.split(":", 2)[2] for line in logged.output], ["Metadata database: a", "Broker: b", "Orders: c"]
        )

    def test_a_place_that_is_away(self) -> None:
        made = self.metrics()
        made._publisher.publish = mock.Mock(side_effect=OSError("d"))  # type: ignore[method-assign]
        with self.assertLogs("airflow_cdktf.metrics") as logged:
            made.publish(made.look())
        self.assertEqual([line.split(":", 2)[2] for line in logged.output], ["Place: d"])

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


class ProgramTest(unittest.TestCase):
    def run_program(self, text: str, make: Any = lambda *_: Publisher()) -> "tuple[int, str]":
        """Its exit code and what it prints, with all sources away."""
        out = io.StringIO()
        with mock.patch.dict(os.environ, {"AIRFLOW_CDKTF_METRICS": text}), contextlib.redirect_stdout(out):
            with self.assertLogs("airflow_cdktf.metrics") as logged:
                code = metrics.main(["--once"], make)
        return code, out.getvalue() or logged.output[0].split(":", 2)[2]

    def test_once_prints_what_it_would_publish(self) -> None:
        with mock.patch.object(metrics.Metrics, "_tasks", return_value=tasks()):
            code, printed = self.run_program(TEXT)
        self.assertEqual((code, json.loads(printed)[0]), (0, "Queued"))

    def test_a_plan_of_another_shape_ends_it(self) -> None:
        self.assertEqual(self.run_program("{}"), (2, "AIRFLOW_CDKTF_METRICS has another shape: KeyError('every')"))

    def test_a_plan_that_the_publisher_cannot_use_ends_it(self) -> None:
        self.assertEqual(self.run_program(TEXT, mock.Mock(side_effect=ValueError("no cluster"))), (2, "no cluster"))


if __name__ == "__main__":
    unittest.main()
