"""Airflow plugin of the webserver of 3.x. Found as an entry point of a folder that only a webserver has on its path, so
that no setting of Airflow's own leaves it out."""
from __future__ import annotations

import os
from typing import Any, Optional
from urllib.parse import urlsplit

from airflow.configuration import conf
from airflow.plugins_manager import AirflowPlugin

from airflow_cdktf import execution_path, people_port
from airflow_cdktf.execution_callers import callers

NAME = "airflow_cdktf_webserver"


def settings() -> people_port.Settings:
    """What the target and the file say. Raises KeyError or ValueError where a port is missing."""
    proxied = conf.getboolean("fab", "enable_proxy_fix", fallback=False)
    return people_port.Settings(
        own_port=int(os.environ["AIRFLOW_CDKTF_OWN_PORT"]),
        people_port=int(os.environ["AIRFLOW_CDKTF_PEOPLE_PORT"]),
        base=urlsplit(conf.get("api", "base_url", fallback="")).path.rstrip("/"),
        proxies=conf.getint("fab", "proxy_fix_x_for", fallback=1) if proxied else 0,
        keep_alive=conf.getint("api", "worker_timeout", fallback=120),
        worker=callers(os.environ.get("AIRFLOW_CDKTF_CALLERS", "")),
    )


class PeoplePort:
    """ASGI middleware that opens people's port when the webserver has started, and closes it before it stops. It fails
    the start where it cannot."""

    def __init__(self, app: Any) -> None:
        self._app = app
        self._given: Optional[people_port.Settings] = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "lifespan":
            given = self._given
            found = scope if given is None else execution_path.today(scope, given.own_port, given.base)
            await self._app(found, receive, send)
            return
        listener: Optional[people_port.Listener] = None
        failed = False

        async def sending(message: Any) -> None:
            nonlocal listener, failed
            if message["type"] == "lifespan.startup.complete":
                try:
                    self._given = given = settings()
                    people_port.lock_execution(scope["app"], given)
                    listener = await people_port.listen(scope["app"], given)
                    print("people reach this webserver at port %d, without the execution API" % given.people_port)
                except Exception as error:
                    words = "people's port is not opened: %s: %s" % (type(error).__name__, error)
                    print(words, flush=True)
                    message = {"type": "lifespan.startup.failed", "message": words}
                    failed = True
            await send(message)

        async def receiving() -> Any:
            if failed:
                # The server says no more, and ends the process: the application ends before it.
                return {"type": "lifespan.shutdown"}
            message = await receive()
            if message["type"] == "lifespan.shutdown" and listener is not None:
                await listener.close()
            return message

        await self._app(scope, receiving, sending)


class WebserverPlugin(AirflowPlugin):
    name = NAME
    fastapi_root_middlewares = [{"name": NAME, "middleware": PeoplePort, "args": [], "kwargs": {}}]
