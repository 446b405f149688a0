"""A webserver that is away: when a worker takes no messages, and what a task that starts or runs does meanwhile."""
from __future__ import annotations

import http.server
import os
import socket
import threading
import time
import unittest
from types import SimpleNamespace
from typing import Any, Callable, List, Optional
from unittest import mock

import context
from airflow_cdktf import away_ask, away_errors, away_gate, away_rules, away_running, away_start, worker_health
from airflow_cdktf.worker_announcer import place


class RequestError(Exception):
    pass


class NetworkError(RequestError):
    pass


class ConnectError(NetworkError):
    pass


class TimeoutException(RequestError):
    pass


class ConnectTimeout(TimeoutException):
    pass


class ReadTimeout(TimeoutException):
    pass


class UnsupportedProtocol(RequestError):
    pass


class HTTPStatusError(Exception):
    def __init__(self, status: int) -> None:
        super().__init__("status %d" % status)
        self.response = SimpleNamespace(status_code=status)


class ErrorsTest(unittest.TestCase):
    def test_kinds(self) -> None:
        expected = [
            (ConnectError(), away_errors.UNSENT),
            (ConnectTimeout(), away_errors.UNSENT),
            (ReadTimeout(), away_errors.LOST),
            (NetworkError(), away_errors.LOST),
            (HTTPStatusError(503), away_errors.LOST),
            (HTTPStatusError(504), away_errors.LOST),
            (HTTPStatusError(500), away_errors.FAULT),
            (HTTPStatusError(409), away_errors.ANSWERED),
            (UnsupportedProtocol(), away_errors.ANSWERED),
            (ValueError(), away_errors.ANSWERED),
        ]
        for error, kind in expected:
            self.assertEqual(away_errors.kind(error), kind, repr(error))


class StartTest(unittest.TestCase):
    def setUp(self) -> None:
        self.now = 0.0
        self.hints: List[str] = []

    def sleep(self, seconds: float) -> None:
        self.now += seconds

    def start(self, *answers: Any, seconds: float = 60.0) -> Any:
        """Each answer is raised where it is an error; the last one is given again and again."""
        self.asked = 0

        def once() -> Any:
            answer = answers[min(self.asked, len(answers) - 1)]
            self.asked += 1
            if isinstance(answer, Exception):
                raise answer
            return answer

        with mock.patch.object(away_start.log, "warning"):
            return away_start.repeated(once, seconds, self.hints.append, self.sleep, lambda: self.now)

    def test_starts_at_once(self) -> None:
        self.assertEqual(self.start("context"), "context")
        self.assertEqual((self.asked, self.hints, self.now), (1, [], 0.0))

    def test_what_never_left_goes_back_soon(self) -> None:
        with self.assertRaises(away_start.NotStarted):
            self.start(ConnectError("refused"))
        self.assertEqual((self.asked, self.hints[0]), (away_start.TRIES, "refused"))
        self.assertLess(self.now, 5)

    def test_what_may_have_arrived_is_repeated_until_it_is_answered(self) -> None:
        self.assertEqual(self.start(ReadTimeout(), *[ConnectError()] * 100, "context", seconds=660), "context")
        self.assertEqual(self.asked, 102)

    def test_and_goes_back_in_the_end(self) -> None:
        with self.assertRaises(away_start.NotStarted):
            self.start(ReadTimeout())
        self.assertTrue(60 <= self.now <= 66, self.now)

    def test_a_proxy_without_a_server(self) -> None:
        self.assertEqual(self.start(*[HTTPStatusError(503)] * 100, "context", seconds=660), "context")

    def test_its_own_failure_is_told_in_the_end(self) -> None:
        with self.assertRaises(HTTPStatusError):
            self.start(HTTPStatusError(500))
        self.assertTrue(60 <= self.now <= 66, self.now)

    def test_a_refusal_is_told_at_once(self) -> None:
        for error in (HTTPStatusError(409), ValueError("no")):
            with self.assertRaises(type(error)):
                self.start(ConnectError(), error)
            self.assertEqual(self.asked, 2)


