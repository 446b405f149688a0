"""Which addresses may be a worker's, beside the port: AIRFLOW_CDKTF_CALLERS, which the target sets.

`own-network`: those of the container's networks, without their gateways. `security-groups`: the network has asked
already. Else ranges, and the machine itself. Unwritten or wrong: the machine itself alone.
"""
from __future__ import annotations

import ipaddress
import socket
import struct
from typing import Any, Callable, Dict, Iterable, List, Set, Tuple, Union

OWN_NETWORK = "own-network"
SECURITY_GROUPS = "security-groups"
LOOPBACK = "127.0.0.0/8"
ROUTES = "/proc/net/route"

Scope = Dict[str, Any]
Network = Union[ipaddress.IPv4Network, ipaddress.IPv6Network]


def callers(given: str) -> Callable[[Scope], bool]:
    """A function of a request: whether its peer may be a worker."""
    if given == SECURITY_GROUPS:
        return lambda scope: True
    if given == OWN_NETWORK:
        networks, gateways = own_networks()
        return lambda scope: comes_from(scope, networks) and scope["client"][0] not in gateways
    known = ranges(given)
    return lambda scope: comes_from(scope, known)


def ranges(given: str) -> List[Network]:
    found: List[Network] = []
    for text in (LOOPBACK, *given.replace(",", " ").split()):
        try:
            found.append(ipaddress.ip_network(text))
        except ValueError as error:
            print("execution guard: AIRFLOW_CDKTF_CALLERS: %s" % error, flush=True)
    return found


def comes_from(scope: Scope, networks: Iterable[Network]) -> bool:
    """Whether the peer's own address is of one of the networks."""
    client = scope.get("client")
    try:
        address = ipaddress.ip_address(client[0]) if client else None
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    return address is not None and any(address in network for network in networks)


def own_networks(routes: str = ROUTES) -> Tuple[List[Network], Set[str]]:
    """The container's networks and their gateways, as the kernel routes them: what the engine forwards from the host
    comes from a gateway."""
    networks: List[Network] = []
    gateways = set()
    with open(routes, encoding="ascii") as file:
        for line in list(file)[1:]:
            _, destination, gateway, _, _, _, _, mask = line.split()[:8]
            if int(destination, 16) == 0:
                gateways.add(_address(gateway))
            else:
                networks.append(ipaddress.IPv4Network((_address(destination), _address(mask))))
    return networks, gateways


def _address(hexadecimal: str) -> str:
    return socket.inet_ntoa(struct.pack("<L", int(hexadecimal, 16)))
