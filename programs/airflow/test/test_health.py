"""The health command: what it reads, counts and prints."""
from __future__ import annotations

import contextlib
import io
import os
import socket
import threading
import unittest
from typing import Iterator, List, Optional, Tuple
from unittest import mock

import context
import airflow_cdktf_health as health
from airflow_cdktf import container, failures, files, heartbeat_health, http_health


@contextlib.contextmanager
def ending() -> "Iterator[Tuple[mock.Mock, mock.Mock]]":
    """Nothing is really ended, and nothing is written to a container's log."""
    with mock.patch.object(container, "end_main_process", return_value=5) as end:
        with mock.patch.object(container, "tell") as tell:
            yield end, tell


class FolderTest(unittest.TestCase):
    def setUp(self) -> None:
        folder = context.own_folder()
        self.addCleanup(folder.cleanup)


class FailuresTest(FolderTest):
    def test_counts_in_a_row(self) -> None:
        self.assertEqual([failures.charge(1), failures.charge(1)], [1, 2])
        failures.clear()
        self.assertEqual(failures.charge(1), 1)

    def test_a_restarted_container_begins_anew(self) -> None:
        failures.charge(1)
        self.assertEqual(failures.charge(2), 1)

    def test_refund(self) -> None:
        failures.charge(1)
        failures.charge(1)
        failures.refund(1)
        self.assertEqual(failures.charge(1), 2)

    def test_acts_at_the_limit_only(self) -> None:
        with ending() as (end, _):
            failures.act(2, 3, "why")
            failures.act(9, 0, "why")
            end.assert_not_called()
            failures.act(3, 3, "why")
            end.assert_called_once_with()


class CommandTest(FolderTest):
    def run_command(self, *arguments: str, age: float = 1000.0) -> Tuple[int, str]:
        printed = io.StringIO()
        with mock.patch.object(container, "age", return_value=age), contextlib.redirect_stdout(printed):
            return health.main(list(arguments)), printed.getvalue().strip()

    def test_worker_without_a_note(self) -> None:
        self.assertEqual(self.run_command("worker"), (1, "the worker has not started yet"))

    def test_unknown_words_are_no_failure_of_the_process(self) -> None:
        code, text = self.run_command("werker")
        self.assertEqual(code, 2)
        self.assertIn("got werker", text)
        self.assertIsNone(files.read_json(failures.NOTE))

    def test_unknown_option(self) -> None:
        self.assertEqual(self.run_command("worker", "--endafter", "3")[0], 2)

    def test_nothing_counts_while_it_starts(self) -> None:
        self.run_command("worker", "--start-seconds", "60", age=59.0)
        self.assertIsNone(files.read_json(failures.NOTE))
        self.run_command("worker", "--start-seconds", "60", age=61.0)
        self.assertEqual((files.read_json(failures.NOTE) or {})["failures"], 1)

    def test_ends_after_the_given_number(self) -> None:
        with ending() as (end, tell):
            for _ in range(3):
                self.run_command("worker", "--end-after", "3")
            end.assert_called_once_with()
            self.assertIn("after 3 failed health checks: the worker has not started yet", tell.call_args[0][0])

    def test_a_process_without_blame_is_not_counted(self) -> None:
        with mock.patch.object(health, "check", return_value=("database away", False, "")):
            for _ in range(5):
                self.assertEqual(self.run_command("worker", "--end-after", "3")[0], 1)
        self.assertEqual((files.read_json(failures.NOTE) or {})["failures"], 0)