class InstallTest(unittest.TestCase):
    def setUp(self) -> None:
        folder = context.own_folder()
        self.addCleanup(folder.cleanup)
        module = SimpleNamespace(Reject=type("Reject", (Exception,), {"__init__": self.reject}))
        modules = {"celery": SimpleNamespace(exceptions=module), "celery.exceptions": module}
        patch = mock.patch.dict("sys.modules", modules)  # type: ignore[arg-type]
        patch.start()
        self.addCleanup(patch.stop)
        self.Reject = module.Reject

    @staticmethod
    def reject(self: Any, reason: str, requeue: bool) -> None:
        self.told = (reason, requeue)

    def run_task(self, run: Callable[..., Any], url: Optional[str] = "http://webserver:8080/execution/") -> Any:
        app = SimpleNamespace(tasks={"execute_workload": SimpleNamespace(run=run)})
        with mock.patch.object(away_ask, "address", lambda: url), mock.patch.object(away_running, "prepare") as told:
            away_start.install(app)
            self.prepared = told
            return app.tasks["execute_workload"].run("input")

    def test_a_message_goes_back_without_a_result(self) -> None:
        def run(_: str) -> None:
            raise away_start.NotStarted("refused")

        with self.assertRaises(self.Reject) as raised:
            self.run_task(run)
        self.assertEqual(raised.exception.told, ("goes back to its queue: refused", True))
        self.assertTrue(self.prepared.called)

    def test_everything_else_is_as_it_was(self) -> None:
        self.assertEqual(self.run_task(lambda given: given), "input")
        with self.assertRaises(ZeroDivisionError):
            self.run_task(lambda _: 1 / 0)

    def test_nothing_on_2_11(self) -> None:
        self.assertEqual(self.run_task(lambda given: given, url=None), "input")
        self.assertFalse(self.prepared.called)


class StopTest(unittest.TestCase):
    def stop(self, error: Optional[Exception], seconds: float, tries: int = 1) -> bool:
        outcome = SimpleNamespace(exception=lambda: error)
        state = SimpleNamespace(outcome=outcome, seconds_since_start=seconds, attempt_number=tries)
        return away_running.Stop(lambda given: given.attempt_number >= 5, 660)(state)

    def test_by_the_clock_while_nobody_answers(self) -> None:
        for error in (ConnectError(), ReadTimeout(), HTTPStatusError(503)):
            self.assertFalse(self.stop(error, 659, tries=1000))
            self.assertTrue(self.stop(error, 660, tries=2))

    def test_by_number_where_the_webserver_fails(self) -> None:
        self.assertFalse(self.stop(HTTPStatusError(500), 1000, tries=4))
        self.assertTrue(self.stop(HTTPStatusError(500), 1, tries=5))


class RulesTest(unittest.TestCase):
    def after(self, *reasons: Optional[str]) -> away_rules.Memory:
        memory = away_rules.Memory()
        for at, reason in enumerate(reasons):
            memory = away_rules.next_memory(memory, float(at), reason)
        return memory

    def test_takes_nothing_before_the_first_answer(self) -> None:
        self.assertTrue(self.after().away)
        self.assertTrue(self.after("refused").away)
        self.assertFalse(self.after("refused", None).away)

    def test_one_lost_question_is_not_enough(self) -> None:
        self.assertFalse(self.after(None, "late").away)
        self.assertFalse(self.after(None, "late", None, "late").away)
        self.assertTrue(self.after(None, "late", "late").away)

    def test_since_when(self) -> None:
        self.assertEqual(self.after(None, "a", "b", "c").since, 2.0)

    def test_asks_more_often_while_in_doubt(self) -> None:
        calm, doubt, away = self.after(None), self.after(None, "late"), self.after(None, "a", "b")
        self.assertEqual([away_rules.due(calm, at, False) for at in (9.0, 10.0)], [False, True])
        self.assertEqual([away_rules.due(calm, at, True) for at in (0.5, 1.0)], [False, True])
        self.assertTrue(away_rules.due(doubt, 2.0, False))
        self.assertTrue(away_rules.due(away, 3.0, False))


