"""A target's own parts of the worker: how they start, and how they keep a worker from consuming."""
from __future__ import annotations

import os
import sys
import types
import unittest
from types import SimpleNamespace
from typing import Any, Dict, List, Optional
from unittest import mock

import context
from airflow_cdktf import drain_request, files, worker_extensions, worker_load, worker_monitor
from airflow_cdktf.worker_health import AWAY, DRAINING, STARTING, WAITING
from airflow_cdktf.worker_monitor import WorkerMonitor

QUEUES = ["default", "reports"]


class StartTest(unittest.TestCase):
    def start(self, names: Optional[str]) -> List[Any]:
        seen: List[Any] = []
        good, bad = types.ModuleType("good_part"), types.ModuleType("bad_part")
        good.start = lambda worker, monitor: seen.append((worker, monitor))  # type: ignore[attr-defined]
        bad.start = lambda *_: 1 / 0  # type: ignore[attr-defined]
        with mock.patch.dict(sys.modules, {"good_part": good, "bad_part": bad}), mock.patch.dict(os.environ):
            os.environ.pop(worker_extensions.VARIABLE, None)
            if names is not None:
                os.environ[worker_extensions.VARIABLE] = names
            worker_extensions.start("worker", "monitor")
        return seen

    def test_none_without_the_variable(self) -> None:
        self.assertEqual(self.start(None), [])

    def test_each_is_started_once(self) -> None:
        self.assertEqual(self.start(" good_part , "), [("worker", "monitor")])

    def test_a_part_that_cannot_start_ends_the_worker(self) -> None:
        for names in ("good_part,no_such_part", "bad_part"):
            with self.assertLogs("airflow_cdktf.worker_state") as logged, self.assertRaises(SystemExit) as ended:
                self.start(names)
            self.assertEqual(ended.exception.code, 78)
            self.assertIn("its extension %s" % names.split(",")[-1], logged.output[0])


class Tasks:
    def __init__(self, names: List[str]) -> None:
        self.names = set(names)

    def consuming_from(self, name: str) -> bool:
        return name in self.names


class Consumer:
    """Celery's, as far as the monitor touches it; what is to run on its loop runs at once."""

    def __init__(self, selected: List[str]) -> None:
        self.connection = SimpleNamespace(connected=True)
        self.task_consumer: Any = Tasks(selected)
        self.selected = list(selected)
        self.app = SimpleNamespace(amqp=SimpleNamespace(queues=SimpleNamespace(select=self.select)))

    def call_soon(self, function: Any, *given: Any) -> None:
        function(*given)

    def select(self, names: List[str]) -> None:
        self.selected = list(names)

    def cancel_task_queue(self, name: str) -> None:
        self.selected.remove(name)
        self.task_consumer.names.discard(name)

    def add_task_queue(self, name: str) -> None:
        self.task_consumer.names.add(name)

    def reconnect(self) -> None:
        self.connection.connected = True
        self.task_consumer = Tasks(self.selected)


