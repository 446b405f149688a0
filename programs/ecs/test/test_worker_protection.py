"""A worker on a fake ECS: in which order it is protected, takes tasks, and lets go, and what its log says."""
from __future__ import annotations

import os
import unittest
from typing import Any, Dict, List, Optional, Tuple
from unittest import mock

import context  # noqa: F401
import fake_ecs
from airflow_cdktf_aws import service_watch, worker_protection
from airflow_cdktf_aws.protection import Protection
from airflow_cdktf_aws.service_watch import ServiceWatch
from airflow_cdktf_aws.worker_protection import WorkerProtection
from ecs_case import DENIED, THROTTLED, EcsTest


class Api:
    """Stands in for botocore, which not every machine has."""

    def __init__(self, ecs: fake_ecs.Ecs) -> None:
        self.ecs = ecs

    def describe_services(self, cluster: str, services: List[str]) -> Dict[str, Any]:
        if self.ecs.broken:
            raise RuntimeError("AccessDeniedException: not authorized")
        return {"services": [self.ecs.service()] if fake_ecs.SERVICE in services else []}


class Monitor:
    """What an extension sees of the worker's monitor, with a worker that obeys at once."""

    def __init__(self) -> None:
        self.held: Optional[Tuple[str, str]] = None
        self.note = {
            "state": "starting",
            "stopping": False,
            "running": 0,
            "reserved": 0,
            "queues": [],
            "drain_seconds": 3600,
        }
        self.publish: Any = None

    def add_publisher(self, publisher: Any) -> None:
        self.publish = publisher

    def hold(self, state: str, reason: str) -> None:
        self.held = (state, reason)
        self.note["queues"] = []

    def resume(self) -> None:
        self.held = None
        self.note["queues"] = ["default"]


class WorkerTest(EcsTest):
    def setUp(self) -> None:
        super().setUp()
        self.monitor = Monitor()
        for one in (
            mock.patch.object(worker_protection.random, "random", return_value=0.0),
            mock.patch.object(service_watch.client, "make", lambda *_: Api(self.ecs)),
            mock.patch.dict(os.environ, {"ECS_CONTAINER_METADATA_URI_V4": self.url + "/v4/1-a"}),
        ):
            one.start()
            self.addCleanup(one.stop)
        self.worker = self.made()

    def made(self) -> WorkerProtection:
        kept, watch = Protection(self.url + "/api/1-a", 3600, self.clock), ServiceWatch(clock=self.clock)
        made = WorkerProtection(self.monitor, kept, watch, self.clock)
        with mock.patch.object(worker_protection.threading.Thread, "start"):
            made.start()
        return made

    def pass_seconds(self, seconds: int) -> None:
        for _ in range(seconds):
            self.monitor.publish(dict(self.monitor.note))
            self.worker.tick()
            self.now += 1

    def asked(self) -> List[bool]:
        return [one["ProtectionEnabled"] for one in self.ecs.requests]

    def test_is_held_before_the_first_task(self) -> None:
        self.ecs.refuse += [THROTTLED] * 2
        self.pass_seconds(1)
        self.assertEqual((self.monitor.held or ("",))[0], "waiting")
        self.assertFalse(self.worker.ready.is_set())
        self.pass_seconds(10)
        self.assertIsNone(self.monitor.held)
        self.assertTrue(self.worker.ready.is_set())

    def test_a_worker_that_ecs_does_not_protect_is_not_well(self) -> None:
        self.ecs.refuse += [DENIED] * 99
        self.pass_seconds(60)
        self.assertEqual((self.monitor.held or ("",))[0], "starting")
        self.assertIn("AccessDeniedException: not authorized", (self.monitor.held or ("", ""))[1])

    def test_a_worker_that_waits_for_older_ones_is_well(self) -> None:
        self.ecs.desired = 0
        self.pass_seconds(60)
        self.assertEqual((self.monitor.held or ("",))[0], "waiting")
        self.assertIn("DEPLOYMENT_BLOCKED", (self.monitor.held or ("", ""))[1])

    def test_it_may_be_told_to_work_without_after_a_while(self) -> None:
        self.ecs.desired = 1
        self.ecs.protect("0-z", {"ProtectionEnabled": True})
        with mock.patch.dict(os.environ, {"AIRFLOW_CDKTF_UNPROTECTED_AFTER_SECONDS": "300"}):
            self.worker = self.made()
        self.pass_seconds(290)
        self.assertIsNotNone(self.monitor.held)
        self.pass_seconds(30)
        self.assertIsNone(self.monitor.held)
        self.pass_seconds(100)
        self.assertIsNone(self.monitor.held)

    def test_a_superseded_worker_finishes_then_drops_then_stays_away(self) -> None:
        self.pass_seconds(3)
        self.monitor.note["running"] = 3
        self.ecs.deploy(2)
        with self.assertLogs("airflow_cdktf.worker_state") as logged:
            self.pass_seconds(40)
            self.assertEqual((self.monitor.held, self.asked()), (("draining", "superseded"), [True]))
            self.monitor.note["running"] = 0
            self.pass_seconds(400)
        self.assertEqual(self.asked(), [True, False])
        self.assertIn(
            ":1 was superseded by acme-worker-default:2: takes no more tasks, finishes 3 tasks", logged.output[0]
        )
        self.assertEqual(self.monitor.note["queues"], [])

    def test_a_rollback_is_protected_before_it_takes_tasks_again(self) -> None:
        self.pass_seconds(3)
        self.ecs.deploy(2)
        self.pass_seconds(60)
        self.ecs.deploy(1)
        self.pass_seconds(60)
        self.assertEqual(self.asked()[:3], [True, False, True])
        self.assertIsNone(self.monitor.held)

    def test_a_surplus_worker_offers_itself_and_comes_back(self) -> None:
        self.pass_seconds(3)
        self.ecs.desired = 0
        self.pass_seconds(110)
        self.assertEqual((self.asked(), self.monitor.held), ([True, False], ("draining", "surplus")))
        self.ecs.desired = 1
        self.pass_seconds(60)
        self.assertEqual((self.asked(), self.monitor.held), ([True, False, True], None))

    def test_an_api_that_refuses_stops_nothing_and_is_told_once(self) -> None:
        self.ecs.broken = True
        with self.assertLogs("airflow_cdktf.worker_state") as logged:
            self.pass_seconds(600)
        self.assertIsNone(self.monitor.held)
        self.assertEqual(sum("cannot be seen" in line for line in logged.output), 1)

    def test_a_stop_without_consent_is_told_and_drops_nothing(self) -> None:
        self.pass_seconds(3)
        self.monitor.note.update(stopping=True, running=2)
        with mock.patch.object(worker_protection.worker_load, "names", return_value=["id-1", "id-2"]):
            with self.assertLogs("airflow_cdktf.worker_state") as logged:
                self.pass_seconds(5)
        self.assertEqual(self.asked(), [True])
        self.assertEqual(len(logged.output), 1)
        self.assertIn("2 tasks run and have until ECS' stop timeout: id-1, id-2", logged.output[0])


class OutsideTest(unittest.TestCase):
    def test_outside_of_ecs_nothing_happens(self) -> None:
        monitor = Monitor()
        with mock.patch.dict(os.environ):
            os.environ.pop("ECS_AGENT_URI", None)
            with self.assertLogs("airflow_cdktf.worker_state") as logged:
                worker_protection.start(None, monitor)
        self.assertIsNone(monitor.publish)
        self.assertIn("does not run on ECS", logged.output[0])


if __name__ == "__main__":
    unittest.main()
