"""How a worker tells Redis what it consumes."""
from __future__ import annotations

import unittest
from types import SimpleNamespace
from typing import Any, Dict, List
from unittest import mock

import context  # noqa: F401
from airflow_cdktf.worker_announcer import WorkerAnnouncer, place
from airflow_cdktf.worker_broker import BrokerProbe

KEYS = ["airflow-cdktf.consumers.default", "airflow-cdktf.finishing.default"]


def note(at: float, state: str = "consuming", running: int = 0) -> Dict[str, Any]:
    return {
        "state": state,
        "running": running,
        "heartbeat_monotonic": at,
        "hostname": "w",
        "configured_queues": ["default"],
    }


class AnnouncerTest(unittest.TestCase):
    def setUp(self) -> None:
        self.probe = mock.Mock()
        self.announcer = WorkerAnnouncer(self.probe)

    def told(self, *notes: Dict[str, Any]) -> List[str]:
        for one in notes:
            self.announcer.tell(one)
        return [call.args[2][1] for call in self.probe.run_script.call_args_list]

    def test_places(self) -> None:
        self.assertEqual(place(note(0)), "consumers")
        self.assertEqual(place(note(0, "draining", 2)), "finishing")
        for state in ("draining", "starting", "waiting", "broker-unreachable", "stalled"):
            self.assertEqual(place(note(0, state)), "")

    def test_every_twenty_seconds_while_it_consumes(self) -> None:
        self.assertEqual(len(self.told(*[note(at) for at in range(100)])), 5)
        self.assertEqual(self.probe.run_script.call_args.args[1:], (KEYS, ["w", "consumers", 90]))

    def test_changes_at_once(self) -> None:
        seen = self.told(note(0), note(1, "draining", 1), note(2, "draining"), note(3))
        self.assertEqual(seen, ["consumers", "finishing", "", "consumers"])

    def test_nothing_to_say(self) -> None:
        self.assertEqual(self.told(*[note(at, "starting") for at in range(100)]), [])


class Channel:
    priority_steps = (0,)

    def __init__(self, prefix: str, client: Any) -> None:
        self.global_keyprefix = prefix
        self._client = client

    def conn_or_acquire(self) -> Any:
        return mock.MagicMock(__enter__=lambda _: self._client)


class ScriptTest(unittest.TestCase):
    def probe(self, channel: Any) -> BrokerProbe:
        connection = SimpleNamespace(default_channel=channel, collect=lambda: None)
        conf = SimpleNamespace(broker_transport_options={})
        return BrokerProbe(SimpleNamespace(conf=conf, connection_for_read=lambda **_: connection))

    def test_keys_have_the_prefix_of_the_deployment(self) -> None:
        client = mock.Mock()
        self.assertTrue(self.probe(Channel("acme.", client)).run_script("script", ["a", "b"], ["w", 1]))
        client.eval.assert_called_once_with("script", 2, "acme.a", "acme.b", "w", 1)

    def test_other_brokers_are_left_alone(self) -> None:
        self.assertFalse(self.probe(object()).run_script("script", ["a"], []))

    def test_an_outage_is_no_error(self) -> None:
        client = mock.Mock(**{"eval.side_effect": OSError("gone")})
        self.assertFalse(self.probe(Channel("", client)).run_script("script", ["a"], []))

    def test_what_the_broker_refuses_is_told_once(self) -> None:
        class ResponseError(Exception):
            pass

        probe = self.probe(Channel("", mock.Mock(**{"eval.side_effect": ResponseError("unknown command")})))
        with self.assertLogs("airflow_cdktf.worker_state") as logged:
            for _ in range(3):
                probe.run_script("script", ["a"], [])
        self.assertEqual(len(logged.output), 1)


if __name__ == "__main__":
    unittest.main()
