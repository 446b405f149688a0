"""A message of Airflow 2 that comes a second time."""
from __future__ import annotations

import unittest
from types import SimpleNamespace
from typing import Any, List
from unittest import mock

import context  # noqa: F401  (puts the code on the path)
from airflow_cdktf import worker_once

COMMAND = ["airflow", "tasks", "run", "d", "t", "manual__1", "--local", "--subdir", "DAGS_FOLDER/d.py"]


class WorkerOnceTest(unittest.TestCase):
    def setUp(self) -> None:
        self.ran: List[Any] = []
        self.tasks = {name: SimpleNamespace(run=self.ran.append) for name in worker_once.TASKS}
        worker_once.guard(SimpleNamespace(tasks=self.tasks))
        patch = mock.patch.object(worker_once.settings, "option", return_value="postgresql://u:p@h/d")
        patch.start()
        self.addCleanup(patch.stop)

    def deliver(self, **connect: Any) -> None:
        with mock.patch.object(worker_once.database, "connect", **connect):
            self.tasks["execute_command"].run(COMMAND)

    def found(self, *row: Any) -> Any:
        cursor = mock.Mock(fetchone=mock.Mock(return_value=row or None))
        return mock.Mock(cursor=mock.Mock(return_value=cursor))

    def test_a_task_that_waits_is_run(self) -> None:
        self.deliver(return_value=self.found("queued"))
        self.assertEqual(self.ran, [COMMAND])

    def test_one_that_runs_is_left_alone(self) -> None:
        ignore = type("Ignore", (Exception,), {})
        celery = {"celery": mock.Mock(), "celery.exceptions": SimpleNamespace(Ignore=ignore)}
        with mock.patch.dict("sys.modules", celery):
            with self.assertRaises(ignore):
                self.deliver(return_value=self.found("running"))
        self.assertEqual(self.ran, [])

    def test_without_an_answer_airflow_decides(self) -> None:
        self.deliver(side_effect=OSError("gone"))
        self.deliver(return_value=self.found())
        self.assertEqual(len(self.ran), 2)

    def test_which_task_it_is(self) -> None:
        self.assertEqual(worker_once.key(COMMAND), ("d", "t", "manual__1", -1))
        self.assertEqual(worker_once.key([*COMMAND, "--map-index", "7"]), ("d", "t", "manual__1", 7))
        self.assertIsNone(worker_once.key(["airflow", "version"]))

    def test_other_releases_have_no_such_task(self) -> None:
        worker_once.guard(SimpleNamespace(tasks={}))


if __name__ == "__main__":
    unittest.main()
