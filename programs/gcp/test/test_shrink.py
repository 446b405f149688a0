"""A worker of a pool with a range: when it leaves, and that it goes on with its work where it may not."""
from __future__ import annotations

import json
import os
import unittest
from typing import Any, List, Optional, Tuple
from unittest import mock

from fake_google import PROJECT, GoogleTest, refused

from airflow_cdktf import worker_extensions
from airflow_cdktf_gcp import instance_group, shrink_rules as rules, worker_shrink
from airflow_cdktf_gcp.instance_group import InstanceGroup
from airflow_cdktf_gcp.worker_shrink import WorkerShrink

GIVEN = {"project": PROJECT, "zone": "europe-west3-a", "group": "acme-gpu", "stack": "acme", "pool": "gpu", "min": 1}
TEXT = json.dumps({**GIVEN, "idle": 600})
NAME = "acme-gpu-x1y2"


class Monitor:
    """What an extension sees of the worker's monitor, with a worker that obeys at once."""

    def __init__(self) -> None:
        self.held: Optional[Tuple[str, str]] = None
        self.note: Any = {"state": "consuming", "stopping": False, "running": 0, "reserved": 0, "queues": ["gpu"]}
        self.publish: Any = None

    def add_publisher(self, publisher: Any) -> None:
        self.publish = publisher

    def hold(self, state: str, reason: str) -> None:
        self.held = (state, reason)
        self.note.update(state=state, queues=[])

    def resume(self) -> None:
        self.held = None
        self.note.update(state="consuming", queues=["gpu"])


class Lock:
    def __init__(self) -> None:
        self.free, self.own = True, False

    def take(self) -> bool:
        taken, self.free = self.free, False
        self.own = self.own or taken
        return taken

    def give(self) -> None:
        if self.own:
            self.free, self.own = True, False


