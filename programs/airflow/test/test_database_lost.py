"""When SQLAlchemy drops its connections to the metadata database."""
from __future__ import annotations

import sqlite3
import unittest
from importlib.util import find_spec
from typing import Any, Optional

import context  # noqa: F401  (puts the code on the path)

if find_spec("sqlalchemy") is None:
    raise unittest.SkipTest("SQLAlchemy is not installed here; npm run e2e docker runs these tests in Airflow's images")

from airflow_cdktf import database_lost
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError


class Refusal(sqlite3.OperationalError):
    pgcode: Optional[str] = None


def postgres(code: str) -> Refusal:
    error = Refusal("cannot execute UPDATE in a read-only transaction")
    error.pgcode = code
    return error


class Link(sqlite3.Connection):
    """A connection of a driver whose server refuses the next statement."""

    refusal: Optional[Exception] = None

    def cursor(self, *given: Any, **named: Any) -> Any:
        if Link.refusal is not None:
            raise Link.refusal
        return super().cursor(*given, **named)


class DatabaseLostTest(unittest.TestCase):
    def setUp(self) -> None:
        self.made = 0
        self.engine = create_engine("sqlite://", creator=self.connect)
        self.addCleanup(self.engine.dispose)
        Link.refusal = None

    def connect(self) -> Link:
        self.made += 1
        return sqlite3.connect(":memory:", factory=Link)

    def after(self, refusal: Exception) -> int:
        """Connections made by two uses of the pool, the first of which is refused."""
        with self.engine.connect() as link:
            link.execute(text("SELECT 1"))
            Link.refusal = refusal
            with self.assertRaises(DBAPIError):
                link.execute(text("SELECT 1"))
        Link.refusal = None
        with self.engine.connect() as link:
            link.execute(text("SELECT 1"))
        return self.made

    def test_a_read_only_server_is_left(self) -> None:
        self.assertEqual(self.after(postgres("25006")), 2)

    def test_other_faults_of_a_statement_end_nothing(self) -> None:
        self.assertEqual(self.after(postgres("23505")), 1)

    def test_the_words_of_mysql(self) -> None:
        option = "The MySQL server is running with the --%s option so it cannot execute this statement"
        for error, lost in (
            (Exception(1290, option % "super-read-only"), True),
            (Exception(1290, option % "read-only"), True),
            (Exception(1290, option % "secure-file-priv"), False),
            (Exception(1792, "Cannot execute statement in a READ ONLY transaction."), True),
            (Exception(1836, "Running in read-only mode"), True),
            (Exception(1062, "Duplicate entry"), False),
            (Exception(), False),
            (None, False),
        ):
            self.assertIs(database_lost.read_only(error), lost, error)


if __name__ == "__main__":
    unittest.main()
