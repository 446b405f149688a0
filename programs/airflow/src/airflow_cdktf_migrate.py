"""Everything that the database needs before Airflow starts, in one process: tables, administrator, slot pools.

Exit 0: done. Exit 1: refused or failed; the last line says why: `migration: ...`.
"""
from __future__ import annotations

import os
import sys
import time
from typing import List, NoReturn

from airflow_cdktf import database, settings
from airflow_cdktf import migration_admin, migration_database, migration_pools, migration_queues, migration_schema
from airflow_cdktf.migration_database import Refusal


def _end(code: int, line: str) -> NoReturn:
    """The last line must be ours: nothing that runs at exit may write after it."""
    print("migration: %s" % line, flush=True)
    os._exit(code)


def _address() -> database.Address:
    url = settings.option("database", "sql_alchemy_conn")
    if not url:
        raise Refusal("[database] sql_alchemy_conn is not set")
    try:
        return database.parse(url)
    except ValueError as error:
        raise Refusal(str(error)) from None


def run(address: database.Address) -> List[str]:
    seconds = float(os.environ.get("AIRFLOW_CDKTF_DATABASE_WAIT_SECONDS") or 60)
    migration_schema.refuse_other_image(os.environ.get("AIRFLOW_CDKTF_AIRFLOW_VERSION"))
    migration_database.wait(address, seconds)
    migration_schema.migrate(address)
    admin = migration_admin.apply(address)
    return ([admin] if admin else []) + migration_pools.apply() + migration_queues.apply()


def _one_stream() -> None:
    """Docker does not keep the order of two streams, and the last line of the log must be ours."""
    sys.stderr.flush()
    os.dup2(1, 2)


def main() -> NoReturn:
    _one_stream()
    began = time.monotonic()
    address = None
    secrets = [os.environ.get("AIRFLOW_CDKTF_ADMIN_PASSWORD") or ""]
    try:
        address = _address()
        secrets.append(address.password)
        for line in run(address):
            print("migration: %s" % line, flush=True)
    except Refusal as refusal:
        _end(1, migration_database.redact(str(refusal), secrets))
    except SystemExit as stop:
        if stop.code not in (None, 0):
            _end(1, migration_database.redact("Airflow stopped it: %s" % stop.code, secrets))
    except BaseException as error:
        import traceback

        print(migration_database.redact(traceback.format_exc(), secrets), flush=True)
        _end(1, migration_database.redact(migration_database.explain(error, address), secrets))
    _end(0, "done in %.1f s" % (time.monotonic() - began))


if __name__ == "__main__":
    main()
