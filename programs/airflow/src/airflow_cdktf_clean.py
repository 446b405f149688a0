"""Deletes old rows of the metadata database, as `airflow db clean --skip-archive --yes` does; to be run on a schedule.

Environment: AIRFLOW_CDKTF_CLEAN_DAYS, rows older than that go. Exit 0: done. Exit 1: refused, or some table failed.
"""
from __future__ import annotations

import inspect
import logging
import os
import sys
from datetime import datetime, timedelta, timezone
from typing import Any, Callable, Dict, Iterable, List

#: Less than a day would take runs that have not ended.
LEAST_DAYS = 1
#: Rows in one transaction, where the release can do that: locks stay short.
BATCH = 10_000
#: A DAG's row has its switch (paused or not), and its age says when it was last parsed: a processor that was away for
#: long would cost all of them. A trigger is deleted with the deferred task that waits for it, and by Airflow itself
#: when none does.
KEPT = ("dag", "trigger")


def days(text: str) -> int:
    """Raises ValueError in words."""
    if not text.isdigit() or int(text) < LEAST_DAYS:
        raise ValueError(
            "expected a whole number of days, at least %d, in AIRFLOW_CDKTF_CLEAN_DAYS, got %r" % (LEAST_DAYS, text)
        )
    return int(text)


def tables(all_of_them: Iterable[str]) -> List[str]:
    return sorted(name for name in all_of_them if name not in KEPT)


def options(run: Callable[..., Any]) -> Dict[str, Any]:
    """What only newer releases know."""
    known = inspect.signature(run).parameters
    wanted = {"batch_size": BATCH, "error_on_cleanup_failure": True}
    return {name: value for name, value in wanted.items() if name in known}


class Failures(logging.Handler):
    """Older releases only warn of a table that could not be cleaned."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: List[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        text = record.getMessage()
        if "Encountered error" in text:
            self.lines.append(text.strip())


def clean(before: datetime) -> List[str]:
    """What went wrong, in Airflow's words."""
    from airflow.utils import db_cleanup

    failures = Failures()
    db_cleanup.logger.addHandler(failures)
    try:
        db_cleanup.run_cleanup(
            clean_before_timestamp=before,
            table_names=tables(db_cleanup.config_dict),
            confirm=False,
            skip_archive=True,
            **options(db_cleanup.run_cleanup),
        )
    except Exception as error:
        failures.lines.append("%s: %s" % (type(error).__name__, (str(error).splitlines() or [""])[0]))
    return failures.lines


def main() -> int:
    try:
        age = days(os.environ.get("AIRFLOW_CDKTF_CLEAN_DAYS", ""))
    except ValueError as error:
        print("clean: %s" % error, flush=True)
        return 1
    before = datetime.now(timezone.utc) - timedelta(days=age)
    failures = clean(before)
    for line in failures:
        print("clean: %s" % line, flush=True)
    shown = before.strftime("%Y-%m-%d %H:%MZ")
    print(
        "clean: %s rows of before %s (%d days)" % ("could not delete all" if failures else "deleted", shown, age),
        flush=True,
    )
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
