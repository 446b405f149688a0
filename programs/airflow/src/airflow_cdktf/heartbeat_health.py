"""Is this host's scheduler, dag-processor or triggerer alive? One row of the metadata database tells."""
from __future__ import annotations

import socket
import time
from typing import Any, List, NamedTuple, Optional

from . import container, database, files, settings

#: Every job of Airflow writes its heartbeat each 5 s; a busy loop may be late.
STALE_SECONDS = 120.0
#: A database that is away for longer than this makes its users unhealthy, but never ends them.
DATABASE_SECONDS = 900.0
#: How far a heartbeat may seem older than its container, because clocks are read at different moments.
SLACK = 2.0

NOTE = "database.json"


class Verdict(NamedTuple):
    reason: Optional[str]
    """Why it is unhealthy, or None."""
    blame: bool
    """Whether this process is at fault, so that ending it can help."""


def _canonical(name: str) -> str:
    return socket.getaddrinfo(name, None, 0, socket.SOCK_DGRAM, 0, socket.AI_CANONNAME)[0][3]


def hostnames() -> List[str]:
    """What `[core] hostname_callable` may return here: asking Airflow itself would import it. Names of this host, and
    the addresses that they have (airflow.utils.net.get_host_ip_address)."""
    name = socket.gethostname()
    names = {name, socket.getfqdn()}
    try:
        names.add(_canonical(name))
    except OSError:
        pass
    for one in sorted(names):
        try:
            names.add(socket.gethostbyname(one))
        except OSError:
            pass
    return sorted(found for found in names if found)


def statement(dialect: str, hosts: int) -> str:
    """Answered from the index on (job_type, latest_heartbeat)."""
    seconds = "EXTRACT(EPOCH FROM latest_heartbeat)" if dialect == "postgresql" else "UNIX_TIMESTAMP(latest_heartbeat)"
    return (
        "SELECT %s FROM job WHERE job_type = %%s AND state = 'running' AND hostname IN (%s)"
        " ORDER BY latest_heartbeat DESC LIMIT 1" % (seconds, ", ".join(["%s"] * hosts))
    )


def judge(job_type: str, heartbeat: Optional[float], now: float, container_age: float) -> Verdict:
    if heartbeat is None:
        return Verdict("no %s of this host is running" % job_type, True)
    silent = now - heartbeat
    if silent > container_age + SLACK:
        return Verdict("the %s has not written a heartbeat since this container started" % job_type, True)
    if silent > STALE_SECONDS:
        return Verdict("the %s's last heartbeat is %.0f s old" % (job_type, silent), True)
    return Verdict(None, False)


def _without_database(error: Exception, mark: int) -> Verdict:
    """Nobody is to be ended because the database is away; a long absence is shown."""
    note = files.read_json(NOTE)
    now = time.monotonic()
    if note is None or note.get("start_mark") != mark:
        note = {"start_mark": mark, "since_monotonic": now}
        files.write_json(NOTE, note)
    away = now - float(note["since_monotonic"])
    if away <= DATABASE_SECONDS:
        return Verdict(None, False)
    words = str(error).strip().splitlines() or [type(error).__name__]
    return Verdict("the metadata database has not answered for %.0f s: %s" % (away, words[0]), False)


def _ask(connection: Any, dialect: str, job_type: str) -> Optional[float]:
    hosts = hostnames()
    row = database.one(connection, statement(dialect, len(hosts)), (job_type, *hosts))
    return None if row is None or row[0] is None else float(row[0])


def check(job_type: str) -> Verdict:
    """Asks the database of [database] sql_alchemy_conn."""
    mark = container.start_mark()
    url = settings.option("database", "sql_alchemy_conn")
    if not url:
        return Verdict("[database] sql_alchemy_conn is not set", False)
    address = database.parse(url)
    try:
        connection = database.connect(address)
        try:
            heartbeat = _ask(connection, address.dialect, job_type)
        finally:
            connection.close()
    except Exception as error:  # Each driver has its own errors.
        if "doesn't exist" in str(error) or "does not exist" in str(error):
            return Verdict("the database is not migrated: %s" % str(error).splitlines()[0], False)
        return _without_database(error, mark)
    files.remove(NOTE)
    return judge(job_type, heartbeat, time.time(), container.age())
