"""Waits until no worker is announced any more: `python -m airflow_cdktf_gcp.quiet [SECONDS]`, before a migration.

Exit 0: none is. Exit 75: the seconds are over. Exit 69: the broker has not answered for a minute. Without SECONDS: the
time after which the broker gives a message again, which is longer than any task.
"""
from __future__ import annotations

import os
import sys
import time
from typing import Callable, List, Optional, Set

from airflow_cdktf import redis_client, settings

from . import live_workers

EVERY = 5.0
#: Looks in a row that must find nobody.
LOOKS = 2
#: Seconds that the broker may be away.
AWAY_SECONDS = 60.0
#: Where nothing says how long a task may take: Celery's own time after which a message is given again.
LONGEST_SECONDS = 86_400.0

QUIET, TIME_IS_OVER, UNREACHABLE = 0, os.EX_TEMPFAIL, os.EX_UNAVAILABLE


def wait(
    look: Callable[[], Optional[Set[str]]],
    seconds: float,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> int:
    """`look` tells the living workers, or None where nobody answers."""
    began = answered = clock()
    found, told = 0, ""
    while True:
        live, now = look(), clock()
        if live is not None:
            answered, found = now, 0 if live else found + 1
            told = _tell(live, told)
        if found >= LOOKS:
            return QUIET
        if now - answered >= AWAY_SECONDS:
            return UNREACHABLE
        if now - began >= seconds:
            return TIME_IS_OVER
        sleep(EVERY)


def _tell(live: Set[str], told: str) -> str:
    """One line for each change."""
    words = "waits for %s" % ", ".join(sorted(live)) if live else "no worker is announced"
    if words != told:
        print("quiet: %s" % words, flush=True)
    return words


def _look() -> Callable[[], Optional[Set[str]]]:
    client, prefix = redis_client.own("airflow-cdktf-quiet")

    def look() -> Optional[Set[str]]:
        try:
            return live_workers.names(client, live_workers.sets(client, prefix))
        except Exception as error:  # redis-py has dozens.
            print("quiet: the broker does not answer: %s" % error, flush=True)
            return None

    return look


def main(arguments: List[str]) -> int:
    given = arguments[0] if arguments else settings.option("celery_broker_transport_options", "visibility_timeout")
    try:
        return wait(_look(), float(given or LONGEST_SECONDS))
    except ValueError as error:
        print("quiet: %s" % error, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