class HoldTest(unittest.TestCase):
    def setUp(self) -> None:
        folder = context.own_folder()
        self.addCleanup(folder.cleanup)
        queues = SimpleNamespace(consume_from={name: None for name in QUEUES})
        self.worker = SimpleNamespace(
            app=SimpleNamespace(amqp=SimpleNamespace(queues=queues)), hostname="w", consumer=None
        )
        self.monitor = WorkerMonitor(self.worker)
        self.monitor._probe = mock.Mock(**{"waiting.return_value": 0})  # type: ignore[assignment]
        self.monitor._announcer = mock.Mock()  # type: ignore[assignment]
        self.busy = 0
        for name in ("busy", "running"):
            self.patch(worker_load, name, lambda _: self.busy)
        self.patch(worker_load, "slots", lambda _: 4)
        self.patch(worker_load, "stopping", lambda _: False)
        self.patch(worker_monitor.log, "warning", mock.Mock())

    def patch(self, target: Any, name: str, value: Any) -> None:
        patch = mock.patch.object(target, name, value)
        patch.start()
        self.addCleanup(patch.stop)

    def connect(self) -> Consumer:
        self.worker.consumer = Consumer(QUEUES)
        return self.worker.consumer

    def tick(self, times: int = 1) -> Dict[str, Any]:
        for _ in range(times):
            self.monitor._tick()
        return files.read_json(files.WORKER_STATE) or {}

    def test_an_extension_gets_every_note(self) -> None:
        notes: List[Any] = []
        self.monitor.add_publisher(notes.append)
        self.tick(2)
        self.assertEqual([note["state"] for note in notes], ["starting", "starting"])

    def test_held_before_its_first_task(self) -> None:
        self.monitor.hold(STARTING, "no protection")
        note = self.tick()
        self.assertEqual((note["state"], note["reason"]), ("starting", "no protection"))

    def test_stops_consuming_and_says_why(self) -> None:
        consumer = self.connect()
        self.assertEqual(self.tick()["state"], "consuming")
        self.busy = 2
        self.monitor.hold(DRAINING, "superseded")
        note = self.tick(2)
        self.assertEqual((note["state"], note["reason"], note["queues"]), ("draining", "superseded", []))
        self.assertEqual((note["drained"], consumer.selected), (False, []))
        self.busy = 0
        self.assertTrue(self.tick()["drained"])

    def test_consumes_again_without_looking_lost(self) -> None:
        self.connect()
        self.tick()
        self.monitor.hold(WAITING, "why")
        self.tick(2)
        self.monitor.resume()
        states = [self.tick()["state"] for _ in range(3)]
        self.assertEqual(states, ["waiting", "consuming", "consuming"])
        self.assertEqual(self.tick()["queues"], QUEUES)

    def test_still_consumes_after_the_next_reconnection(self) -> None:
        consumer = self.connect()
        self.tick()
        self.monitor.hold(WAITING, "why")
        self.tick(2)
        self.monitor.resume()
        self.tick(2)
        consumer.reconnect()
        self.assertEqual(self.tick()["queues"], QUEUES)

    def test_resumed_while_the_broker_is_away(self) -> None:
        consumer = self.connect()
        self.tick()
        self.monitor.hold(WAITING, "why")
        self.tick(2)
        consumer.connection.connected, consumer.task_consumer = False, None
        self.monitor.resume()
        self.assertEqual(self.tick(2)["state"], "broker-unreachable")
        consumer.reconnect()
        self.assertEqual(self.tick(3)["state"], "consuming")

    def test_before_the_first_connection_it_is_starting(self) -> None:
        self.monitor.hold(WAITING, "why")
        self.tick()
        self.monitor.resume()
        self.assertEqual(self.tick()["state"], "starting")
        self.connect()
        self.assertEqual(self.tick()["state"], "consuming")

    def test_two_hold_it_and_each_lets_go_of_its_own(self) -> None:
        self.connect()
        self.tick()
        self.monitor.hold(AWAY, "refused", "webserver")
        self.monitor.hold(WAITING, "for protection")
        note = self.tick(2)
        self.assertEqual((note["state"], note["reason"], note["queues"]), ("waiting", "for protection", []))
        self.monitor.resume()
        note = self.tick(2)
        self.assertEqual((note["state"], note["reason"], note["queues"]), ("webserver-away", "refused", []))
        self.monitor.resume("webserver")
        self.assertEqual(self.tick(3)["queues"], QUEUES)

    def test_a_drain_asked_for_by_a_note_wins(self) -> None:
        self.connect()
        self.tick()
        self.monitor.hold(WAITING, "why")
        self.tick(2)
        files.write_json(files.DRAIN_REQUEST, {})
        self.monitor.resume()
        note = self.tick(3)
        self.assertEqual((note["state"], note["queues"]), ("draining", []))
        self.assertTrue(drain_request.made())


if __name__ == "__main__":
    unittest.main()
