"""When a worker on ECS takes tasks, is protected, and lets go."""
from __future__ import annotations

import unittest
from typing import Any

import context  # noqa: F401
from airflow_cdktf_aws import protection_rules as rules
from airflow_cdktf_aws.protection_rules import Look, Memory, View, next_memory

HOUR = 3600.0


def look(at: float, busy: int = 0, consuming: bool = False, protected_for: float = HOUR, **given: Any) -> Look:
    return Look(at, busy, consuming, protected_for, given.get("view"), given.get("dice", 0.0), given.get("fresh", True))


def view(at: float, superseded: bool = False, surplus: int = 0, running: int = 4) -> View:
    return View(at, superseded, surplus, running)


def after(memory: Memory, *looks: Look) -> Memory:
    for one in looks:
        memory = next_memory(memory, one)
    return memory


WORKING = Memory(rules.WORKING, since=0.0)
IDLE = Memory(rules.WORKING, since=0.0, idle_since=0.0)


class ProtectionFirstTest(unittest.TestCase):
    def test_no_task_before_protection(self) -> None:
        memory = after(Memory(), look(1, protected_for=0), look(900, protected_for=0))
        self.assertEqual(
            (memory.phase, rules.may_consume(memory), rules.wants_protection(memory)), ("asking", False, True)
        )

    def test_takes_tasks_once_protected(self) -> None:
        self.assertTrue(rules.may_consume(after(Memory(), look(1))))

    def test_lost_protection_stops_taking(self) -> None:
        memory = after(WORKING, look(1, busy=3, consuming=True, protected_for=30))
        self.assertEqual((memory.phase, rules.wants_protection(memory)), ("asking", True))

    def test_an_idle_worker_keeps_protection(self) -> None:
        self.assertTrue(rules.wants_protection(after(IDLE, look(9999, consuming=True))))


class SupersededTest(unittest.TestCase):
    def test_stops_at_once_and_stays_protected_while_it_runs(self) -> None:
        memory = after(WORKING, look(1, 3, True, view=view(1, True)), look(50, 1, view=view(31, True)))
        self.assertEqual(
            (memory.phase, rules.may_consume(memory), rules.wants_protection(memory)), ("finishing", False, True)
        )

    def test_lets_go_after_two_quiet_looks(self) -> None:
        finishing = after(WORKING, look(1, 3, True, view=view(1, True)))
        self.assertEqual(after(finishing, look(2, view=view(1, True))).phase, "finishing")
        self.assertEqual(after(finishing, look(2, view=view(1, True)), look(3, view=view(1, True))).phase, "released")

    def test_a_consumer_that_still_listens_is_not_quiet(self) -> None:
        finishing = after(WORKING, look(1, 0, True, view=view(1, True)))
        looks = [look(at, 0, True, view=view(1, True)) for at in range(2, 9)]
        self.assertEqual(after(finishing, *looks).phase, "finishing")

    def test_the_same_note_seen_twice_is_one_look(self) -> None:
        finishing = after(WORKING, look(1, 3, True, view=view(1, True)))
        same = [look(at, view=view(1, True), fresh=False) for at in (3, 4, 5)]
        self.assertEqual(after(finishing, look(2, view=view(1, True)), *same).phase, "finishing")

    def test_never_goes_back_while_superseded(self) -> None:
        released = Memory(rules.RELEASED, rules.SUPERSEDED, 0.0)
        self.assertEqual(after(released, look(9999, protected_for=0, view=view(9990, True))).phase, "released")

    def test_a_rollback_takes_it_back(self) -> None:
        released = Memory(rules.RELEASED, rules.SUPERSEDED, 0.0)
        asking = after(released, look(40, protected_for=0, view=view(39, False, surplus=2)))
        self.assertEqual(asking.phase, "asking")
        self.assertEqual(after(asking, look(41, view=view(39))).phase, "working")

    def test_a_rollback_while_it_finishes(self) -> None:
        finishing = after(WORKING, look(1, 3, True, view=view(1, True)))
        self.assertEqual(after(finishing, look(40, 3, view=view(39))).phase, "working")

    def test_a_view_that_failed_changes_nothing(self) -> None:
        self.assertEqual(after(WORKING, look(1, 3, True, view=None)).phase, "working")


class SurplusTest(unittest.TestCase):
    def test_an_idle_one_offers_itself(self) -> None:
        memory = after(IDLE, look(61, 0, True, view=view(60, surplus=1)))
        self.assertEqual((memory.phase, memory.why, rules.wants_protection(memory)), ("finishing", "surplus", True))

    def test_not_before_it_is_idle_for_a_while(self) -> None:
        self.assertEqual(after(IDLE, look(59, 0, True, view=view(58, surplus=1))).phase, "working")
        self.assertEqual(after(IDLE, look(60, 1, True), look(61, 0, True, view=view(60, surplus=1))).phase, "working")

    def test_one_throw_of_the_dice_for_each_view(self) -> None:
        kept = after(IDLE, look(61, 0, True, view=view(60, surplus=1), dice=0.9))
        self.assertEqual(after(kept, look(62, 0, True, view=view(60, surplus=1))).phase, "working")
        self.assertEqual(after(kept, look(92, 0, True, view=view(91, surplus=1))).phase, "finishing")

    def test_all_offer_where_none_is_wanted(self) -> None:
        self.assertEqual(after(IDLE, look(61, 0, True, view=view(60, surplus=4), dice=0.99)).phase, "finishing")

    def test_a_task_of_the_last_moment_keeps_it(self) -> None:
        offering = after(IDLE, look(61, 0, True, view=view(60, surplus=1)))
        self.assertEqual(after(offering, look(62, 1, view=view(60, surplus=1))).phase, "working")

    def test_lets_go_and_comes_back_when_nobody_ends_it(self) -> None:
        quiet = [look(at, 0, view=view(60, surplus=1)) for at in (62, 63)]
        released = after(IDLE, look(61, 0, True, view=view(60, surplus=1)), *quiet)
        self.assertFalse(rules.wants_protection(released))
        waits = after(released, look(180, protected_for=0, view=view(179, surplus=1)))
        self.assertEqual(waits.phase, "released")
        self.assertEqual(after(waits, look(184, protected_for=0, view=view(179, surplus=1))).phase, "asking")

    def test_comes_back_at_once_when_another_one_was_ended(self) -> None:
        released = Memory(rules.RELEASED, rules.SURPLUS, 63.0)
        self.assertEqual(after(released, look(90, protected_for=0, view=view(60))).phase, "released")
        self.assertEqual(after(released, look(95, protected_for=0, view=view(94))).phase, "asking")

    def test_is_idle_for_a_while_again_before_the_next_offer(self) -> None:
        back = after(Memory(rules.ASKING, since=0.0, idle_since=0.0), look(200, view=view(199, surplus=1)))
        self.assertEqual(after(back, look(230, 0, True, view=view(229, surplus=1))).phase, "working")


if __name__ == "__main__":
    unittest.main()
