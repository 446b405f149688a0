"""Airflow plugin for the webserver of 3.x: the execution API answers nobody who comes through the load balancer.

The load balancer refuses the path as it is written, and the webserver decodes it afterwards: /%65xecution passes there
and means the same here. The load balancer always adds a header, which workers do not: they reach the webserver itself.
"""
from __future__ import annotations

from typing import Any

from airflow.plugins_manager import AirflowPlugin

PREFIX = "/execution"
ADDED = b"x-forwarded-for"


class ExecutionGuard:
    def __init__(self, app: Any) -> None:
        self._app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http" or self._passes(scope):
            await self._app(scope, receive, send)
            return
        body = b"The execution API is for workers only."
        headers = [(b"content-type", b"text/plain"), (b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": 403, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    def _passes(self, scope: Any) -> bool:
        root = scope.get("root_path") or ""
        path = scope["path"][len(root) :] if scope["path"].startswith(root) else scope["path"]
        closed = (path + "/").startswith(PREFIX + "/")
        return not closed or all(name != ADDED for name, _ in scope["headers"])


class ExecutionGuardPlugin(AirflowPlugin):
    name = "airflow_cdktf_execution_guard"
    fastapi_root_middlewares = [{"name": "execution guard", "middleware": ExecutionGuard, "args": [], "kwargs": {}}]
