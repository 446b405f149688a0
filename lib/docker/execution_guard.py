"""Airflow plugin for the webserver of 3.x: the execution API answers the stack's own containers and nobody else.

The UI and the execution API share one port, and that port is published. What comes through the published port has the
address of a caller outside, or of the network's gateway where the engine forwards from the host; the workers have
addresses of the stack's network.
"""
from __future__ import annotations

import ipaddress
import socket
import struct
from typing import Any, List, Set, Tuple

from airflow.plugins_manager import AirflowPlugin

ROUTES = "/proc/net/route"
PREFIX = "/execution"


def _address(hexadecimal: str) -> str:
    return socket.inet_ntoa(struct.pack("<L", int(hexadecimal, 16)))


def own_networks(routes: str = ROUTES) -> Tuple[List[ipaddress.IPv4Network], Set[str]]:
    """The container's networks and their gateways, as the kernel routes them."""
    networks, gateways = [], set()
    with open(routes, encoding="ascii") as file:
        for line in list(file)[1:]:
            _, destination, gateway, _, _, _, _, mask = line.split()[:8]
            if int(destination, 16) == 0:
                gateways.add(_address(gateway))
            else:
                networks.append(ipaddress.IPv4Network((_address(destination), _address(mask))))
    return networks, gateways


class ExecutionGuard:
    def __init__(self, app: Any) -> None:
        self._app = app
        self._networks, self._gateways = own_networks()

    def _inside(self, client: Any) -> bool:
        if client is None or client[0] in self._gateways:
            return False
        try:
            address = ipaddress.ip_address(client[0])
        except ValueError:
            return False
        return any(address in network for network in self._networks)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http" or self._passes(scope):
            await self._app(scope, receive, send)
            return
        body = b'{"detail":"The execution API is for workers only."}'
        headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": 403, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    def _passes(self, scope: Any) -> bool:
        root = scope.get("root_path") or ""
        path = scope["path"][len(root) :] if scope["path"].startswith(root) else scope["path"]
        return not (path + "/").startswith(PREFIX + "/") or self._inside(scope.get("client"))


class ExecutionGuardPlugin(AirflowPlugin):
    name = "airflow_cdktf_execution_guard"
    fastapi_root_middlewares = [{"name": "execution guard", "middleware": ExecutionGuard, "args": [], "kwargs": {}}]
