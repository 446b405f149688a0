"""Which queues have living consumers: the announcements of airflow_cdktf.worker_announcer, read from Redis."""
from __future__ import annotations

from typing import Any, Dict, List
from urllib.parse import parse_qsl, unquote, urlsplit

from airflow_cdktf.worker_announcer import CONSUMERS, FINISHING, VALID

from .metrics_rules import Workers

#: Seconds.
TIMEOUT = 3


def arguments(url: str) -> Dict[str, Any]:
    """What redis-py takes, of a URL as kombu writes it. Raises ValueError for another broker."""
    parts = urlsplit(url.strip())
    if parts.scheme not in ("redis", "rediss"):
        raise ValueError("only Redis tells which queues are consumed, and the broker is %s" % (parts.scheme or "unset"))
    path = parts.path.strip("/")
    found: Dict[str, Any] = {
        "host": parts.hostname or "localhost",
        "port": parts.port or 6379,
        "db": int(path) if path else 0,
        "username": unquote(parts.username) if parts.username else None,
        "password": unquote(parts.password) if parts.password else None,
    }
    return {**found, **_tls(dict(parse_qsl(parts.query)))} if parts.scheme == "rediss" else found


def _tls(query: Dict[str, str]) -> Dict[str, Any]:
    """kombu names Python's constants (CERT_REQUIRED), redis-py writes them short; both are safe without the word."""
    demand = query.get("ssl_cert_reqs", "required").lower()
    files = {name: query[name] for name in ("ssl_ca_certs", "ssl_certfile", "ssl_keyfile") if query.get(name)}
    return {"ssl": True, "ssl_cert_reqs": demand[5:] if demand.startswith("cert_") else demand, **files}


class Broker:
    """Keeps one connection."""

    def __init__(self, url: str, prefix: str) -> None:
        self._arguments = arguments(url)
        self._prefix = prefix
        self._client: Any = None

    def ask(self, queues: List[str]) -> Workers:
        """Raises redis-py's own errors."""
        if self._client is None:
            import redis
            from redis.backoff import NoBackoff
            from redis.retry import Retry

            self._client = redis.Redis(
                **self._arguments,
                retry=Retry(NoBackoff(), 1),
                socket_timeout=TIMEOUT,
                socket_connect_timeout=TIMEOUT,
                client_name="airflow-cdktf-metrics",
            )
        since = self._client.time()[0] - VALID
        asked = self._client.pipeline(transaction=False)
        for kind in (CONSUMERS, FINISHING):
            for queue in queues:
                asked.zcount(self._prefix + kind + queue, since, "+inf")
        counts = asked.execute()
        return Workers(dict(zip(queues, counts)), dict(zip(queues, counts[len(queues) :])))
