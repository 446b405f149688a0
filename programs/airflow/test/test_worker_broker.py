"""The connection on which a worker's monitor asks the broker."""
from __future__ import annotations

import socket
import unittest
from types import SimpleNamespace
from typing import Any, List, Optional

import context  # noqa: F401  (puts the code on the path)
from airflow_cdktf.worker_broker import BrokerProbe


class Connection:
    """Closes as kombu's connections do: with the timeout as the default of all new sockets meanwhile."""

    def __init__(self, channel: Any) -> None:
        self._channel = channel
        self.defaults: List[Optional[float]] = []

    @property
    def default_channel(self) -> Any:
        if isinstance(self._channel, Exception):
            raise self._channel
        return self._channel

    def collect(self, socket_timeout: Optional[float] = None) -> None:
        before = socket.getdefaulttimeout()
        socket.setdefaulttimeout(socket_timeout)
        self.defaults.append(socket.getdefaulttimeout())
        socket.setdefaulttimeout(before)


def probe(*connections: Connection) -> BrokerProbe:
    rest = iter(connections)
    conf = SimpleNamespace(broker_transport_options={})
    return BrokerProbe(SimpleNamespace(conf=conf, connection_for_read=lambda **_: next(rest)))


class Redis:
    priority_steps = (0,)

    def _size(self, queue: str) -> int:
        return {"a": 2, "b": 3}[queue]


class BrokerProbeTest(unittest.TestCase):
    def test_counts_all_queues(self) -> None:
        self.assertEqual(probe(Connection(Redis())).waiting(["a", "b"]), 5)

    def test_other_brokers_count_none(self) -> None:
        self.assertEqual(probe(Connection(object())).waiting(["a"]), 0)

    def test_no_answer_and_the_next_question_on_a_new_connection(self) -> None:
        asked = probe(Connection(OSError("gone")), Connection(Redis()))
        self.assertIsNone(asked.waiting(["a"]))
        self.assertEqual(asked.waiting(["a"]), 2)

    def test_one_attempt_and_the_options_of_the_deployment(self) -> None:
        given = {}
        conf = SimpleNamespace(broker_transport_options={"visibility_timeout": 9, "max_retries": 5})

        def connect(transport_options: Any) -> Connection:
            given.update(transport_options)
            return Connection(Redis())

        BrokerProbe(SimpleNamespace(conf=conf, connection_for_read=connect)).waiting(["a"])
        self.assertEqual((given["visibility_timeout"], given["max_retries"]), (9, 0))

    def test_closing_leaves_the_timeout_of_other_sockets_alone(self) -> None:
        lost = Connection(OSError("gone"))
        probe(lost).waiting(["a"])
        self.assertEqual(lost.defaults, [None])


if __name__ == "__main__":
    unittest.main()
