"""What a worker keeps of its running tasks when it loses the broker."""
from __future__ import annotations

import socket
import unittest
from types import SimpleNamespace
from typing import Any, Dict, List, Set

import context  # noqa: F401  (puts the code on the path)
from airflow_cdktf.worker_reconnect import bound_waits, give_back, keep_jobs, take_fetched


class Job:
    def __init__(self, accepted: bool = True) -> None:
        self._accepted = accepted
        self.done = False

    def ready(self) -> bool:
        return self.done


class Pool:
    """The parts of billiard's pool that a flush empties."""

    def __init__(self, cache: Dict[int, Job], busy: Set[int]) -> None:
        self._cache = dict(cache)
        self._busy_workers = set(busy)
        self._all_inqueues = {11, 12, 13}

    def flush(self) -> None:
        self._cache.clear()
        self._busy_workers.clear()


def link(sock: Any) -> Any:
    return SimpleNamespace(_sock=sock, socket_timeout=None, socket_connect_timeout=None)


class BoundWaitsTest(unittest.TestCase):
    def setUp(self) -> None:
        self.asked, self.silent = socket.socketpair()
        self.addCleanup(self.asked.close)
        self.addCleanup(self.silent.close)
        self.polling, self.idle = link(self.asked), link(None)
        pool = SimpleNamespace(_available_connections=[self.idle], _in_use_connections={})
        busy = SimpleNamespace(_available_connections=[], _in_use_connections=[self.polling])
        self.channel = SimpleNamespace(_in_poll=self.polling, _pool=pool, _async_pool=busy)
        self.other = SimpleNamespace()
        self.connection = SimpleNamespace(_transport=SimpleNamespace(channels=[self.other, self.channel]))

    def test_an_answer_that_never_comes_is_not_awaited_for_ever(self) -> None:
        bound_waits(self.connection, 0.01)
        self.assertRaises(socket.timeout, self.asked.recv, 1)

    def test_an_answer_that_is_there_is_read(self) -> None:
        self.silent.send(b"x")
        bound_waits(self.connection, 0.01)
        self.assertEqual(self.asked.recv(1), b"x")

    def test_connections_opened_while_closing_are_bounded_too(self) -> None:
        bound_waits(self.connection, 0.01)
        for one in (self.channel, self.idle, self.polling):
            self.assertEqual((one.socket_timeout, one.socket_connect_timeout), (0.01, 0.01))

    def test_other_transports_are_left_alone(self) -> None:
        bound_waits(self.connection, 0.01)
        self.assertEqual(vars(self.other), {})
        bound_waits(SimpleNamespace(_transport=None), 0.01)
        bound_waits(None, 0.01)

    def test_a_channel_without_pools(self) -> None:
        self.channel._pool = self.channel._async_pool = None
        bound_waits(self.connection, 0.01)
        self.assertIsNone(self.asked.gettimeout())


class Qos:
    """The parts of kombu's that a lost connection leaves behind."""

    def __init__(self, delivered: List[str], acknowledged: Set[str], refuses: bool = False) -> None:
        self._delivered = {tag: object() for tag in delivered}
        self._acknowledged = acknowledged
        self.refuses = refuses
        self.restored: List[str] = []

    def _flush(self) -> None:
        for tag in self._acknowledged:
            self._delivered.pop(tag, None)

    def restore_by_tag(self, tag: str, leftmost: bool = False) -> None:
        if self.refuses:
            raise OSError("gone again")
        self.restored.append(tag)


class FetchedTest(unittest.TestCase):
    def lost(self, qos: Any) -> Any:
        idle, other = SimpleNamespace(_in_poll=None, _qos=None), SimpleNamespace()
        channels = [SimpleNamespace(_in_poll=None, _qos=qos), idle, other]
        return SimpleNamespace(_transport=SimpleNamespace(channels=channels))

    def test_fetched_messages_are_taken_from_what_is_closed(self) -> None:
        qos = Qos(["a", "b", "done"], {"done"})
        self.assertEqual(take_fetched(self.lost(qos)), ["a", "b"])
        self.assertEqual(qos._delivered, {})

    def test_other_transports_give_their_messages_back_themselves(self) -> None:
        self.assertEqual(take_fetched(SimpleNamespace(_transport=None)), [])
        self.assertEqual(take_fetched(None), [])

    def test_the_new_connection_gets_them_once(self) -> None:
        tags, qos = ["a", "b"], Qos([], set())
        give_back(SimpleNamespace(default_channel=SimpleNamespace(qos=qos)), tags)
        self.assertEqual((tags, sorted(qos.restored)), ([], ["a", "b"]))

    def test_a_new_connection_that_is_lost_too_keeps_them(self) -> None:
        tags, qos = ["a", "b"], Qos([], set(), refuses=True)
        with self.assertRaises(OSError):
            give_back(SimpleNamespace(default_channel=SimpleNamespace(qos=qos)), tags)
        self.assertEqual(tags, ["a", "b"])


class KeepJobsTest(unittest.TestCase):
    def test_running_jobs_and_busy_marks_outlive_the_flush(self) -> None:
        job = Job()
        pool = Pool({1: job}, {11})
        keep_jobs(pool, pool.flush)
        self.assertEqual((pool._cache, pool._busy_workers), ({1: job}, {11}))

    def test_a_job_that_no_child_has_accepted_goes_back_to_the_queue(self) -> None:
        pool = Pool({1: Job(accepted=False)}, set())
        keep_jobs(pool, pool.flush)
        self.assertEqual(pool._cache, {})

    def test_a_job_whose_result_the_flush_read_does_not_come_back(self) -> None:
        job = Job()
        pool = Pool({1: job}, {11})

        def flush() -> None:
            job.done = True
            pool.flush()

        keep_jobs(pool, flush)
        self.assertEqual(pool._cache, {})

    def test_a_child_that_ended_during_the_flush_is_not_busy(self) -> None:
        pool = Pool({}, {11, 12})

        def flush() -> None:
            pool._all_inqueues.discard(12)
            pool.flush()

        keep_jobs(pool, flush)
        self.assertEqual(pool._busy_workers, {11})


if __name__ == "__main__":
    unittest.main()
