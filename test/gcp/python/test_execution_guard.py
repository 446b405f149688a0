"""Whom the webserver's execution API answers."""
from __future__ import annotations

import asyncio
import os
import sys
import types
import unittest
from typing import Any
from unittest import mock

import context  # noqa: F401

# Airflow is in the image only; the plugin needs nothing of it but the name.
_manager = types.ModuleType("airflow.plugins_manager")
setattr(_manager, "AirflowPlugin", object)
sys.modules.setdefault("airflow", types.ModuleType("airflow"))
sys.modules.setdefault("airflow.plugins_manager", _manager)

with mock.patch.dict(os.environ, {"AIRFLOW_CDKTF_CLUSTER": "10.10.0.0/24"}):
    import execution_guard  # noqa: E402

THROUGH_LOAD_BALANCER = (b"x-forwarded-for", b"203.0.113.9")


def answered(address: str, *headers: Any) -> bool:
    """Whether the execution API answers a caller."""
    seen = []

    async def application(scope: Any, _receive: Any, _send: Any) -> None:
        seen.append(scope)

    async def send(_message: Any) -> None:
        pass

    guard = execution_guard.ExecutionGuardPlugin.fastapi_root_middlewares[0]["middleware"](application)
    scope = {"type": "http", "path": "/execution/health", "headers": list(headers), "client": (address, 1)}
    asyncio.run(guard(scope, None, send))
    return bool(seen)


class ExecutionGuardTest(unittest.TestCase):
    def test_open_to_machines_of_the_cluster(self) -> None:
        self.assertTrue(answered("10.10.0.7"))
        self.assertTrue(answered("127.0.0.1"))

    def test_closed_to_tunnels(self) -> None:
        self.assertFalse(answered("35.235.240.9"))

    def test_closed_to_what_comes_through_the_load_balancer(self) -> None:
        self.assertFalse(answered("35.191.0.9", THROUGH_LOAD_BALANCER))

    def test_closed_where_a_person_names_an_address_of_the_cluster(self) -> None:
        self.assertFalse(answered("10.10.0.7", THROUGH_LOAD_BALANCER))

    def test_without_a_range_only_the_machine_itself(self) -> None:
        for given in ("", "nonsense"):
            with mock.patch.dict(os.environ, {"AIRFLOW_CDKTF_CLUSTER": given}), mock.patch("builtins.print"):
                self.assertEqual([str(one) for one in execution_guard.networks()], [execution_guard.LOOPBACK])


if __name__ == "__main__":
    unittest.main()
