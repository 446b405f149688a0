"""Airflow plugin for the webserver of 3.x: the execution API answers the stack's own containers and nobody else.

The UI and the execution API share one port, and that port is published. What comes through the published port has the
address of a caller outside, or of the network's gateway where the engine forwards from the host; the workers have
addresses of the stack's network.
"""
from __future__ import annotations

import functools
import ipaddress
import socket
import struct
from typing import Any, Dict, List, Set, Tuple

from airflow.plugins_manager import AirflowPlugin

from airflow_cdktf import execution_guard as guard

ROUTES = "/proc/net/route"


def _address(hexadecimal: str) -> str:
    return socket.inet_ntoa(struct.pack("<L", int(hexadecimal, 16)))


@functools.lru_cache(maxsize=None)
def own_networks(routes: str = ROUTES) -> Tuple[List[guard.Network], Set[str]]:
    """The container's networks and their gateways, as the kernel routes them."""
    networks: List[guard.Network] = []
    gateways = set()
    with open(routes, encoding="ascii") as file:
        for line in list(file)[1:]:
            _, destination, gateway, _, _, _, _, mask = line.split()[:8]
            if int(destination, 16) == 0:
                gateways.add(_address(gateway))
            else:
                networks.append(ipaddress.IPv4Network((_address(destination), _address(mask))))
    return networks, gateways


def worker(scope: Dict[str, Any]) -> bool:
    networks, gateways = own_networks()
    return guard.comes_from(scope, networks) and scope["client"][0] not in gateways


class ExecutionGuardPlugin(AirflowPlugin):
    name = guard.NAME
    fastapi_root_middlewares = guard.closed_to(worker)