class ShrinkTest(GoogleTest):
    def setUp(self) -> None:
        super().setUp()
        self.use(instance_group, API=self.url + "/compute/v1")
        self.google.instances = [NAME, "acme-gpu-other"]
        self.google.target = 2
        self.monitor, self.lock, self.now = Monitor(), Lock(), 1000.0
        plan = instance_group.read(TEXT)
        self.worker = WorkerShrink(self.monitor, plan, InstanceGroup(plan), self.lock, lambda: self.now)
        with mock.patch.object(worker_extensions.threading.Thread, "start"):
            self.worker.start()

    def pass_seconds(self, seconds: int) -> List[str]:
        """The worker's log."""
        with self.assertLogs("airflow_cdktf.worker_state") as logged:
            worker_shrink.log.info("-")
            for _ in range(seconds):
                self.now += 1
                self.monitor.publish(dict(self.monitor.note))
                self.worker.tick()
        return [line.split(":", 2)[2] for line in logged.output if not line.endswith(":-")]

    @property
    def asked(self) -> List[str]:
        return [one for one in self.google.requests if "instanceGroupManagers" in one]

    def test_an_idle_worker_has_its_machine_deleted(self) -> None:
        said = self.pass_seconds(610)
        self.assertEqual(self.google.instances, ["acme-gpu-other"])
        self.assertEqual(said[0], "Idle for 10 min, and the group has more machines than it must have: leaves")
        base = "/compute/v1/projects/acme-data/zones/europe-west3-a/instanceGroupManagers/acme-gpu"
        self.assertEqual(self.asked, ["GET " + base, "POST " + base + "/deleteInstances"])
        self.assertEqual(self.monitor.held, ("draining", "idle, leaves so that its machine is deleted"))

    def test_the_lock_is_kept_until_it_lapses(self) -> None:
        self.pass_seconds(610)
        self.assertFalse(self.lock.free)

    def test_not_before_it_is_idle_for_long(self) -> None:
        self.pass_seconds(500)
        self.monitor.note["running"] = 1
        self.pass_seconds(10)
        self.monitor.note["running"] = 0
        self.pass_seconds(590)
        self.assertEqual(self.asked, [])

    def test_never_below_the_least_size(self) -> None:
        self.google.target = 1
        self.pass_seconds(1200)
        self.assertIsNone(self.monitor.held)
        self.assertLess(len(self.asked), 25)
        self.assertTrue(self.lock.free)

    def test_never_below_what_the_autoscaler_would_add_again(self) -> None:
        self.google.recommended = 2
        self.pass_seconds(1200)
        self.assertIsNone(self.monitor.held)
        self.google.recommended = 1
        self.pass_seconds(60)
        self.assertIsNotNone(self.monitor.held)

    def test_one_at_a_time(self) -> None:
        self.lock.free = False
        self.pass_seconds(1200)
        self.assertEqual((self.asked, self.monitor.held), ([], None))

    def test_a_task_that_comes_meanwhile_is_run(self) -> None:
        with mock.patch.object(self.monitor, "hold", lambda *_: self.monitor.note.update(state="draining", reserved=1)):
            said = self.pass_seconds(605)
        self.assertIn("Takes tasks again: a task came", said)
        self.assertEqual((len(self.google.instances), self.monitor.note["queues"]), (2, ["gpu"]))
        self.assertTrue(self.lock.free)

    def test_a_consumer_that_does_not_let_go(self) -> None:
        with mock.patch.object(self.monitor, "hold", lambda *_: None):
            said = self.pass_seconds(670)
        self.assertIn("Takes tasks again: it still consumes after 60 s", said)
        self.assertEqual(len(self.google.instances), 2)

    def test_a_refused_deletion(self) -> None:
        with mock.patch.object(self.google, "group", side_effect=[(200, {"targetSize": 2}), refused(403, "X", "no")]):
            said = self.pass_seconds(700)
        self.assertIn("Takes tasks again: its machine is not deleted: no", said)
        self.assertIsNone(self.monitor.held)
        self.assertTrue(self.lock.free)
        self.pass_seconds(300)
        self.assertEqual(len(self.asked), 2)

    def test_a_deletion_that_does_not_come(self) -> None:
        with mock.patch.object(self.google, "group", side_effect=[(200, {"targetSize": 2}), (200, {})]):
            said = self.pass_seconds(910)
        self.assertIn("Takes tasks again: its machine was not deleted within 300 s", said)
        self.assertIsNone(self.monitor.held)

    def test_a_group_that_cannot_be_seen_is_told_once(self) -> None:
        with mock.patch.object(self.google, "group", return_value=refused(403, "X", "no right")):
            said = self.pass_seconds(900)
        self.assertEqual(said, ["Own group: cannot be seen, so that this idle worker stays: no right"])
        self.assertIsNone(self.monitor.held)

    def test_a_broker_without_an_answer(self) -> None:
        with mock.patch.object(self.lock, "take", side_effect=OSError("away")):
            self.pass_seconds(700)
        self.assertEqual((self.asked, self.monitor.held), ([], None))

    def test_a_worker_that_others_drain_is_left_alone(self) -> None:
        self.monitor.note.update(state="draining", queues=[])
        self.pass_seconds(700)
        self.monitor.note["stopping"] = True
        self.pass_seconds(100)
        self.assertEqual(self.asked, [])

    def test_a_regions_group(self) -> None:
        given = {key: value for key, value in GIVEN.items() if key != "zone"}
        plan = instance_group.read(json.dumps({**given, "region": "europe-west3", "idle": 60}))
        InstanceGroup(plan).delete_this_machine()
        self.assertIn("/regions/europe-west3/instanceGroupManagers/acme-gpu/deleteInstances", self.asked[0])

    def test_an_operation_that_fails_at_once(self) -> None:
        failed = {"error": {"errors": [{"code": "RESOURCE_NOT_FOUND", "message": "not a member"}]}}
        with mock.patch.object(self.google, "group", return_value=(200, failed)):
            with self.assertRaisesRegex(instance_group.google.Refused, "not a member"):
                InstanceGroup(instance_group.read(TEXT)).delete_this_machine()


class StartTest(unittest.TestCase):
    def test_without_a_group_it_does_nothing(self) -> None:
        with mock.patch.dict(os.environ, clear=True), self.assertLogs("airflow_cdktf.worker_state") as logged:
            worker_shrink.start(None, None)
        self.assertIn("AIRFLOW_CDKTF_GCP is not set", logged.output[0])

    def test_a_group_of_another_shape(self) -> None:
        for text in ("", "[]", "{}", '{"zone": "z"}'):
            with self.assertRaisesRegex(ValueError, "AIRFLOW_CDKTF_GCP"):
                instance_group.read(text)


class RulesTest(unittest.TestCase):
    def test_the_same_note_seen_twice_is_one_look(self) -> None:
        memory = rules.entered(rules.LEAVING, rules.Look(0, 0, False, False))
        for at, fresh in ((1, True), (2, False), (3, False)):
            memory = rules.next_memory(memory, rules.Look(at, 0, False, False, fresh))
        self.assertFalse(rules.has_left(memory))
        self.assertTrue(rules.has_left(rules.next_memory(memory, rules.Look(4, 0, False, False))))


if __name__ == "__main__":
    unittest.main()
