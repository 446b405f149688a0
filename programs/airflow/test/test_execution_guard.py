"""The lock on the execution API, what people's port refuses, and which peers may be workers."""
from __future__ import annotations

import asyncio
import ipaddress
import os
import tempfile
import unittest
from typing import Any, Dict, List
from unittest import mock

import context  # noqa: F401
from airflow_cdktf import execution_callers, execution_guard as guard
from airflow_cdktf.execution_callers import callers

OWN, PEOPLE = 8080, 8795
RANGE = [ipaddress.ip_network("10.10.0.0/24")]
ROUTES = """Iface Destination Gateway Flags RefCnt Use Metric Mask MTU Window IRTT
eth0 00000000 010012AC 0003 0 0 0 00000000 0 0 0
eth0 000012AC 00000000 0001 0 0 0 0000FFFF 0 0 0
"""


def sent_by(application: Any, scope: Dict[str, Any]) -> List[Any]:
    sent: List[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(application({"type": "http", "path": "/", "headers": [], **scope}, None, send))
    return sent


async def api(scope: Any, _receive: Any, send: Any) -> None:
    await send({"type": "answered", "path": scope.get("path")})


def locked(port: Any, worker: bool = True, kind: str = "http") -> List[str]:
    server = None if port is None else ("172.18.0.4", port)
    scope = {"type": kind, "path": "/health", "server": server, "client": ("172.18.0.9", 1)}
    with mock.patch.object(guard.log, "warning"):
        sent = sent_by(guard.Lock(api, OWN, lambda _: worker), scope)
    return [str(message.get("status", message.get("code", message["type"]))) for message in sent]


class LockTest(unittest.TestCase):
    def test_open_at_airflows_own_port_to_workers(self) -> None:
        self.assertEqual(locked(OWN), ["answered"])

    def test_closed_everywhere_else(self) -> None:
        for port in (PEOPLE, 80, None, str(OWN)):
            self.assertEqual(locked(port), ["403", "http.response.body"], port)

    def test_closed_to_a_peer_that_is_no_worker(self) -> None:
        self.assertEqual(locked(OWN, worker=False), ["403", "http.response.body"])

    def test_a_websocket_is_closed_before_it_is_accepted(self) -> None:
        self.assertEqual(locked(PEOPLE, kind="websocket"), ["1008"])

    def test_start_and_end_pass(self) -> None:
        self.assertEqual(locked(PEOPLE, kind="lifespan"), ["answered"])


class MeantTest(unittest.TestCase):
    def test_every_spelling(self) -> None:
        for path in (
            "/execution",
            "/execution/",
            "/execution/task-instances/1/run",
            "/%65xecution/health",
            "/%2565xecution/health",
            "/%25252565xecution",
            "//execution//health",
            "/./execution/health",
            "/dags/../execution/health",
            "/execution/../dags",
            "/%2e%2e/execution",
            "/execution%2fhealth",
            "\\execution\\health",
            "/EXECUTION/health",
            "/execution;a=b/health",
            "/execution%00/health",
            "/execution%20",
            "/%09execution",
            "/execution?x",
            "execution/health",
            "http://webserver/execution/health",
            "http://webserver:8795/%65xecution",
        ):
            self.assertTrue(guard.meant(path), path)

    def test_below_the_path_of_the_base_url(self) -> None:
        for path in ("/airflow/execution/health", "/airflow//%65xecution", "/execution/health", "/AIRFLOW/execution"):
            self.assertTrue(guard.meant(path, "/airflow"), path)
        for path in ("/team/../team/airflow/execution", "/team/airflow/../execution", "/../team//airflow/%2e/execution/x"):
            self.assertTrue(guard.meant(path, "/team/airflow"), path)
        self.assertFalse(guard.meant("/airflow/executions", "/airflow"))
        self.assertFalse(guard.meant("/other/execution", "/airflow"))

    def test_wrapped_beyond_reason(self) -> None:
        self.assertTrue(guard.meant("/%" + "25" * 50 + "65xecution"))

    def test_pages_are_open(self) -> None:
        for path in ("/", "", "*", "/executions", "/api/v2/version", "/dags/execution/runs/a%2Fb", "/dags/100%25/execution"):
            self.assertFalse(guard.meant(path), path)

    def test_the_work_is_bounded(self) -> None:
        for part in ("/..", "/%25", "//", "/a;", "\\"):
            guard.meant(part * 20_000)


class CallersTest(unittest.TestCase):
    def test_ranges_and_the_machine_itself(self) -> None:
        worker = callers("10.10.0.0/24, 10.20.0.0/24")
        for address, expected in (("10.10.0.7", True), ("10.20.0.7", True), ("127.0.0.1", True), ("35.235.240.9", False)):
            self.assertEqual(worker({"client": (address, 1)}), expected, address)

    def test_without_a_word_only_the_machine_itself(self) -> None:
        for given in ("", "nonsense", "own-networks"):
            with mock.patch("builtins.print"):
                worker = callers(given)
            self.assertTrue(worker({"client": ("127.0.0.1", 1)}), given)
            self.assertFalse(worker({"client": ("10.10.0.7", 1)}), given)

    def test_the_containers_network_but_not_its_gateway(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            routes = os.path.join(folder, "route")
            with open(routes, "w", encoding="ascii") as file:
                file.write(ROUTES)
            found = execution_callers.own_networks(routes)
        with mock.patch.object(execution_callers, "own_networks", lambda: found):
            worker = callers("own-network")
        for address, expected in (("172.18.0.9", True), ("172.18.0.1", False), ("192.168.1.4", False)):
            self.assertEqual(worker({"client": (address, 1)}), expected, address)
        self.assertFalse(worker({"client": None}))

    def test_where_security_groups_have_asked(self) -> None:
        self.assertTrue(callers("security-groups")({"client": ("10.0.3.7", 1)}))

    def test_a_peers_own_address(self) -> None:
        for address, inside in (
            ("10.10.0.9", True),
            ("::ffff:10.10.0.9", True),
            ("10.10.1.9", False),
            ("::1", False),
            ("testclient", False),
        ):
            self.assertEqual(execution_callers.comes_from({"client": (address, 1)}, RANGE), inside, address)
        self.assertFalse(execution_callers.comes_from({"client": None}, RANGE))


if __name__ == "__main__":
    unittest.main()
