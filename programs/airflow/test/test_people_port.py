"""What people's port passes on, what it believes of proxies, and when it opens."""
from __future__ import annotations

import asyncio
import sys
import types
import unittest
from typing import Any, Dict, List, Tuple
from unittest import mock

import context  # noqa: F401
from airflow_cdktf import execution_guard, people_port

# Airflow is in the image only; the plugin needs nothing of it but these names.
_manager = types.ModuleType("airflow.plugins_manager")
setattr(_manager, "AirflowPlugin", object)
_configuration = types.ModuleType("airflow.configuration")
setattr(_configuration, "conf", mock.MagicMock())
sys.modules.setdefault("airflow", types.ModuleType("airflow"))
sys.modules.setdefault("airflow.plugins_manager", _manager)
sys.modules.setdefault("airflow.configuration", _configuration)

from airflow_cdktf import webserver_plugin  # noqa: E402

PEER = ("172.18.0.5", 4711)


def settings(proxies: int = 0, base: str = "") -> people_port.Settings:
    return people_port.Settings(8080, 8795, base, proxies, 120, lambda _: True)


def seen(scope: Dict[str, Any], proxies: int = 0) -> List[Any]:
    """What the application behind the door sees; of a refusal, its status."""
    found: List[Any] = []

    async def application(inner: Any, _receive: Any, _send: Any) -> None:
        found.append(inner)

    async def send(message: Any) -> None:
        if "status" in message:
            found.append(message["status"])

    door = people_port.Door(application, settings(proxies))
    with mock.patch.object(execution_guard.log, "warning"):
        asyncio.run(door({"type": "http", "scheme": "http", "headers": [], "client": PEER, **scope}, None, send))
    return found


def told(proxies: int, *headers: Tuple[bytes, bytes], kind: str = "http") -> Tuple[Any, Any]:
    scope = {"type": kind, "scheme": "http", "headers": list(headers), "client": PEER, "path": "/"}
    found = people_port.believed(scope, proxies)
    return found["client"], found["scheme"]


class DoorTest(unittest.TestCase):
    def test_pages_pass_and_the_execution_api_does_not(self) -> None:
        self.assertEqual(seen({"path": "/api/v2/version"})[0]["path"], "/api/v2/version")
        for path in ("/execution/health", "/%65xecution"):
            self.assertEqual(seen({"path": path}), [403])

    def test_no_header_opens_it(self) -> None:
        headers = [(b"x-forwarded-for", b"172.18.0.9"), (b"x-forwarded-prefix", b"/"), (b"x-forwarded-proto", b"https")]
        self.assertEqual(seen({"path": "/execution/health", "headers": headers}, proxies=1), [403])


class BelievedTest(unittest.TestCase):
    FOR = (b"x-forwarded-for", b"172.18.0.9, 203.0.113.9")
    HTTPS = (b"x-forwarded-proto", b"https")

    def test_nobody_without_a_proxy(self) -> None:
        self.assertEqual(told(0, self.FOR, self.HTTPS), (PEER, "http"))

    def test_the_word_of_the_last_proxy_and_not_the_callers(self) -> None:
        self.assertEqual(told(1, self.FOR, self.HTTPS), (("203.0.113.9", 0), "https"))
        self.assertEqual(told(1, (b"x-forwarded-for", b"172.18.0.9"), self.FOR)[0], ("203.0.113.9", 0))

    def test_two_proxies(self) -> None:
        self.assertEqual(told(2, self.FOR)[0], ("172.18.0.9", 0))
        self.assertEqual(told(2, (b"x-forwarded-for", b"203.0.113.9"))[0], ("203.0.113.9", 0))

    def test_addresses_with_ports(self) -> None:
        for word, address in ((b"203.0.113.9:80", "203.0.113.9"), (b"[2001:db8::1]:80", "2001:db8::1"), (b"::1", "::1")):
            self.assertEqual(told(1, (b"x-forwarded-for", word))[0], (address, 0))

    def test_nonsense_is_not_believed(self) -> None:
        for word in (b"unknown", b"", b",", b"[", b"\xff"):
            self.assertEqual(told(1, (b"x-forwarded-for", word), (b"x-forwarded-proto", b"gopher")), (PEER, "http"))

    def test_a_websocket_keeps_its_kind(self) -> None:
        self.assertEqual(told(1, self.HTTPS, kind="websocket")[1], "wss")


class Mounted:
    """A route as Starlette mounts it, with what was added to its application."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.app = mock.MagicMock()


class LockExecutionTest(unittest.TestCase):
    def test_the_mounted_api_alone(self) -> None:
        routes = [Mounted("/static"), Mounted("/execution")]
        people_port.lock_execution(types.SimpleNamespace(routes=routes), settings())
        self.assertEqual([route.app.add_middleware.call_count for route in routes], [0, 1])
        self.assertEqual(routes[1].app.add_middleware.call_args[1]["port"], 8080)

    def test_an_airflow_without_it_is_not_published(self) -> None:
        with self.assertRaisesRegex(RuntimeError, "no execution API at /execution"):
            people_port.lock_execution(types.SimpleNamespace(routes=[Mounted("/static")]), settings())


class Opened:
    """The listener in a test: whether it is open."""

    def __init__(self) -> None:
        self.open = False

    async def listen(self, _app: Any, _settings: Any) -> "Opened":
        self.open = True
        return self

    async def close(self) -> None:
        self.open = False


def lifespan(listener: Opened, fault: Any = None) -> Tuple[List[Dict[str, Any]], List[bool]]:
    """Messages to the server, and whether people's port was open when the application had started and had ended."""
    sent: List[Dict[str, Any]] = []
    states: List[bool] = []
    waiting = [{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}]

    async def receive() -> Any:
        return waiting.pop(0)

    async def send(message: Any) -> None:
        sent.append(message)

    async def application(scope: Any, inner: Any, outer: Any) -> None:
        await inner()
        states.append(listener.open)
        await outer({"type": "lifespan.startup.complete"})
        states.append(listener.open)
        await inner()
        states.append(listener.open)

    made = webserver_plugin.PeoplePort(application)
    with mock.patch.object(webserver_plugin, "settings", mock.Mock(side_effect=fault, return_value=settings())):
        with mock.patch.object(people_port, "lock_execution"), mock.patch.object(people_port, "listen", listener.listen):
            with mock.patch("builtins.print"):
                asyncio.run(made({"type": "lifespan", "app": None}, receive, send))
    return sent, states


class PluginTest(unittest.TestCase):
    def test_open_while_the_webserver_runs(self) -> None:
        sent, states = lifespan(Opened())
        self.assertEqual([message["type"] for message in sent], ["lifespan.startup.complete"])
        self.assertEqual(states, [False, True, False])

    def test_a_fault_fails_the_start(self) -> None:
        sent, states = lifespan(Opened(), KeyError("AIRFLOW_CDKTF_PEOPLE_PORT"))
        self.assertEqual(sent[0]["type"], "lifespan.startup.failed")
        self.assertIn("AIRFLOW_CDKTF_PEOPLE_PORT", sent[0]["message"])
        self.assertEqual(states, [False, False, False])

    def test_requests_pass(self) -> None:
        found: List[Any] = []

        async def application(scope: Any, *_: Any) -> None:
            found.append(scope)

        asyncio.run(webserver_plugin.PeoplePort(application)({"type": "http"}, None, None))
        self.assertEqual(found, [{"type": "http"}])


if __name__ == "__main__":
    unittest.main()
