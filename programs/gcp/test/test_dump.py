"""Dumps in a bucket, and when a dump counts."""
from __future__ import annotations

import base64
import contextlib
import io
import json
import os
import shutil
import tempfile
import unittest
from typing import Any
from unittest import mock

from fake_google import GoogleTest, refused

import airflow_cdktf_dump as program
import airflow_cdktf_google as google
from airflow_cdktf_gcp import bucket, dump_rules as rules
from airflow_cdktf_gcp.dump_rules import Facts, Wrong

PLAN = json.dumps({"engine": "postgres", "bucket": "acme-dumps", "prefix": "dumps"})
LIVE = "table public.alembic_version\ntable public.dag\nversion alembic_version 29ce\n"
RESTORED = "table public.alembic_version 1\ntable public.dag 41\nversion alembic_version 29ce\n"
NAME = "20261121T030000Z-postgres.dump"


def facts(*tables: str, version: str = "29ce") -> Facts:
    return Facts({name: 1 for name in tables}, {"alembic_version": version})


class RulesTest(unittest.TestCase):
    def test_a_dump_that_holds_all(self) -> None:
        self.assertEqual(rules.lacks(facts("a", "b"), facts("a", "b"), facts("a", "b")), "")

    def test_a_table_that_came_or_went_meanwhile(self) -> None:
        for restored in (facts("a"), facts("a", "b")):
            self.assertEqual(rules.lacks(restored, facts("a"), facts("a", "b")), "")

    def test_a_table_is_missing(self) -> None:
        live = facts(*"abcdefg")
        self.assertEqual(rules.lacks(facts("g"), live, live), "the dump lacks a, b, c, d, e and 1 more tables")

    def test_a_table_of_nobody(self) -> None:
        self.assertIn("holds b, which the database has not", rules.lacks(facts("a", "b"), facts("a")))

    def test_another_version(self) -> None:
        said = rules.lacks(facts("a", version="old"), facts("a"))
        self.assertEqual(said, "the dump says old in alembic_version, and the database says 29ce")

    def test_a_database_of_something_else(self) -> None:
        self.assertIn("is not of Airflow's database", rules.lacks(Facts({"a": 1}, {}), Facts({"a": 0}, {})))

    def test_lists_of_another_shape(self) -> None:
        with self.assertRaisesRegex(Wrong, "another shape: 'ERROR 1045'"):
            rules.facts("ERROR 1045\n")

    def test_names(self) -> None:
        self.assertEqual(rules.name("mysql", 0), "19700101T000000Z-mysql.sql.gz")
        self.assertEqual(rules.asked_for("gs://acme-dumps/dumps/%s\n" % NAME, "postgres"), NAME)
        for text, words in (("../x", "expected a dump's name"), (NAME, "another kind of database")):
            with self.assertRaisesRegex(Wrong, words):
                rules.asked_for(text, "mysql")

    def test_a_plan_of_another_shape(self) -> None:
        for text in ("", "{}", '{"engine": "sqlite", "bucket": "b", "prefix": "p"}'):
            with self.assertRaisesRegex(Wrong, "AIRFLOW_CDKTF_DUMP"):
                rules.read(text)


