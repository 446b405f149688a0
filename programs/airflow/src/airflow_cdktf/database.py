"""A plain connection to the metadata database, by the driver that the URL names and without SQLAlchemy."""
from __future__ import annotations

from typing import Any, Dict, List, NamedTuple, Optional
from urllib.parse import parse_qsl, unquote, urlsplit


class Address(NamedTuple):
    dialect: str
    host: str
    port: int
    user: str
    password: str
    name: str
    query: Dict[str, str]

    @property
    def shown(self) -> str:
        """For messages: never the password."""
        return "%s://%s@%s:%d/%s" % (self.dialect, self.user, self.host, self.port, self.name)


def parse(url: str) -> Address:
    """Parts of an SQLAlchemy URL. Raises ValueError for a database that Airflow does not run on."""
    parts = urlsplit(url.strip())
    dialect = parts.scheme.split("+")[0]
    if dialect not in ("postgresql", "mysql"):
        raise ValueError("expected a postgresql or mysql URL in [database] sql_alchemy_conn, got %r" % parts.scheme)
    return Address(
        dialect=dialect,
        host=parts.hostname or "localhost",
        port=parts.port or (5432 if dialect == "postgresql" else 3306),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        name=parts.path.lstrip("/"),
        query=dict(parse_qsl(parts.query)),
    )


def connect(address: Address, seconds: int = 3) -> Any:
    """A DB-API connection; it and its statements give up after `seconds`. Raises the driver's own errors."""
    return _postgres(address, seconds) if address.dialect == "postgresql" else _mysql(address, seconds)


def _postgres(address: Address, seconds: int) -> Any:
    try:
        import psycopg2 as driver
    except ImportError:
        import psycopg as driver  # type: ignore[no-redef]
    return driver.connect(
        **{
            "host": address.host,
            "port": address.port,
            "user": address.user,
            "password": address.password,
            "dbname": address.name,
            "connect_timeout": max(2, seconds),  # libpq takes 1 for 2.
            "options": "-c statement_timeout=%d" % (seconds * 1000),
            "application_name": "airflow-cdktf",
            # The server's own limit helps nobody when the server went without a word.
            "tcp_user_timeout": (seconds + 2) * 1000,
            "keepalives_idle": seconds,
            "keepalives_interval": 1,
            "keepalives_count": 2,
            # A name may lead to the old primary of a failover for a while.
            "target_session_attrs": "read-write",
            **address.query,
        }
    )


def _mysql(address: Address, seconds: int) -> Any:
    import MySQLdb

    tls: Dict[str, str] = {
        key[4:]: value for key, value in address.query.items() if key in ("ssl_ca", "ssl_cert", "ssl_key")
    }
    secured: Dict[str, Any] = {"ssl": tls} if tls else {}
    return MySQLdb.connect(
        host=address.host,
        port=address.port,
        user=address.user,
        password=address.password,
        database=address.name,
        connect_timeout=seconds,
        read_timeout=seconds,
        **secured,
    )


def one(connection: Any, statement: str, arguments: Optional[tuple] = None) -> Optional[tuple]:
    """The first row, or None."""
    cursor = connection.cursor()
    try:
        cursor.execute(statement, arguments or ())
        row = cursor.fetchone()
        return None if row is None else tuple(row)
    finally:
        cursor.close()


def every(connection: Any, statement: str) -> List[tuple]:
    """All rows."""
    cursor = connection.cursor()
    try:
        cursor.execute(statement)
        return [tuple(row) for row in cursor.fetchall()]
    finally:
        cursor.close()
