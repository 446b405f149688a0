"""Waits until the migration, which runs elsewhere, has brought the metadata database to this release.

Exit 0: it has. Exit 1: not in time; the last line says why.

Airflow's own `db check-migrations` asks in one transaction that stays open, which on MySQL holds a lock on its table of
revisions for as long: the migration that it waits for then waits for it, for ever. Here each question has a connection
of its own.
"""
from __future__ import annotations

import os
import sys
import time
from typing import Optional

from airflow_cdktf import database, settings
from airflow_cdktf.migration_database import first_line, revision

TABLE = "alembic_version"
POLL_SECONDS = 3.0
#: Seconds between two lines about the same.
TELL_SECONDS = 60.0


def newest() -> Optional[str]:
    """The revision that this release's own migrations end with."""
    from airflow.utils import db

    return db._get_script_object().get_current_head()


def reason(found: Optional[str], wanted: Optional[str]) -> Optional[str]:
    """Why it has to wait, or None."""
    if found == wanted:
        return None
    return "has no tables of Airflow yet" if found is None else "is at revision %s, and %s is needed" % (found, wanted)


def look(address: database.Address, wanted: Optional[str]) -> Optional[str]:
    try:
        return reason(revision(address, TABLE), wanted)
    except Exception as error:  # Each driver has its own errors.
        return "does not answer: %s" % first_line(error)


def wait(address: database.Address, wanted: Optional[str], seconds: float) -> bool:
    began = time.monotonic()
    told = float("-inf")
    while True:
        why = look(address, wanted)
        now = time.monotonic()
        if why is None:
            return True
        if now - told >= TELL_SECONDS:
            told = now
            print("gate: the database %s %s" % (address.shown, why), flush=True)
        if now - began >= seconds:
            return False
        time.sleep(POLL_SECONDS)


def main() -> int:
    url = settings.option("database", "sql_alchemy_conn")
    if not url:
        print("gate: [database] sql_alchemy_conn is not set", flush=True)
        return 1
    seconds = float(os.environ.get("AIRFLOW_CDKTF_GATE_SECONDS") or 1800)
    address = database.parse(url)
    if wait(address, newest(), seconds):
        return 0
    print("gate: the database %s was not migrated within %.0f s" % (address.shown, seconds), flush=True)
    return 1


if __name__ == "__main__":
    sys.exit(main())
