"""GET of one page of this container by a bare socket: http.client alone would double the cost of a check."""
from __future__ import annotations

import socket
from typing import Optional, Tuple

LIMIT = 1 << 20


def get(port: int, path: str, timeout: float) -> Tuple[int, bytes]:
    """(status, body). Raises OSError or ValueError."""
    request = "GET %s HTTP/1.0\r\nHost: localhost:%d\r\nAccept: application/json, */*\r\nConnection: close\r\n\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout) as connection:
        connection.settimeout(timeout)
        connection.sendall((request % (path, port)).encode("ascii"))
        answer = b""
        while len(answer) < LIMIT:
            part = connection.recv(65536)
            if not part:
                break
            answer += part
    return parse(answer)


def parse(answer: bytes) -> Tuple[int, bytes]:
    head, _, body = answer.partition(b"\r\n\r\n")
    words = head.split(b"\r\n", 1)[0].split()
    if len(words) < 2 or not words[0].startswith(b"HTTP/") or not words[1].isdigit():
        raise ValueError("no HTTP answer")
    return int(words[1]), body


def _component(body: bytes, component: str) -> Optional[str]:
    """Why a component of Airflow's health page is unhealthy. The page itself says 200 whatever it holds."""
    import json

    try:
        status = json.loads(body.decode("utf-8"))[component]["status"]
    except (ValueError, KeyError, TypeError):
        return "the answer says nothing about %s" % component
    return None if status == "healthy" else "%s is %s" % (component, status)


def unhealthy(port: int, path: str, component: Optional[str], timeout: float) -> Optional[str]:
    """Why the page is not well, or None."""
    try:
        status, body = get(port, path, timeout)
    except (OSError, ValueError) as error:
        return "http://127.0.0.1:%d%s does not answer: %s" % (port, path, str(error) or type(error).__name__)
    if status >= 400:
        return "http://127.0.0.1:%d%s answers %d" % (port, path, status)
    return None if component is None else _component(body, component)
