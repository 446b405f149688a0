"""Closes the execution API of 3.x, through which workers report, to everybody else.

Where a connection was accepted decides, never what it says: people come through a port of their own, see people_port.
The lock is on the API itself, so that no spelling of a path and no plugin that rewrites one leads past it.
"""
from __future__ import annotations

import logging
import re
from typing import Any, Callable, Dict, List
from urllib.parse import unquote

PREFIX = "execution"
BODY = b'{"detail":"The execution API is for workers only."}'

Scope = Dict[str, Any]
"""A connection or a request, as ASGI describes it."""

log = logging.getLogger("airflow_cdktf.execution_guard")

#: Rounds of %25 and the like that are undone; whoever wraps a path more often than that means no page.
_DECODINGS = 8
_AUTHORITY = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^/]*")
_CONTROL = re.compile(r"[\x00-\x20\x7f]")
_TAIL = re.compile(r"[;?#].*")


class Lock:
    """ASGI middleware of the execution API: answers at Airflow's own port, to whom `worker` knows by the address."""

    def __init__(self, app: Any, port: int, worker: Callable[[Scope], bool]) -> None:
        self._app = app
        self._port = port
        self._worker = worker

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan" or (local_port(scope) == self._port and self._worker(scope)):
            await self._app(scope, receive, send)
        else:
            await refuse(scope, send)


def local_port(scope: Scope) -> Any:
    """The port at which the server accepted the connection: of the socket, no header changes it."""
    server = scope.get("server")
    return server[1] if server else None


async def refuse(scope: Scope, send: Any) -> None:
    log.warning("execution API: refused %r to %r at port %s", scope.get("path"), scope.get("client"), local_port(scope))
    if scope["type"] == "websocket":
        # Before an accept, servers answer this with 403.
        await send({"type": "websocket.close", "code": 1008, "reason": ""})
        return
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(BODY)).encode())]
    await send({"type": "http.response.start", "status": 403, "headers": headers})
    await send({"type": "http.response.body", "body": BODY})


def meant(path: str, base: str = "") -> bool:
    """Whether any reader of the path could take it for one of the execution API, below `base` or not. Rather too often
    than too seldom: no page of Airflow's begins like that."""
    for _ in range(_DECODINGS):
        decoded = unquote(path)
        if decoded == path:
            break
        path = decoded
    else:
        return True
    path = _AUTHORITY.sub("", path, count=1) if not path.startswith("/") else path
    written = [_TAIL.sub("", part).casefold() for part in _CONTROL.sub("", path).replace("\\", "/").split("/")]
    flat = [part for part in written if part not in ("", ".", "..")]
    resolved: List[str] = []
    for part in written:
        if part in ("", "."):
            continue
        if part == "..":
            del resolved[-1:]
        else:
            resolved.append(part)
    below = [part.casefold() for part in base.split("/") if part]
    return any(_first(parts, below) for parts in (flat, resolved))


def _first(parts: List[str], below: List[str]) -> bool:
    count = len(below)
    return parts[:1] == [PREFIX] or (parts[:count] == below and parts[count : count + 1] == [PREFIX])
