"""Connections to the broker that end where redis-py's stay: at a server that is not the primary, or not now.

A hosted Redis that fails over leaves its old primary there, demoted: it answers, and refuses. redis-py hands such an
answer on and keeps the connection (its client for Sentinel does not), kombu takes it for a fault of one channel,
Celery's worker ends ("Unrecoverable error: ResponseError('UNBLOCKED ...')") and Airflow's scheduler fails the task that
it was sending. Here the answer is a lost connection, which all of them outlive: they connect again, by name.
"""
from __future__ import annotations

from typing import Any, Callable, Dict

from redis import Connection, SSLConnection
from redis.connection import DefaultParser
from redis.exceptions import ConnectionError as Lost, ResponseError

from . import silence

#: First words of such answers. LOADING is one that redis-py knows by itself. Source: the errors of Redis and Valkey.
REFUSALS = (
    "UNBLOCKED",  # was waiting for messages when the server was demoted
    "READONLY",  # a replica
    "MASTERDOWN",  # a replica without its primary
    "NOREPLICAS",  # a primary that has lost its replicas
    "MISCONF",  # a primary that cannot write to its disk
    "BUSY",  # a script runs for too long
    "CLUSTERDOWN",
    "TRYAGAIN",
    "ASK",
    "MOVED",  # what a replica of a cluster says
)

#: Changes nothing, and only a primary takes it. kombu itself sends it, so that whoever may work here may ask.
QUESTION = ("ZREM", "unacked_index", "airflow-cdktf")


class NotPrimary(Lost):
    """The server is there, and does not do what a primary does."""


def _refusal(word: str) -> Callable[[str], NotPrimary]:
    return lambda text: NotPrimary("%s %s" % (word, text))


class PrimaryParser(DefaultParser):
    """What redis-py makes of the server's errors. A connection ends at each that is a ConnectionError."""

    EXCEPTION_CLASSES: Dict[str, Any] = {
        **DefaultParser.EXCEPTION_CLASSES,
        **{word: _refusal(word) for word in REFUSALS},
    }


def _primary(base: Any) -> Any:
    class Primary(base):
        def __init__(self, *given: Any, **named: Any) -> None:
            named.update(parser_class=PrimaryParser, redis_connect_func=_only_to_a_primary)
            super().__init__(*given, **named)

        def _connect(self) -> Any:
            sock = super()._connect()
            silence.notice(sock)
            return sock

        def _send_ping(self) -> None:
            """Before the first command after a pause, where the client wants connections looked at."""
            super()._send_ping()
            _ask(self)

    return Primary


def _only_to_a_primary(connection: Any) -> None:
    """A name may lead to the old primary for a while: without this, the connection would stand and each use of it fail,
    which kombu and Airflow's scheduler bear only once."""
    connection.on_connect()
    _ask(connection)


def _ask(connection: Any) -> None:
    """Raises NotPrimary."""
    connection.send_command(*QUESTION, check_health=False)
    try:
        connection.read_response()
    except ResponseError:
        pass  # A login that may not ask. What the server is shows later.


PrimaryConnection = _primary(Connection)
PrimarySSLConnection = _primary(SSLConnection)


def install() -> None:
    """For all that kombu connects in this process."""
    from kombu.transport import redis as transport

    transport.Channel.connection_class = PrimaryConnection
    transport.Channel.connection_class_ssl = PrimarySSLConnection
    # A transport that does not tell these apart is given up when it fails twice in a row, and Airflow's scheduler fails
    # each task that it cannot send, unless the time for it was over.
    transport.Transport.recoverable_connection_errors = transport.Transport.connection_errors
    transport.Transport.recoverable_channel_errors = ()