class DumpTest(GoogleTest):
    def setUp(self) -> None:
        super().setUp()
        self.use(bucket, API=self.url, PART=1000, PATIENCE=5.0)
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder)

    def path(self, *names: str) -> str:
        return os.path.join(self.folder, *names)

    def write(self, name: str, content: Any) -> None:
        with open(self.path(*name.split("/")), "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode())

    def outcome(self) -> Any:
        with open(self.path("outcome"), encoding="utf-8") as file:
            return dict(line.rstrip("\n").split(": ", 1) for line in file if ": " in line)

    def run_program(self, verb: str) -> int:
        said = io.StringIO()
        with mock.patch.dict(os.environ, {"AIRFLOW_CDKTF_DUMP": PLAN}):
            with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
                code = program.main([verb], self.folder)
        self.said = said.getvalue()
        return code

    def taken(self, restored: str = RESTORED, dump: bytes = b"x" * 2500) -> None:
        """As dump_postgres.sh leaves its folder."""
        self.run_program("fetch")
        for name, content in (("before", LIVE), ("after", LIVE), ("restored", restored), ("dump", dump)):
            self.write("new/" + name, content)
        os.utime(self.path("new", "dump"), (1795230000, 1795230000))

    @property
    def stored(self) -> Any:
        return {name: base64.b64decode(text) for name, text in self.google.objects.items()}

    def test_a_dump_goes_into_the_bucket(self) -> None:
        self.taken()
        self.assertEqual(self.run_program("finish"), 0)
        self.assertEqual(self.stored, {"acme-dumps/dumps/" + NAME: b"x" * 2500})
        self.assertEqual(
            self.google.notes["acme-dumps/dumps/" + NAME], {"tables": "2", "rows": "42", "alembic_version": "29ce"}
        )
        self.assertEqual(
            {key: value for key, value in self.outcome().items() if key != "at"},
            {
                "state": "ok",
                "object": "gs://acme-dumps/dumps/" + NAME,
                "message": "dumped, and restored for a try: 2 tables, 42 rows, Alembic 29ce, 0.0 MiB",
            },
        )
        self.assertEqual(os.listdir(self.folder), ["outcome"])

    def test_a_dump_that_lacks_a_table_does_not(self) -> None:
        self.taken(restored=RESTORED.replace("table public.dag 41\n", ""))
        self.assertEqual(self.run_program("finish"), 1)
        self.assertEqual(self.stored, {})
        self.assertEqual(self.outcome()["message"], "the dump does not count: the dump lacks public.dag")

    def test_only_what_did_not_arrive_is_sent_again(self) -> None:
        self.google.lose = 100
        self.taken()
        self.assertEqual(self.run_program("finish"), 0)
        self.assertEqual(self.stored["acme-dumps/dumps/" + NAME], b"x" * 2500)

    def test_an_upload_that_stands_still(self) -> None:
        self.google.lose = 1000
        self.taken()
        self.assertEqual(self.run_program("finish"), 1)
        self.assertEqual(self.outcome()["message"], "the upload does not get beyond byte 0")

    def test_trouble_in_the_middle_of_an_upload(self) -> None:
        self.google.trouble = [refused(503, "UNAVAILABLE")]
        self.taken()
        self.assertEqual(self.run_program("finish"), 0)
        self.assertEqual(self.stored["acme-dumps/dumps/" + NAME], b"x" * 2500)

    def test_another_checksum(self) -> None:
        self.taken()
        with mock.patch.object(self.google, "described", return_value={"size": "2500", "md5Hash": "other"}):
            self.assertEqual(self.run_program("finish"), 1)
        self.assertIn("arrived with another size or checksum", self.outcome()["message"])

    def test_an_object_of_that_name_is_left_alone(self) -> None:
        self.google.objects["acme-dumps/dumps/" + NAME] = "b2xk"
        self.taken()
        self.assertEqual(self.run_program("finish"), 1)
        self.assertEqual((self.outcome()["message"], self.stored.popitem()[1]), ("it exists already", b"old"))

    def test_the_databases_part_did_not_run(self) -> None:
        self.run_program("fetch")
        self.assertEqual(self.run_program("finish"), 1)
        self.assertIn("restored: No such file", self.outcome()["message"])

    def test_leftovers_are_taken_away(self) -> None:
        self.taken()
        self.run_program("fetch")
        self.assertEqual(os.listdir(self.path("new")), [])

    def test_a_named_dump_is_fetched_once(self) -> None:
        self.google.objects["acme-dumps/dumps/" + NAME] = base64.b64encode(b"y" * 2500).decode()
        self.write("restore", NAME + "\n")
        self.assertEqual(self.run_program("fetch"), 0)
        with open(self.path("new", "dump"), "rb") as file:
            self.assertEqual(file.read(), b"y" * 2500)
        for name, content in (("after", LIVE), ("restored", RESTORED)):
            self.write("new/" + name, content)
        self.assertEqual(self.run_program("finish"), 0)
        self.assertRegex(self.outcome()["message"], "^restored: 2 tables")
        self.assertEqual((os.listdir(self.folder), len(self.stored)), (["outcome"], 1))

    def test_a_named_dump_that_is_not_there(self) -> None:
        self.write("restore", NAME)
        self.assertEqual(self.run_program("fetch"), 1)
        self.assertIn(NAME + " cannot be fetched: No such object", self.outcome()["message"])
        self.assertFalse(os.path.exists(self.path("restore")))

    def test_the_list(self) -> None:
        self.taken()
        self.run_program("finish")
        self.assertEqual(self.run_program("list"), 0)
        self.assertEqual(self.said, NAME + "         0.0 MiB  2 tables, 42 rows, Alembic 29ce\n")

    def test_a_list_of_several_pages(self) -> None:
        pages = [{"items": [1], "nextPageToken": "a b"}, {"items": [2]}]
        found = bucket.Bucket("acme-dumps")
        with mock.patch.object(google.Google, "ask", side_effect=pages) as ask:
            self.assertEqual(found.listed("dumps/"), [1, 2])
        self.assertTrue(ask.call_args.args[1].endswith("?prefix=dumps%2F&pageToken=a%20b"))

    def test_a_wrong_call(self) -> None:
        self.assertEqual(self.run_program("restore"), 2)


if __name__ == "__main__":
    unittest.main()
