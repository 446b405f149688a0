"""Whom the webserver's execution API answers."""
from __future__ import annotations

import asyncio
import sys
import types
import unittest
from typing import Any

import context  # noqa: F401

# Airflow is in the image only; the plugin needs nothing of it but the name.
_manager = types.ModuleType("airflow.plugins_manager")
setattr(_manager, "AirflowPlugin", object)
sys.modules.setdefault("airflow", types.ModuleType("airflow"))
sys.modules.setdefault("airflow.plugins_manager", _manager)

import execution_guard  # noqa: E402

THROUGH_LOAD_BALANCER = (b"x-forwarded-for", b"203.0.113.9")


def answered(*headers: Any) -> bool:
    """Whether the execution API answers a request with these headers."""
    seen = []

    async def application(scope: Any, _receive: Any, _send: Any) -> None:
        seen.append(scope)

    async def send(_message: Any) -> None:
        pass

    guard = execution_guard.ExecutionGuardPlugin.fastapi_root_middlewares[0]["middleware"](application)
    asyncio.run(guard({"type": "http", "path": "/execution/health", "headers": list(headers)}, None, send))
    return bool(seen)


class ExecutionGuardTest(unittest.TestCase):
    def test_closed_to_people(self) -> None:
        self.assertFalse(answered(THROUGH_LOAD_BALANCER))

    def test_open_to_workers(self) -> None:
        self.assertTrue(answered((b"host", b"webserver.acme.internal:8080")))


if __name__ == "__main__":
    unittest.main()
