"""One short question to the execution API: does a webserver of 3.x answer the workers?"""
from __future__ import annotations

import http.client
import socket
import ssl
from typing import List, Optional, Tuple
from urllib.parse import SplitResult, urlsplit

from . import settings

#: Seconds, as long as Airflow's own [workers] execution_api_timeout: a server that needs longer fails its callers too.
TIMEOUT = 5.0


def address() -> Optional[str]:
    """The execution API's. None: tasks of this release reach the database themselves (2.11)."""
    return settings.option("core", "execution_api_server_url")


def why_silent(url: str, timeout: float = TIMEOUT) -> Optional[str]:
    """Why no task could start now, or None. One name may have several webservers: one that answers is enough. A proxy's
    word for a server that is away counts as no answer."""
    parts = urlsplit(url)
    reason = ""
    try:
        places = _places(parts)
    except OSError as error:
        return "%s does not answer: %s" % (parts.netloc, error)
    for place in places:
        try:
            status = _status(parts, place, timeout)
        except (OSError, http.client.HTTPException) as error:
            reason = "%s does not answer: %s" % (parts.netloc, str(error) or type(error).__name__)
            continue
        if status < 500:
            return None
        reason = "%s answers %d" % (parts.netloc, status)
    return reason or "%s has no address" % parts.netloc


def _port(parts: SplitResult) -> int:
    return parts.port or (443 if parts.scheme == "https" else 80)


def _places(parts: SplitResult) -> List[Tuple[str, int]]:
    found = socket.getaddrinfo(parts.hostname, _port(parts), type=socket.SOCK_STREAM)
    return list(dict.fromkeys((str(one[4][0]), int(one[4][1])) for one in found))


def _status(parts: SplitResult, place: Tuple[str, int], timeout: float) -> int:
    connection = http.client.HTTPConnection(parts.hostname or "", _port(parts), timeout=timeout)
    try:
        connection.sock = socket.create_connection(place, timeout)
        if parts.scheme == "https":
            connection.sock = ssl.create_default_context().wrap_socket(connection.sock, server_hostname=parts.hostname)
        connection.request("GET", parts.path.rstrip("/") + "/health", headers={"Connection": "close"})
        return connection.getresponse().status
    finally:
        connection.close()
