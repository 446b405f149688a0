"""How many workers of a pool drain at a time, and what the turns in Redis are."""
from __future__ import annotations

import contextlib
import io
import unittest
from typing import Any, Set
from unittest import mock

import fake_redis
import airflow_cdktf_turn as program
from airflow_cdktf_gcp import live_workers
from airflow_cdktf_gcp.turn_rules import LAPSE_SECONDS, granted, most
from airflow_cdktf_gcp.turns import Busy, Turns


def pool(*letters: str) -> Set[str]:
    return {"acme-gpu-" + letter for letter in letters}


class NamesTest(unittest.TestCase):
    def test_the_machine_of_a_worker(self) -> None:
        for worker in ("celery@acme-gpu-x1y2", "celery@acme-gpu-x1y2.europe-west3-a.c.acme-data.internal"):
            self.assertEqual(live_workers.machine(worker), "acme-gpu-x1y2")

    def test_a_pool_whose_name_begins_like_another(self) -> None:
        self.assertEqual(live_workers.group("acme-gpu-big-x1y2"), "acme-gpu-big")


class TurnRulesTest(unittest.TestCase):
    def test_half_of_a_pool(self) -> None:
        self.assertEqual([most(pool(*"abcdef"[:count]), set()) for count in range(7)], [1, 1, 1, 1, 2, 2, 3])

    def test_a_pool_of_one_drains_alone(self) -> None:
        self.assertTrue(granted("acme-gpu-a", {}, pool("a"), 1000.0))

    def test_the_second_of_three_waits(self) -> None:
        self.assertFalse(granted("acme-gpu-b", {"acme-gpu-a": 990.0}, pool("b", "c"), 1000.0))

    def test_who_has_a_turn_renews_it(self) -> None:
        self.assertTrue(granted("acme-gpu-a", {"acme-gpu-a": 990.0}, pool("b", "c"), 1000.0))

    def test_a_worker_that_drains_still_counts_for_the_size_of_its_pool(self) -> None:
        self.assertTrue(granted("acme-gpu-b", {"acme-gpu-a": 990.0}, pool("b", "c", "d"), 1000.0))

    def test_a_turn_lapses(self) -> None:
        self.assertTrue(granted("acme-gpu-b", {"acme-gpu-a": 1000.0 - LAPSE_SECONDS}, pool("b", "c"), 1000.0))

    def test_workers_of_other_pools_do_not_count(self) -> None:
        others = {"acme-cpu-%d" % number for number in range(9)}
        self.assertFalse(granted("acme-gpu-b", {"acme-gpu-a": 990.0}, pool("b") | others, 1000.0))


class TurnsTest(unittest.TestCase):
    def setUp(self) -> None:
        self.redis = fake_redis.Redis()

    def take(self, letter: str, live: Set[str] = pool("a", "b")) -> bool:
        return Turns(self.redis, "p.", "acme-gpu-" + letter).take(live)

    def test_one_after_the_other(self) -> None:
        self.assertEqual([self.take("a"), self.take("b"), self.take("a")], [True, False, True])
        Turns(self.redis, "p.", "acme-gpu-a").give()
        self.assertTrue(self.take("b"))

    def test_each_pool_has_its_own(self) -> None:
        self.take("a")
        self.assertTrue(Turns(self.redis, "p.", "acme-cpu-a").take({"acme-cpu-a"}))
        self.assertEqual(sorted(self.redis.sets), ["p.airflow-cdktf.turns.acme-cpu", "p.airflow-cdktf.turns.acme-gpu"])

    def test_who_went_without_a_word_loses_it(self) -> None:
        self.take("a")
        self.redis.now += LAPSE_SECONDS + 1
        self.assertTrue(self.take("b"))
        self.assertEqual(list(self.redis.sets["p.airflow-cdktf.turns.acme-gpu"]), ["acme-gpu-b"])

    def test_two_at_the_same_moment(self) -> None:
        self.redis.writes = 1
        self.redis.meanwhile = lambda: self.redis.zadd("p.airflow-cdktf.turns.acme-gpu", {"acme-gpu-b": 1000.0})
        self.assertFalse(self.take("a"))

    def test_too_many_at_the_same_moment(self) -> None:
        self.redis.writes = 1
        with mock.patch.object(fake_redis.Pipeline, "execute", side_effect=fake_redis.WatchError()):
            with self.assertRaises(Busy):
                self.take("a")


class ProgramTest(unittest.TestCase):
    def run_program(self, *arguments: str, own: Any = None) -> "tuple[int, str]":
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            with mock.patch.object(program.redis_client, "own", own):
                with mock.patch.object(program.socket, "gethostname", return_value="acme-gpu-a.c.internal"):
                    return program.main(list(arguments)), said.getvalue().strip()

    def test_take_and_give(self) -> None:
        redis = fake_redis.Redis()
        redis.sets["p.airflow-cdktf.consumers.gpu"] = {"celery@acme-gpu-b": redis.now}
        turns = redis.sets["p.airflow-cdktf.turns.acme-gpu"] = {"acme-gpu-b": redis.now}
        own = mock.Mock(return_value=(redis, "p."))
        self.assertEqual(self.run_program("take", own=own), (75, "turn: other workers of acme-gpu have it"))
        turns.clear()
        self.assertEqual(self.run_program("take", own=own), (0, "turn: taken"))
        self.assertEqual(list(redis.sets["p.airflow-cdktf.turns.acme-gpu"]), ["acme-gpu-a"])
        self.assertEqual(self.run_program("give", own=own), (0, ""))
        self.assertEqual(redis.sets["p.airflow-cdktf.turns.acme-gpu"], {})

    def test_the_broker_is_away(self) -> None:
        code, said = self.run_program("take", own=mock.Mock(side_effect=OSError("no route")))
        self.assertEqual((code, said), (69, "turn: the broker does not answer: no route"))

    def test_another_broker(self) -> None:
        self.assertEqual(self.run_program("take", own=mock.Mock(side_effect=ValueError("amqp")))[0], 2)

    def test_a_wrong_call(self) -> None:
        self.assertEqual(self.run_program("drop")[0], 2)


if __name__ == "__main__":
    unittest.main()
