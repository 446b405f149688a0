"""The program that deletes old rows."""
from __future__ import annotations

import logging
import unittest
from typing import Any

import context  # noqa: F401
import airflow_cdktf_clean as clean


def newer(batch_size: Any = None, error_on_cleanup_failure: bool = False, skip_archive: bool = False) -> None:
    """Parameters as in Airflow 3.3."""


def older(skip_archive: bool = False) -> None:
    """Parameters as in Airflow 2.11."""


class CleanTest(unittest.TestCase):
    def test_days(self) -> None:
        self.assertEqual(clean.days("30"), 30)
        for text in ("", "0", "-3", "0.5", "a week"):
            with self.assertRaisesRegex(ValueError, "at least 1, in AIRFLOW_CDKTF_CLEAN_DAYS, got '%s'" % text):
                clean.days(text)

    def test_rows_whose_age_says_nothing_stay(self) -> None:
        self.assertEqual(clean.tables(["trigger", "xcom", "dag", "dag_run"]), ["dag_run", "xcom"])

    def test_options_of_the_release(self) -> None:
        self.assertEqual(clean.options(newer), {"batch_size": 10_000, "error_on_cleanup_failure": True})
        self.assertEqual(clean.options(older), {})

    def test_a_table_that_failed_is_found_in_the_log(self) -> None:
        failures, log = clean.Failures(), logging.getLogger("test-clean")
        log.propagate = False
        log.addHandler(failures)
        log.warning("Encountered error when attempting to clean table '%s'. ", "xcom")
        log.warning("Table x not found.  Skipping.")
        self.assertEqual(failures.lines, ["Encountered error when attempting to clean table 'xcom'."])


if __name__ == "__main__":
    unittest.main()