class HttpTest(unittest.TestCase):
    def serve(self, answer: bytes) -> int:
        server = socket.create_server(("127.0.0.1", 0))
        self.addCleanup(server.close)

        def run() -> None:
            with contextlib.suppress(OSError):
                connection, _ = server.accept()
                connection.recv(65536)
                connection.sendall(answer)
                connection.close()

        threading.Thread(target=run, daemon=True).start()
        return int(server.getsockname()[1])

    def test_status(self) -> None:
        self.assertIsNone(http_health.unhealthy(self.serve(b"HTTP/1.1 200 OK\r\n\r\n{}"), "/", None, 2))
        self.assertIn("answers 503", http_health.unhealthy(self.serve(b"HTTP/1.1 503 No\r\n\r\n"), "/", None, 2) or "")

    def test_component(self) -> None:
        page = b'HTTP/1.1 200 OK\r\n\r\n{"scheduler": {"status": "unhealthy"}, "metadatabase": {"status": "healthy"}}'
        self.assertIsNone(http_health.unhealthy(self.serve(page), "/", "metadatabase", 2))
        self.assertEqual(http_health.unhealthy(self.serve(page), "/", "scheduler", 2), "scheduler is unhealthy")
        self.assertIn("nothing about", http_health.unhealthy(self.serve(page), "/", "triggerer", 2) or "")

    def test_the_first_of_several_ports_that_does_not_answer(self) -> None:
        with socket.socket() as closed:
            closed.bind(("127.0.0.1", 0))
            free = closed.getsockname()[1]
        well = self.serve(b"HTTP/1.1 200 OK\r\n\r\n{}")
        reason, blame, _ = health.http("%d,%d" % (well, free), "/", "", 2)
        self.assertIn("http://127.0.0.1:%d/ does not answer" % free, reason or "")
        self.assertTrue(blame)
        wells = "%d,%d" % (self.serve(b"HTTP/1.1 200 OK\r\n\r\n"), self.serve(b"HTTP/1.1 200 OK\r\n\r\n"))
        self.assertIsNone(health.http(wells, "/", "", 2)[0])

    def test_nobody_answers(self) -> None:
        port = self.serve(b"")
        self.assertIn("no HTTP answer", http_health.unhealthy(port, "/", None, 2) or "")
        with socket.create_server(("127.0.0.1", 0)) as closed:
            free = int(closed.getsockname()[1])
        self.assertIn("does not answer", http_health.unhealthy(free, "/", None, 2) or "")


class MainProcessTest(unittest.TestCase):
    def main_process(self, **processes: Tuple[str, int, int]) -> Optional[int]:
        table = {int(pid[1:]): stat for pid, stat in processes.items()}
        with mock.patch.object(container, "_stat", table.get):
            with mock.patch.object(container.os, "listdir", return_value=["self", *map(str, table)]):
                return container.main_process()

    def test_the_oldest_child_of_the_first_process(self) -> None:
        found = self.main_process(p1=("dumb-init", 0, 10), p7=("airflow", 1, 11), p9=("sh", 1, 50), p8=("child", 7, 12))
        self.assertEqual(found, 7)

    def test_an_init_that_was_added_to_the_container(self) -> None:
        for name in ("docker-init", "init", "tini"):
            found = self.main_process(p1=(name, 0, 10), p7=("dumb-init", 1, 11), p8=("airflow", 7, 12))
            self.assertEqual(found, 7, name)

    def test_nothing_of_a_machine_is_ended(self) -> None:
        for name in ("systemd", "init", "dumb-init"):
            self.assertIsNone(self.main_process(p1=(name, 0, 1), p2=("kthreadd", 0, 1), p7=("sshd", 1, 11)), name)


class HostnamesTest(unittest.TestCase):
    def test_names_and_their_addresses(self) -> None:
        addresses = {"ip-10-0-1-5": "10.0.1.5", "ip-10-0-1-5.example": "10.0.1.5"}

        def address(name: str) -> str:
            if name not in addresses:
                raise OSError("unknown")
            return addresses[name]

        with mock.patch.multiple(
            heartbeat_health.socket,
            gethostname=lambda: "ip-10-0-1-5",
            getfqdn=lambda: "not-known",
            getaddrinfo=lambda *_: [(0, 0, 0, "ip-10-0-1-5.example", ())],
            gethostbyname=address,
        ):
            self.assertEqual(
                heartbeat_health.hostnames(), ["10.0.1.5", "ip-10-0-1-5", "ip-10-0-1-5.example", "not-known"]
            )


class HeartbeatTest(FolderTest):
    def test_judge(self) -> None:
        cases: List[Tuple[object, str]] = [
            (None, "no SchedulerJob"),
            (850.0, "150 s old"),
            (100.0, "since this container"),
        ]
        for heartbeat, words in cases:
            verdict = heartbeat_health.judge("SchedulerJob", heartbeat, 1000.0, 500.0)  # type: ignore[arg-type]
            self.assertIn(words, verdict.reason or "")
            self.assertTrue(verdict.blame)
        self.assertIsNone(heartbeat_health.judge("SchedulerJob", 995.0, 1000.0, 500.0).reason)

    def test_a_database_that_is_away_blames_nobody(self) -> None:
        url = "postgresql+psycopg2://u:p@127.0.0.1:1/airflow"
        with mock.patch.dict(os.environ, {"AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": url}):
            with mock.patch.object(heartbeat_health.database, "connect", side_effect=RuntimeError("refused")):
                self.assertEqual(heartbeat_health.check("SchedulerJob"), (None, False))
                with mock.patch.object(heartbeat_health, "DATABASE_SECONDS", -1.0):
                    verdict = heartbeat_health.check("SchedulerJob")
        self.assertIn("has not answered", verdict.reason or "")
        self.assertFalse(verdict.blame)


if __name__ == "__main__":
    unittest.main()
