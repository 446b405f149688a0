"""Rules of the worker's state, from one look to the next."""
from __future__ import annotations

import unittest
from typing import Any

import context  # noqa: F401  (puts the code on the path)
from airflow_cdktf import worker_health
from airflow_cdktf.worker_rules import Look, Memory, next_memory

STALL = 30.0


def look(at: float, **given: Any) -> Look:
    fields = {"stopping": False, "connected": True, "received": 0, "free": 8, "broker_answers": True, "waiting": 0}
    return Look(at=at, **{**fields, **given})


def after(*looks: Look, start: Memory = Memory()) -> Memory:
    memory = start
    for one in looks:
        memory = next_memory(memory, one, STALL)
    return memory


def waiting(seconds: range, **given: Any) -> "list[Look]":
    return [look(at, **{"waiting": 3, **given}) for at in seconds]


class StateTest(unittest.TestCase):
    def test_starts_until_it_consumes(self) -> None:
        self.assertEqual(after(look(1, connected=False)).state, "starting")
        self.assertEqual(after(look(1, connected=False), look(2)).state, "consuming")

    def test_since_tells_when_the_state_began(self) -> None:
        self.assertEqual(after(look(1), look(2), look(3)).since, 1)

    def test_a_request_to_stop_is_draining_even_without_a_broker(self) -> None:
        stopping = look(2, stopping=True, connected=False, broker_answers=False)
        self.assertEqual(after(look(1), stopping).state, "draining")

    def test_a_silent_broker_is_no_fault_of_the_worker(self) -> None:
        looks = [look(at, connected=False, broker_answers=False) for at in range(2, 3600, 5)]
        self.assertEqual(after(look(1), *looks).state, "broker-unreachable")

    def test_comes_back_after_an_outage(self) -> None:
        out = look(2, connected=False, broker_answers=False)
        self.assertEqual(after(look(1), out, look(60, connected=False), look(70)).state, "consuming")


class StallTest(unittest.TestCase):
    def test_messages_wait_and_nothing_comes(self) -> None:
        memory = after(*waiting(range(0, 36, 5)))
        self.assertEqual(memory.state, "stalled")
        self.assertIn("3 messages wait, 8 slots are free", memory.reason)

    def test_needs_the_whole_time(self) -> None:
        self.assertEqual(after(*waiting(range(0, 26, 5))).state, "consuming")

    def test_needs_several_looks(self) -> None:
        self.assertEqual(after(look(0, waiting=3), look(60, waiting=3)).state, "consuming")

    def test_a_received_message_clears_the_suspicion(self) -> None:
        looks = [*waiting(range(0, 26, 5)), look(27, received=1), *waiting(range(30, 51, 5), received=1)]
        self.assertEqual(after(*looks).state, "consuming")

    def test_a_full_worker_may_let_messages_wait(self) -> None:
        self.assertEqual(after(*waiting(range(0, 300, 5), free=0)).state, "consuming")

    def test_an_empty_queue_clears_the_suspicion(self) -> None:
        looks = [*waiting(range(0, 26, 5)), look(28), *waiting(range(30, 51, 5))]
        self.assertEqual(after(*looks).state, "consuming")

    def test_looks_between_questions_change_nothing(self) -> None:
        looks = [one for at in range(0, 36, 5) for one in (look(at, waiting=3), look(at + 1, broker_answers=None))]
        memory = after(*looks)
        self.assertEqual(memory.state, "stalled")
        self.assertIn("3 messages wait", memory.reason)

    def test_stays_stalled(self) -> None:
        self.assertEqual(after(*waiting(range(0, 36, 5)), look(40, received=1, stopping=True)).state, "stalled")

    def test_an_outage_is_no_stall_once_the_broker_is_back(self) -> None:
        out = [look(at, connected=False, broker_answers=False) for at in range(2, 62, 5)]
        back = waiting(range(62, 90, 5), connected=False)
        self.assertEqual(after(look(1), *out, *back).state, "broker-unreachable")

    def test_never_reconnecting_is_a_stall(self) -> None:
        out = [look(at, connected=False, broker_answers=False) for at in range(2, 62, 5)]
        back = waiting(range(62, 190, 5), connected=False)
        memory = after(look(1), *out, *back)
        self.assertEqual(memory.state, "stalled")
        self.assertIn("has not connected", memory.reason)


class HealthTest(unittest.TestCase):
    def note(self, state: str, **given: Any) -> "dict[str, Any]":
        return {
            "state": state,
            "start_mark": 7,
            "heartbeat_monotonic": 999.0,
            "since_monotonic": 900.0,
            "drain_seconds": 3600,
            "outage_seconds": 3600,
            **given,
        }

    def reason(self, note: Any) -> Any:
        return worker_health.unhealthy(note, 1000.0, 7)

    def test_healthy_states(self) -> None:
        for state in ("consuming", "draining", "waiting", "broker-unreachable"):
            self.assertIsNone(self.reason(self.note(state)), state)

    def test_states_with_a_limit(self) -> None:
        for state in ("draining", "waiting"):
            self.assertIn("longer than the limit of 60 s", self.reason(self.note(state, drain_seconds=60)))
        self.assertIn("longer than the limit of 99 s", self.reason(self.note("broker-unreachable", outage_seconds=99)))

    def test_unhealthy_states(self) -> None:
        self.assertIn("has not started", self.reason(None))
        self.assertIn("starting", self.reason(self.note("starting")))
        self.assertIn("3 messages wait", self.reason(self.note("stalled", reason="3 messages wait")))
        self.assertIn("stopped", self.reason(self.note("stopped")))

    def test_a_reason_is_shown(self) -> None:
        note = self.note("draining", reason="superseded", queues=[], running=3, slots=8)
        self.assertEqual(worker_health.describe(note), "draining (superseded); queues ; 3 of 8 slots run")

    def test_silence(self) -> None:
        self.assertIn("silent for 100 s", self.reason(self.note("consuming", heartbeat_monotonic=900.0)))

    def test_a_note_of_the_time_before_a_restart_does_not_count(self) -> None:
        self.assertIn("has not started", self.reason(self.note("consuming", start_mark=6)))


if __name__ == "__main__":
    unittest.main()
