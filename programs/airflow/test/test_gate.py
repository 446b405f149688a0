"""A process waits for the migrated database, with a connection of its own for each question."""
from __future__ import annotations

import contextlib
import io
import unittest
from typing import List, Optional
from unittest import mock

import context  # noqa: F401
import airflow_cdktf_gate as gate
from airflow_cdktf import database

ADDRESS = database.parse("mysql+mysqldb://airflow:secret@db:3306/airflow")


class GateTest(unittest.TestCase):
    def wait(self, found: List[object], seconds: float = 1800.0) -> "tuple[bool, float, str]":
        """Whether it opened, after how long, and what it said. The last answer stays."""
        now, said, rest = [0.0], io.StringIO(), list(found)

        def answer(*_: object) -> Optional[str]:
            one = rest.pop(0) if len(rest) > 1 else rest[0]
            if isinstance(one, Exception):
                raise one
            return None if one is None else str(one)

        def sleep(one: float) -> None:
            now[0] += one

        with mock.patch.object(gate, "revision", answer), mock.patch.object(gate.time, "sleep", sleep), mock.patch.object(
            gate.time, "monotonic", lambda: now[0]
        ), contextlib.redirect_stdout(said):
            return gate.wait(ADDRESS, "b2", seconds), now[0], said.getvalue()

    def test_an_address_in_brackets_is_asked_without_them(self) -> None:
        at = database.parse("postgresql+psycopg2://airflow:secret@[2001:db8::1]:5433/airflow?sslmode=verify-full")
        self.assertEqual((at.host, at.port, at.name), ("2001:db8::1", 5433, "airflow"))

    def test_opens_at_once_for_a_migrated_database(self) -> None:
        self.assertEqual(self.wait(["b2"]), (True, 0.0, ""))

    def test_waits_through_an_empty_and_an_older_database(self) -> None:
        opened, seconds, said = self.wait([None, "a1", "a1", "b2"])
        self.assertEqual((opened, seconds), (True, 3 * gate.POLL_SECONDS))
        self.assertEqual(said, "gate: the database mysql://airflow@db:3306/airflow has no tables of Airflow yet\n")

    def test_a_database_that_is_away_is_waited_for(self) -> None:
        opened, _, said = self.wait([OSError(2, "Connection refused"), "b2"])
        self.assertTrue(opened)
        self.assertEqual(said, "gate: the database mysql://airflow@db:3306/airflow does not answer: Connection refused\n")

    def test_not_for_ever_and_says_so_each_minute(self) -> None:
        opened, seconds, said = self.wait(["a1"], 180.0)
        self.assertEqual((opened, seconds), (False, 180.0))
        self.assertEqual(len(said.splitlines()), 4)
        self.assertIn("is at revision a1, and b2 is needed", said)

    def test_no_password_is_said(self) -> None:
        self.assertNotIn("secret", self.wait(["a1"], 0.0)[2])


if __name__ == "__main__":
    unittest.main()
