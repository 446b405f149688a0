"""Closes the execution API of 3.x to all but workers. The UI and that API share one port, which people reach.

What tells a worker from a person is the target's: its plugin gives a function of the request, see closed_to.
"""
from __future__ import annotations

import ipaddress
from typing import Any, Callable, Dict, Iterable, List, Union

PREFIX = "/execution"
BODY = b'{"detail":"The execution API is for workers only."}'

#: Name of the plugin on every target.
NAME = "airflow_cdktf_execution_guard"
#: Added by every proxy and load balancer; workers reach the webserver itself.
FORWARDED = b"x-forwarded-for"

Scope = Dict[str, Any]
"""A request, as ASGI describes it."""
Network = Union[ipaddress.IPv4Network, ipaddress.IPv6Network]


def forwarded(scope: Scope) -> bool:
    return any(name == FORWARDED for name, _ in scope["headers"])


def comes_from(scope: Scope, networks: Iterable[Network]) -> bool:
    """Whether the caller's own address is of one of the networks."""
    client = scope.get("client")
    try:
        address = ipaddress.ip_address(client[0]) if client else None
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    return address is not None and any(address in network for network in networks)


def closed(scope: Scope) -> bool:
    """Whether the path, which the webserver has decoded, is of the execution API."""
    root = scope.get("root_path") or ""
    path = scope["path"][len(root) :] if scope["path"].startswith(root) else scope["path"]
    return bool((path + "/").startswith(PREFIX + "/"))


def middleware(worker: Callable[[Scope], bool]) -> type:
    """ASGI middleware that answers 403 where `worker` says no."""

    class ExecutionGuard:
        def __init__(self, app: Any) -> None:
            self._app = app

        async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:
            # A start or end of the server has no path.
            if scope["type"] != "http" or not closed(scope) or worker(scope):
                await self._app(scope, receive, send)
                return
            headers = [(b"content-type", b"application/json"), (b"content-length", str(len(BODY)).encode())]
            await send({"type": "http.response.start", "status": 403, "headers": headers})
            await send({"type": "http.response.body", "body": BODY})

    return ExecutionGuard


def closed_to(worker: Callable[[Scope], bool]) -> List[Dict[str, Any]]:
    """What an Airflow plugin calls `fastapi_root_middlewares`."""
    return [{"name": "execution guard", "middleware": middleware(worker), "args": [], "kwargs": {}}]
