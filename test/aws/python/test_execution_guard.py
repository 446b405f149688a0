"""Whom the webserver's execution API answers."""
from __future__ import annotations

import asyncio
import sys
import types
import unittest
from typing import Any, List

import context  # noqa: F401

# Airflow is in the image only; the plugin needs nothing of it but the name.
_manager = types.ModuleType("airflow.plugins_manager")
setattr(_manager, "AirflowPlugin", object)
sys.modules.setdefault("airflow", types.ModuleType("airflow"))
sys.modules.setdefault("airflow.plugins_manager", _manager)

from execution_guard import ExecutionGuard  # noqa: E402

THROUGH_LOAD_BALANCER = (b"x-forwarded-for", b"203.0.113.9")


def answered(path: str, *headers: Any, root: str = "", kind: str = "http") -> bool:
    """Whether the application sees the request; otherwise it is answered 403."""
    seen: List[str] = []
    sent: List[Any] = []

    async def application(scope: Any, _receive: Any, _send: Any) -> None:
        seen.append(scope["path"])

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": kind, "path": path, "root_path": root, "headers": list(headers)}
    asyncio.run(ExecutionGuard(application)(scope, None, send))
    if not seen:
        assert sent[0]["status"] == 403, sent
    return bool(seen)


class ExecutionGuardTest(unittest.TestCase):
    def test_closed_to_people(self) -> None:
        for path in ("/execution", "/execution/", "/execution/task-instances/1/run"):
            self.assertFalse(answered(path, THROUGH_LOAD_BALANCER), path)

    def test_closed_below_a_root_path(self) -> None:
        self.assertFalse(answered("/base/execution/health", THROUGH_LOAD_BALANCER, root="/base"))

    def test_open_to_workers(self) -> None:
        self.assertTrue(answered("/execution/task-instances/1/run", (b"host", b"webserver.acme.internal:8080")))

    def test_everything_else_is_open_to_people(self) -> None:
        for path in ("/", "/executions", "/api/v2/version"):
            self.assertTrue(answered(path, THROUGH_LOAD_BALANCER), path)

    def test_start_and_end_of_the_server_pass(self) -> None:
        self.assertTrue(answered("/execution", kind="lifespan"))


if __name__ == "__main__":
    unittest.main()
