"""When a connection to the metadata database counts as lost: also when its server went without a word, or has become
read-only, as an old primary is after a failover. Drivers keep such a connection, and SQLAlchemy's pool gives it out
again and again: its first look (pool_pre_ping) reads only, and waits for as long as the kernel does.

[database] sql_alchemy_connect_args names a constant below, so that every process of Airflow loads this.
"""
from __future__ import annotations

import os
import socket
from typing import Any, Dict, Optional

from sqlalchemy import event
from sqlalchemy.engine import Engine

from . import silence
from .silence import CONNECT_SECONDS

#: A name may lead to the old primary for a while: psycopg2 and asyncpg do not take a server that is read-only.
POSTGRES: Dict[str, Any] = {"connect_timeout": CONNECT_SECONDS, "target_session_attrs": "read-write"}
ASYNCPG: Dict[str, Any] = {"timeout": CONNECT_SECONDS, "target_session_attrs": "read-write"}
#: mysqlclient and aiomysql take any server.
MYSQL: Dict[str, Any] = {"connect_timeout": CONNECT_SECONDS}

#: read_only_sql_transaction.
POSTGRES_READ_ONLY = "25006"
#: ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION, ER_READ_ONLY_MODE.
MYSQL_READ_ONLY = (1792, 1836)
#: ER_OPTION_PREVENTS_STATEMENT: of --read-only and --super-read-only, and of options that no failover changes.
MYSQL_OPTION = 1290


def read_only(error: Optional[BaseException]) -> bool:
    """Whether a driver says that the server takes no writes."""
    if POSTGRES_READ_ONLY in (getattr(error, "pgcode", None), getattr(error, "sqlstate", None)):
        return True
    number, text = (*getattr(error, "args", ()), None, None)[:2]
    return number in MYSQL_READ_ONLY or (number == MYSQL_OPTION and "read-only" in str(text))


@event.listens_for(Engine, "handle_error")
def _end_read_only(context: Any) -> None:
    if read_only(context.original_exception):
        # The pool drops all its connections: they lead to the same server.
        context.is_disconnect = True


@event.listens_for(Engine, "connect")
def _notice_silence(connection: Any, _record: Any) -> None:
    descriptor = _descriptor(connection)
    if descriptor is not None:
        # The loops of asyncio hand out no socket on which an option can be set.
        with socket.socket(fileno=os.dup(descriptor)) as same:
            silence.notice(same)


def _descriptor(connection: Any) -> Optional[int]:
    """Of psycopg2's and asyncpg's connections; the client library of MySQL does not tell its own."""
    driver = getattr(connection, "driver_connection", connection)
    transport = getattr(driver, "_transport", None)
    holder = transport.get_extra_info("socket") if transport is not None else driver
    find = getattr(holder, "fileno", None)
    return find() if callable(find) else None
