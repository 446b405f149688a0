"""What the execution guard of every target has in common."""
from __future__ import annotations

import asyncio
import ipaddress
import unittest
from typing import Any, Dict, List

import context  # noqa: F401
from airflow_cdktf import execution_guard as guard

RANGE = [ipaddress.ip_network("10.10.0.0/24")]


def answered(scope: Dict[str, Any], worker: bool) -> bool:
    """Whether the application sees the request; otherwise it is answered 403."""
    seen: List[str] = []
    sent: List[Any] = []

    async def application(inner: Any, _receive: Any, _send: Any) -> None:
        seen.append(inner["path"])

    async def send(message: Any) -> None:
        sent.append(message)

    made = guard.closed_to(lambda _: worker)[0]["middleware"](application)
    asyncio.run(made({"type": "http", "headers": [], **scope}, None, send))
    if not seen:
        assert (sent[0]["status"], sent[1]["body"]) == (403, guard.BODY), sent
    return bool(seen)


class ExecutionGuardTest(unittest.TestCase):
    def test_closed_to_all_but_workers(self) -> None:
        for path in ("/execution", "/execution/", "/execution/task-instances/1/run"):
            self.assertFalse(answered({"path": path}, worker=False), path)
            self.assertTrue(answered({"path": path}, worker=True), path)

    def test_closed_below_a_root_path(self) -> None:
        self.assertFalse(answered({"path": "/base/execution/health", "root_path": "/base"}, worker=False))

    def test_everything_else_is_open(self) -> None:
        for path in ("/", "/executions", "/api/v2/version", "/base/executions"):
            self.assertTrue(answered({"path": path}, worker=False), path)

    def test_start_and_end_of_the_server_pass(self) -> None:
        self.assertTrue(answered({"path": "/execution", "type": "lifespan"}, worker=False))

    def test_a_callers_own_address(self) -> None:
        for address, inside in (
            ("10.10.0.9", True),
            ("::ffff:10.10.0.9", True),
            ("10.10.1.9", False),
            ("::1", False),
            ("testclient", False),
        ):
            self.assertEqual(guard.comes_from({"client": (address, 1)}, RANGE), inside, address)
        self.assertFalse(guard.comes_from({"client": None}, RANGE))

    def test_what_a_proxy_adds(self) -> None:
        self.assertTrue(guard.forwarded({"headers": [(b"host", b"x"), (b"x-forwarded-for", b"203.0.113.9")]}))
        self.assertFalse(guard.forwarded({"headers": [(b"host", b"x")]}))


if __name__ == "__main__":
    unittest.main()
