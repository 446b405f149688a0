"""Asks the broker how many messages wait, on a connection of its own, so that the worker's is left alone."""
from __future__ import annotations

import logging
from typing import Any, List, Optional

log = logging.getLogger("airflow_cdktf.worker_state")

#: Seconds. A broker that needs longer counts as not answering.
TIMEOUT = 3.0


class BrokerProbe:
    """Keeps one short-lived connection; it belongs to one thread."""

    def __init__(self, app: Any) -> None:
        self._app = app
        self._connection: Optional[Any] = None
        self._refused = ""

    def waiting(self, queues: List[str]) -> Optional[int]:
        """Messages in the queues, all priorities. None: no answer. Brokers other than Redis always count 0."""
        try:
            channel = self._channel()
            # kombu's own count: it knows the keys of the priorities (`queue\x06\x16N`) and a global key prefix.
            return sum(channel._size(queue) for queue in queues) if hasattr(channel, "priority_steps") else 0
        except Exception:  # Every transport has its own errors, and any of them means: no answer.
            self.close()
            return None

    def run_script(self, script: str, keys: List[str], arguments: List[Any]) -> bool:
        """Runs a Lua script in Redis; does nothing at other brokers. False: it did not run."""
        try:
            channel = self._channel()
            if not hasattr(channel, "priority_steps"):
                return False
            prefix = getattr(channel, "global_keyprefix", "") or ""
            with channel.conn_or_acquire() as client:
                # kombu adds its key prefix to some commands only, and not to this one.
                client.eval(script, len(keys), *[prefix + key for key in keys], *arguments)
        except Exception as error:
            self.close()
            # An outage is told by the state of the worker; what the broker refuses would be told nowhere else.
            if type(error).__name__ in ("ResponseError", "NoPermissionError") and str(error) != self._refused:
                self._refused = str(error)
                log.warning("The broker refuses to note which queues this worker consumes: %s", error)
            return False
        return True

    def _channel(self) -> Any:
        if self._connection is None:
            self._connection = self._app.connection_for_read(
                transport_options={
                    **self._app.conf.broker_transport_options,
                    "socket_timeout": TIMEOUT,
                    "socket_connect_timeout": TIMEOUT,
                    "retry_on_timeout": False,
                    # kombu would try to connect again after 2 s, in which nobody publishes the worker's state.
                    "max_retries": 0,
                    "max_connections": 2,
                    "client_name": "airflow-cdktf-worker-state",
                }
            )
        return self._connection.default_channel

    def close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            try:
                # Without a timeout of its own: kombu would make it the process' default for new sockets meanwhile, and
                # for good when the worker's thread drops its connection at the same moment.
                connection.collect()
            except Exception:
                pass
