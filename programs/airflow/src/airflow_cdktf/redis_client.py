"""A connection to the broker where that is Redis, without Celery. Imported late: redis-py costs 0.1 s."""
from __future__ import annotations

from typing import Any, Dict
from urllib.parse import parse_qsl, unquote, urlsplit

from . import settings

#: Seconds.
TIMEOUT = 3


def arguments(url: str) -> Dict[str, Any]:
    """What redis-py takes, of a URL as kombu writes it. Raises ValueError for another broker."""
    parts = urlsplit(url.strip())
    if parts.scheme not in ("redis", "rediss"):
        raise ValueError("expected Redis as the broker, got %s" % (parts.scheme or "unset"))
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
    names = {} if query.get("ssl_check_hostname", "true").lower() != "false" else {"ssl_check_hostname": False}
    return {"ssl": True, "ssl_cert_reqs": demand[5:] if demand.startswith("cert_") else demand, **files, **names}


def connect(given: Dict[str, Any], name: str) -> Any:
    """It connects with the first question, only to a primary, and gives up soon. `name` is for people who look at the
    server."""
    import redis
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    from . import broker_primary

    rest = {key: value for key, value in given.items() if key != "ssl"}
    pool = redis.ConnectionPool(
        connection_class=broker_primary.PrimarySSLConnection if given.get("ssl") else broker_primary.PrimaryConnection,
        **rest,
        retry=Retry(NoBackoff(), 1),
        socket_timeout=TIMEOUT,
        socket_connect_timeout=TIMEOUT,
        # Whoever looks every few seconds must not go on reading an old primary that nobody writes to.
        health_check_interval=1,
        client_name=name,
    )
    return redis.Redis(connection_pool=pool)


def own(name: str) -> "tuple[Any, str]":
    """Airflow's broker, and what stands before every key. Raises ValueError for another broker than Redis."""
    prefix = settings.option("celery_broker_transport_options", "global_keyprefix") or ""
    return connect(arguments(settings.option("celery", "broker_url") or ""), name), prefix
