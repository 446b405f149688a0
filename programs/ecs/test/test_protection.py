"""How the protection of a task is asked for, renewed and dropped."""
from __future__ import annotations

import unittest

import context  # noqa: F401
from airflow_cdktf_aws import protection
from airflow_cdktf_aws.protection import Protection
from ecs_case import DENIED, THROTTLED, EcsTest


class ProtectionTest(EcsTest):
    def made(self, drain_seconds: float = 3600) -> Protection:
        return Protection(self.url + "/api/1-a", drain_seconds, self.clock)

    def test_minutes_cover_the_longest_task_that_starts_now(self) -> None:
        self.assertEqual([protection.minutes(one) for one in (60, 3600, 48 * 3600)], [16, 75, 2880])

    def test_is_renewed_well_before_its_end_and_not_all_the_time(self) -> None:
        kept = self.made()
        for _ in range(3600):
            kept.keep(True)
            self.assertGreater(kept.left, 3600)
            self.now += 1
        self.assertIn(len(self.ecs.requests), (6, 7, 8))

    def test_a_refusal_is_tried_again_later_and_told_once(self) -> None:
        self.ecs.refuse += [THROTTLED] * 5
        kept = self.made()
        with self.assertLogs("airflow_cdktf.worker_state") as logged:
            for _ in range(40):
                kept.keep(True)
                self.now += 1
        self.assertEqual(len(self.ecs.requests), 6)
        self.assertEqual(
            [line.split(":")[2][:30] for line in logged.output],
            ["Scale-in protection cannot be ", "Scale-in protection is held un"],
        )

    def test_a_refused_renewal_leaves_what_was_granted(self) -> None:
        kept = self.made()
        kept.keep(True)
        self.now += 700
        self.ecs.refuse.append(DENIED)
        kept.keep(True)
        self.assertAlmostEqual(kept.left, 75 * 60 - 700, delta=1)

    def test_dropped_once_and_asked_for_again_at_once(self) -> None:
        kept = self.made()
        for wanted in (True, False, False, True):
            kept.keep(wanted)
        self.assertEqual([one["ProtectionEnabled"] for one in self.ecs.requests], [True, False, True])
        self.assertGreater(kept.left, 0)


if __name__ == "__main__":
    unittest.main()
