"""Tasks that began before the base URL got another path still report."""
from __future__ import annotations

import unittest
from typing import Any, Dict

import context  # noqa: F401
from airflow_cdktf.execution_path import today

OWN, PEOPLE = 8080, 8795
CLIENT = [(b"accept", b"*/*"), (b"airflow-api-version", b"2026-04-13")]


def asked(path: str, base: str, port: int = OWN, headers: Any = CLIENT, kind: str = "http") -> Dict[str, Any]:
    scope = {"type": kind, "path": path, "raw_path": path.encode(), "headers": headers, "server": ("172.18.0.4", port)}
    return today(scope, OWN, base)


class TodayTest(unittest.TestCase):
    def test_below_another_path_or_none(self) -> None:
        for path, base, expected in (
            ("/execution/task-instances/1/heartbeat", "/airflow", "/airflow/execution/task-instances/1/heartbeat"),
            ("/airflow/execution/health", "", "/execution/health"),
            ("/old/airflow/execution/health", "/team/airflow", "/team/airflow/execution/health"),
            ("/execution/variables/a/execution/b", "/x", "/x/execution/variables/a/execution/b"),
        ):
            found = asked(path, base)
            self.assertEqual((found["path"], found["raw_path"]), (expected, expected.encode()), path)

    def test_todays_path_is_left_as_it_is(self) -> None:
        for path, base in (
            ("/execution/health", ""),
            ("/airflow/execution/variables/x/execution/y", "/airflow"),
            ("/x/execution/y/execution/health", "/x/execution/y"),
        ):
            self.assertEqual(asked(path, base)["path"], path)

    def test_a_variable_in_its_own_letters(self) -> None:
        found = asked("/execution/variables/a b/ü", "/airflow")
        self.assertEqual(found["path"], "/airflow/execution/variables/a b/ü")
        self.assertEqual(found["raw_path"], b"/airflow/execution/variables/a%20b/%C3%BC")

    def test_nobody_but_airflows_own_client_at_its_own_port(self) -> None:
        path = "/execution/health"
        self.assertEqual(asked(path, "/airflow", port=PEOPLE)["path"], path)
        self.assertEqual(asked(path, "/airflow", headers=[(b"accept", b"*/*")])["path"], path)
        self.assertEqual(asked(path, "/airflow", kind="websocket")["path"], path)

    def test_pages_are_no_business_of_it(self) -> None:
        for path in ("/airflow/api/v2/version", "/executions/x", "/a b/execution/health", "/airflow"):
            self.assertEqual(asked(path, "/airflow")["path"], path)

    def test_the_work_is_bounded(self) -> None:
        asked("/a" * 50_000, "/airflow")
        asked("/execution" * 20_000, "/airflow")


if __name__ == "__main__":
    unittest.main()
