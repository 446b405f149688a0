"""When nobody works any more, before a migration."""
from __future__ import annotations

import contextlib
import io
import unittest
from typing import Any, List, Optional, Set
from unittest import mock

import fake_redis
from airflow_cdktf_gcp import quiet

BUSY = {"celery@acme-gpu-a"}


class QuietTest(unittest.TestCase):
    def wait(self, looks: List[Optional[Set[str]]], seconds: float = 3600.0) -> "tuple[int, float, str]":
        """Its answer, after how long, and what it said. The last look stays."""
        now, said = [0.0], io.StringIO()
        rest = list(looks)

        def sleep(one: float) -> None:
            now[0] += one

        with contextlib.redirect_stdout(said):
            code = quiet.wait(lambda: rest.pop(0) if len(rest) > 1 else rest[0], seconds, lambda: now[0], sleep)
        return code, now[0], said.getvalue()

    def test_two_looks_find_nobody(self) -> None:
        self.assertEqual(self.wait([set()])[:2], (quiet.QUIET, quiet.EVERY))

    def test_waits_for_the_last_one(self) -> None:
        code, seconds, said = self.wait([BUSY, BUSY, set(), BUSY, set(), set()])
        self.assertEqual((code, seconds), (quiet.QUIET, 5 * quiet.EVERY))
        self.assertEqual(said.splitlines()[0], "quiet: waits for celery@acme-gpu-a")

    def test_not_for_ever(self) -> None:
        self.assertEqual(self.wait([BUSY], 100.0)[:2], (quiet.TIME_IS_OVER, 100.0))

    def test_a_broker_that_is_away_for_a_moment(self) -> None:
        self.assertEqual(self.wait([None, None, BUSY, set(), set()])[0], quiet.QUIET)

    def test_a_broker_that_stays_away(self) -> None:
        self.assertEqual(self.wait([None])[:2], (quiet.UNREACHABLE, quiet.AWAY_SECONDS))

    def run_program(self, *arguments: str, redis: Any) -> float:
        """The seconds that it waits at most."""
        with mock.patch.object(quiet.redis_client, "own", return_value=(redis, "")):
            with mock.patch.object(quiet, "wait") as wait:
                quiet.main(list(arguments))
        self.found = wait.call_args.args[0]()
        return float(wait.call_args.args[1])

    def test_how_long(self) -> None:
        redis = fake_redis.Redis()
        self.assertEqual(self.run_program("60", redis=redis), 60.0)
        with mock.patch.object(quiet.settings, "option", return_value="7200"):
            self.assertEqual(self.run_program(redis=redis), 7200.0)
        with mock.patch.object(quiet.settings, "option", return_value=None):
            self.assertEqual(self.run_program(redis=redis), quiet.LONGEST_SECONDS)

    def test_consumers_and_those_that_finish_count_while_they_are_fresh(self) -> None:
        redis = fake_redis.Redis()
        redis.sets = {
            "airflow-cdktf.consumers.a": {"celery@one": redis.now, "celery@old": redis.now - 91},
            "airflow-cdktf.finishing.b": {"celery@two": redis.now - 89},
            "other": {"celery@three": redis.now},
        }
        self.run_program("60", redis=redis)
        self.assertEqual(self.found, {"celery@one", "celery@two"})


if __name__ == "__main__":
    unittest.main()
