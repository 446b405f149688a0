"""Which data points come of what the sources say."""
from __future__ import annotations

import unittest
from typing import Dict

import context  # noqa: F401
from airflow_cdktf import metrics_plan
from airflow_cdktf.metrics_rules import Known, Workers, abandoned, points
from metrics_case import DESIRED, PLAN, tasks


def found(known: Known) -> Dict[str, float]:
    return {
        "%s %s" % (point.name, point.pool) if point.pool else point.name: point.value for point in points(PLAN, known)
    }


class PlanTest(unittest.TestCase):
    def test_other_shapes_are_refused_in_words(self) -> None:
        for text in ("", "[]", "{}", '{"every": 1}'):
            with self.assertRaisesRegex(ValueError, "AIRFLOW_CDKTF_METRICS"):
                metrics_plan.read(text)

    def test_every_queue_once(self) -> None:
        self.assertEqual(PLAN.queues, ["both", "default"])


class PointsTest(unittest.TestCase):
    def test_one_queued_task_misses_one_worker(self) -> None:
        seen = found(Known(tasks(default=(1, 0, 12.5)), Workers({}, {}), DESIRED))
        self.assertEqual((seen["WorkersNeeded default"], seen["WorkersMissing default"]), (1, 1))
        self.assertEqual((seen["Queued default"], seen["OldestQueuedSeconds default"]), (1, 12.5))

    def test_queued_and_running_over_slots(self) -> None:
        self.assertEqual(found(Known(tasks(default=(15, 17, 1)), None, DESIRED))["WorkersNeeded default"], 2)
        self.assertEqual(found(Known(tasks(default=(16, 17, 1)), None, DESIRED))["WorkersNeeded default"], 3)

    def test_within_the_limits_of_the_pool(self) -> None:
        seen = found(Known(tasks(both=(500, 0, 1)), None, DESIRED))
        self.assertEqual((seen["WorkersNeeded default"], seen["WorkersNeeded reports"]), (10, 2))
        self.assertEqual(found(Known(tasks(), None, DESIRED))["WorkersNeeded reports"], 1)

    def test_too_many_workers_are_a_negative_number(self) -> None:
        self.assertEqual(found(Known(tasks(), None, DESIRED))["WorkersMissing reports"], -1)

    def test_a_common_queue_is_shared_evenly(self) -> None:
        seen = found(Known(tasks(both=(3, 1, 7), default=(1, 0, 9)), None, DESIRED))
        self.assertEqual((seen["Queued default"], seen["Queued reports"], seen["Running reports"]), (2.5, 1.5, 0.5))
        self.assertEqual((seen["OldestQueuedSeconds default"], seen["OldestQueuedSeconds reports"]), (9, 7))

    def test_workers_that_only_finish_leave_room_for_others(self) -> None:
        seen = found(Known(tasks(default=(1, 5, 1)), Workers({}, {"default": 2}), DESIRED))
        self.assertEqual(seen["WorkersNeeded default"], 3)

    def test_the_least_of_the_queues_counts(self) -> None:
        seen = found(Known(None, Workers({"default": 3, "both": 1}, {}), None))
        self.assertEqual(seen, {"ConsumingWorkers default": 1, "ConsumingWorkers reports": 1})

    def test_what_is_unknown_is_not_published(self) -> None:
        seen = found(Known(tasks(default=(1, 0, 1)), None, None))
        for name in ("WorkersMissing default", "ConsumingWorkers default", "QueuesWithoutConsumer"):
            self.assertNotIn(name, seen)
        self.assertEqual(found(Known(None, None, DESIRED)), {})

    def test_a_pool_that_the_target_does_not_know(self) -> None:
        self.assertNotIn("WorkersMissing default", found(Known(tasks(), None, {"reports": 1})))

    def test_schedulers(self) -> None:
        self.assertEqual(found(Known(tasks(4.5), None, None))["SchedulerHeartbeatSeconds"], 4.5)
        self.assertNotIn("SchedulerHeartbeatSeconds", found(Known(tasks(None), None, None)))

    def test_queues_in_which_tasks_wait_for_nobody(self) -> None:
        waiting = tasks(default=(1, 0, 1), typo=(1, 0, 1), both=(0, 3, 0))
        self.assertEqual(abandoned(waiting, Workers({"default": 1}, {})), ["typo"])
        self.assertEqual(found(Known(waiting, Workers({}, {}), None))["QueuesWithoutConsumer"], 2)


if __name__ == "__main__":
    unittest.main()