class GateTest(unittest.TestCase):
    def setUp(self) -> None:
        folder = context.own_folder()
        self.addCleanup(folder.cleanup)
        self.now, self.reason = 0.0, None  # type: float, Optional[str]
        self.told: List[Any] = []
        self.asked = 0
        monitor = SimpleNamespace(hold=lambda *given: self.told.append(given), resume=self.told.append)
        for name in ("warning", "exception"):
            patch = mock.patch.object(away_gate.log, name)
            patch.start()
            self.addCleanup(patch.stop)
        self.gate = away_gate.Gate(monitor, self.ask, lambda: self.now)

    def ask(self) -> Optional[str]:
        self.asked += 1
        return self.reason

    def look(self, reason: Optional[str], after: float = 10.0) -> List[Any]:
        self.reason, self.now = reason, self.now + after
        self.told.clear()
        self.gate.look()
        return list(self.told)

    def test_holds_and_lets_go(self) -> None:
        self.assertEqual(self.look(None), [])
        self.assertEqual(self.look("silent"), [])
        self.assertEqual(self.look("silent", 1), [(worker_health.AWAY, "silent", "webserver")])
        self.assertTrue(self.gate.away)
        self.assertEqual(self.look(None, 1), ["webserver"])
        self.assertFalse(self.gate.away)

    def test_away_from_the_start(self) -> None:
        self.assertEqual(self.look("refused"), [(worker_health.AWAY, "refused", "webserver")])

    def test_a_task_that_could_not_start_is_a_reason_to_ask(self) -> None:
        self.look(None)
        self.look(None, 1)
        self.assertEqual(self.asked, 1)
        away_gate.hint("refused")
        self.look(None, 1)
        self.look(None, 1)
        self.assertEqual(self.asked, 2)


class HealthTest(unittest.TestCase):
    def test_healthy_for_as_long_as_it_takes(self) -> None:
        note = {"state": worker_health.AWAY, "start_mark": 1, "heartbeat_monotonic": 1e6, "since_monotonic": 0.0}
        self.assertIsNone(worker_health.unhealthy(note, 1e6, 1))
        told = worker_health.describe({**note, "reason": "webserver:8080 answers 503", "queues": []})
        self.assertIn("webserver-away (webserver:8080 answers 503)", told)

    def test_is_not_missing(self) -> None:
        self.assertEqual(place({"state": worker_health.AWAY, "running": 0}), "consumers")


class Handler(http.server.BaseHTTPRequestHandler):
    status = 200

    def do_GET(self) -> None:
        self.server.paths.append(self.path)  # type: ignore[attr-defined]
        self.send_response(self.status)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        pass


class AskTest(unittest.TestCase):
    def serve(self, status: int) -> str:
        handler = type("Answering", (Handler,), {"status": status})
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        server.paths = []  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        self.server = server
        return "http://127.0.0.1:%d/execution/" % server.server_address[1]

    def test_answers(self) -> None:
        for status in (200, 403, 404):
            self.assertIsNone(away_ask.why_silent(self.serve(status)))
        self.assertEqual(self.server.paths, ["/execution/health"])  # type: ignore[attr-defined]

    def test_a_proxy_without_a_server(self) -> None:
        self.assertIn("answers 503", away_ask.why_silent(self.serve(503)) or "")

    def test_refused_unknown_and_silent(self) -> None:
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            port = listener.getsockname()[1]
            self.assertIn("refused", away_ask.why_silent("http://127.0.0.1:%d/" % port) or "")
            listener.listen()
            began = time.monotonic()
            self.assertIn("timed out", away_ask.why_silent("http://127.0.0.1:%d/" % port, 0.2) or "")
            self.assertLess(time.monotonic() - began, 2)
        self.assertIn("does not answer", away_ask.why_silent("http://no-such-host.invalid:80/", 1) or "")

    def test_one_of_several_is_enough(self) -> None:
        url = self.serve(200)
        with socket.socket() as silent:
            silent.bind(("127.0.0.1", 0))
            silent.listen()
            places = [silent.getsockname(), self.server.server_address]
            with mock.patch.object(away_ask, "_places", lambda _: places):
                self.assertIsNone(away_ask.why_silent(url, 0.2))
            with mock.patch.object(away_ask, "_places", lambda _: places[:1]):
                self.assertIn("timed out", away_ask.why_silent(url, 0.2) or "")

    def test_the_address_is_airflows(self) -> None:
        with mock.patch.dict(os.environ, {"AIRFLOW__CORE__EXECUTION_API_SERVER_URL": "http://w:8080/execution/"}):
            self.assertEqual(away_ask.address(), "http://w:8080/execution/")


if __name__ == "__main__":
    unittest.main()
