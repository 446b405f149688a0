"""Connections to the broker end at a server that is not the primary: with redis-py and kombu as they are installed."""
from __future__ import annotations

import pickle
import socket
import unittest
from importlib.util import find_spec
from typing import Any

import context  # noqa: F401  (puts the code on the path)
from redis_stub import RedisStub, always

if find_spec("redis") is None:
    raise unittest.SkipTest("redis-py is not installed here; npm run e2e docker runs these tests in Airflow's images")

from airflow_cdktf import broker_primary, redis_client, silence
from redis.exceptions import ConnectionError as Lost, ResponseError


class Case(unittest.TestCase):
    def setUp(self) -> None:
        self.server = RedisStub()
        self.addCleanup(self.server.stop)

    def connection(self) -> Any:
        made = broker_primary.PrimaryConnection(host="127.0.0.1", port=self.server.port, socket_timeout=5)
        self.addCleanup(made.disconnect)
        return made


class ConnectionTest(Case):
    def test_each_refusal_ends_the_connection(self) -> None:
        for word in broker_primary.REFUSALS:
            link = self.connection()
            link.connect()
            self.server.answers["LPUSH"] = always("-%s why it refuses" % word)
            link.send_command("LPUSH", "q", "m")
            with self.assertRaises(Lost) as caught:
                link.read_response()
            self.assertEqual(str(caught.exception), "%s why it refuses" % word)
            self.assertIsNone(link._sock, word)

    def test_a_fault_of_the_command_does_not(self) -> None:
        link = self.connection()
        self.server.answers["LPUSH"] = always("-WRONGTYPE no list")
        link.connect()
        link.send_command("LPUSH", "q", "m")
        with self.assertRaises(ResponseError):
            link.read_response()
        self.assertIsNotNone(link._sock)

    def test_a_replica_is_not_connected_to(self) -> None:
        self.server.answers["ZREM"] = always("-READONLY You can't write against a read only replica.")
        link = self.connection()
        self.assertRaises(broker_primary.NotPrimary, link.connect)
        self.assertIsNone(link._sock)

    def test_a_login_that_may_not_ask_is_connected(self) -> None:
        self.server.answers["ZREM"] = always("-NOPERM no permissions to run the 'zrem' command")
        link = self.connection()
        link.connect()
        self.assertIsNotNone(link._sock)

    def test_a_server_that_says_nothing_more_is_noticed(self) -> None:
        link = self.connection()
        link.connect()
        kept = link._sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT)
        self.assertEqual(kept, silence.SECONDS * 1000)
        self.assertEqual(link._sock.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE), 1)

    def test_the_error_goes_from_process_to_process(self) -> None:
        error = pickle.loads(pickle.dumps(broker_primary.NotPrimary("READONLY no")))
        self.assertEqual(str(error), "READONLY no")


class OwnClientTest(Case):
    def client(self) -> Any:
        made = redis_client.connect({"host": "127.0.0.1", "port": self.server.port}, "test")
        self.addCleanup(made.close)
        return made

    def test_it_reads_from_a_primary_only(self) -> None:
        self.server.answers["GET"] = always("$1\r\n7")
        client = self.client()
        self.assertEqual(client.get("a"), b"7")
        self.server.answers["ZREM"] = always("-READONLY a replica now")
        client.connection_pool.disconnect()
        self.assertRaises(broker_primary.NotPrimary, client.get, "a")

    def test_after_a_pause_it_asks_again_who_answers(self) -> None:
        self.server.answers["GET"] = always("$1\r\n7")
        client = self.client()
        client.get("a")
        self.server.answers["ZREM"] = always("-READONLY a replica now")
        for link in client.connection_pool._available_connections:
            link.next_health_check = 0
        self.assertRaises(broker_primary.NotPrimary, client.get, "a")


@unittest.skipIf(find_spec("kombu") is None, "kombu is not installed here")
class KombuTest(Case):
    def publish(self, patience: int) -> None:
        import kombu

        broker_primary.install()
        url = "redis://127.0.0.1:%d/0" % self.server.port
        with kombu.Connection(url, transport_options={"socket_timeout": 5}) as connection:
            policy = {"max_retries": patience, "interval_start": 0, "interval_step": 0, "interval_max": 0}
            kombu.Producer(connection).publish({}, routing_key="q", retry=True, retry_policy=policy)

    def refuse(self, word: str, answer: str, times: int, otherwise: str) -> None:
        left = [answer] * times
        self.server.answers[word] = lambda _words: left.pop() if left else otherwise

    def test_a_message_is_sent_once_the_primary_is_there(self) -> None:
        self.server.answers["SMEMBERS"] = always("*0")
        self.refuse("LPUSH", "-READONLY no", 3, ":1")
        self.publish(9)
        self.assertEqual(len(self.server.commands("LPUSH")), 4)
        self.assertGreaterEqual(self.server.connections, 4)

    def test_a_message_waits_while_the_name_leads_to_a_replica(self) -> None:
        self.server.answers["SMEMBERS"] = always("*0")
        self.refuse("ZREM", "-READONLY no", 3, ":0")
        self.publish(9)
        self.assertEqual(len(self.server.commands("LPUSH")), 1)

    def test_what_the_broker_refuses_for_good_is_told_at_once(self) -> None:
        self.server.answers["SMEMBERS"] = always("*0")
        self.server.answers["LPUSH"] = always("-NOPERM no")
        with self.assertRaises(ResponseError):
            self.publish(9)
        self.assertEqual(len(self.server.commands("LPUSH")), 1)


if __name__ == "__main__":
    unittest.main()
