"""Servers that went without a word: another machine has their name, and nothing comes back from the old one."""
from __future__ import annotations

import socket

#: Seconds after which a server counts as gone whose kernel does not answer; how busy its programs are does not matter.
SECONDS = 15

#: Seconds for one try to connect to a database.
CONNECT_SECONDS = 10

_OPTIONS = (
    ("TCP_KEEPIDLE", 5),
    ("TCP_KEEPINTVL", 5),
    ("TCP_KEEPCNT", 2),
    ("TCP_USER_TIMEOUT", SECONDS * 1000),
)


def notice(sock: socket.socket) -> None:
    """Linux' own limits are two hours for who waits, and a quarter of an hour for who has sent."""
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in _OPTIONS:
        if hasattr(socket, name):
            sock.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)
