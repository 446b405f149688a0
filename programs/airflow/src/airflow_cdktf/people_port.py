"""The port of the webserver of 3.x that people reach: a second listener in Airflow's own process, with all of Airflow's
pages and without the execution API.

Only this module opens it. Where it is not loaded, or fails, nothing listens where people come in.
"""
from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import socket
from typing import Any, Iterator, List, NamedTuple, Optional

from airflow_cdktf.execution_guard import PREFIX, Lock, Scope, meant, refuse

#: Seconds for requests that still run when the webserver stops.
STOP_SECONDS = 20
_POLL_SECONDS = 0.05


class Settings(NamedTuple):
    #: Airflow's own port, where workers report.
    own_port: int
    people_port: int
    #: Path of the base URL, without a slash at its end.
    base: str
    #: Proxies before the webserver whose X-Forwarded-For and X-Forwarded-Proto say who asks, and how. 0: not believed.
    proxies: int
    #: Seconds for which an idle connection stays open.
    keep_alive: int
    worker: Any


class Door:
    """ASGI application of people's port: Airflow's, behind a refusal of all that means the execution API."""

    def __init__(self, app: Any, settings: Settings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:
        if meant(scope["path"], self._settings.base):
            await refuse(scope, send)
        else:
            await self._app(believed(scope, self._settings.proxies), receive, send)


def believed(scope: Scope, proxies: int) -> Scope:
    """The request as the proxies before the webserver tell it. Only links, cookies and the access log follow it; each
    proxy adds its word behind what it was told, so that what a caller writes is never the word that counts."""
    if proxies == 0:
        return scope
    told = dict(scope)
    chain = _words(scope, b"x-forwarded-for")
    address = _address(chain[-min(proxies, len(chain))]) if chain else None
    if address is not None:
        told["client"] = (address, 0)
    protocols = _words(scope, b"x-forwarded-proto")
    if protocols and protocols[-1] in ("http", "https"):
        secure = protocols[-1] == "https"
        told["scheme"] = ("wss" if secure else "ws") if scope["type"] == "websocket" else protocols[-1]
    return told


def _words(scope: Scope, name: bytes) -> List[str]:
    lines = [value.decode("latin-1") for key, value in scope["headers"] if key == name]
    return [word.strip() for line in lines for word in line.split(",") if word.strip()]


def _address(word: str) -> Optional[str]:
    """An address without its port: `10.0.0.1:80`, `[::1]:80`."""
    bare = word[1 : word.find("]")] if word.startswith("[") else word.split(":")[0] if word.count(":") == 1 else word
    try:
        return str(ipaddress.ip_address(bare))
    except ValueError:
        return None


def lock_execution(app: Any, settings: Settings) -> None:
    """Locks the API that Airflow mounts. Raises where there is none: then nobody knows what people would reach."""
    mounted = [route for route in app.routes if getattr(route, "path", None) == "/" + PREFIX and hasattr(route, "app")]
    if not mounted:
        raise RuntimeError("this Airflow has no execution API at /%s" % PREFIX)
    for route in mounted:
        route.app.add_middleware(Lock, port=settings.own_port, worker=settings.worker)


class Listener:
    """The second listener, while it runs."""

    def __init__(self, server: Any, task: "asyncio.Task[None]") -> None:
        self._server = server
        self._task = task

    async def close(self) -> None:
        self._server.should_exit = True
        await asyncio.wait({self._task}, timeout=STOP_SECONDS + 5)


async def listen(app: Any, settings: Settings) -> Listener:
    """Opens people's port. Returns when it answers."""
    server = _server(Door(app, settings), settings)
    task = asyncio.get_running_loop().create_task(server.serve(sockets=[_socket(settings.people_port)]))
    while not server.started:
        if task.done():
            task.result()
            raise RuntimeError("the listener of port %d ended" % settings.people_port)
        await asyncio.sleep(_POLL_SECONDS)
    return Listener(server, task)


def _socket(port: int) -> socket.socket:
    """Several processes of one webserver share the port."""
    opened = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    opened.bind(("0.0.0.0", port))
    return opened


def _server(app: Any, settings: Settings) -> Any:
    import uvicorn

    class Second(uvicorn.Server):
        """Signals are the first server's: it ends this one with its application."""

        @contextlib.contextmanager
        def capture_signals(self) -> Iterator[None]:
            yield

    return Second(
        uvicorn.Config(
            app,
            interface="asgi3",
            # The first server starts and ends the application.
            lifespan="off",
            workers=1,
            log_config=None,
            access_log=False,
            proxy_headers=False,
            timeout_keep_alive=settings.keep_alive,
            timeout_graceful_shutdown=STOP_SECONDS,
        )
    )
