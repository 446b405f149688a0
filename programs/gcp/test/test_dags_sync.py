"""What the program does that keeps a folder equal to a bucket."""
from __future__ import annotations

import json
import os
import tempfile
import unittest
from typing import Dict, List
from urllib.parse import parse_qs, unquote, urlsplit

import context  # noqa: F401
from airflow_cdktf_gcp import dags_sync
from airflow_cdktf_google import Answer, Refused


class FakeBucket:
    """Answers as Cloud Storage does: pages of two objects, and an object by its generation only."""

    def __init__(self) -> None:
        self.objects: Dict[str, bytes] = {}
        self.generations: Dict[str, int] = {}
        self.fetched: List[str] = []
        self.closed = False

    def put(self, name: str, text: str) -> None:
        self.objects[name] = text.encode()
        self.generations[name] = self.generations.get(name, 0) + 1

    def drop(self, name: str) -> None:
        del self.objects[name]

    def request(self, method: str, url: str) -> Answer:
        parts = urlsplit(url)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if self.closed:
            return Answer(403, {}, b'{"error": {"status": "PERMISSION_DENIED", "message": "no right"}}')
        if parts.path.endswith("/o"):
            return Answer(200, {}, json.dumps(self._list(query)).encode())
        name = unquote(parts.path.rsplit("/o/", 1)[1])
        if str(self.generations[name]) != query["generation"] or query["alt"] != "media":
            return Answer(404, {}, b"gone")
        self.fetched.append(name)
        return Answer(200, {}, self.objects[name])

    def _list(self, query: Dict[str, str]) -> Dict[str, object]:
        names = sorted(name for name in self.objects if name.startswith(query.get("prefix", "")))
        start = int(query.get("pageToken", "0"))
        items = [{"name": name, "generation": str(self.generations[name])} for name in names[start : start + 2]]
        more = {"nextPageToken": str(start + 2)} if start + 2 < len(names) else {}
        return {"items": items, **more} if items else {}


class DagsSyncTest(unittest.TestCase):
    def setUp(self) -> None:
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.asked = dags_sync.Question("acme-dags", "airflow/", 60.0, scratch.name, "current")
        self.bucket = FakeBucket()
        for name in ("a.py", "sub/b.py", "c.py"):
            self.bucket.put("airflow/" + name, name)
        self.bucket.put("elsewhere/d.py", "d")

    def look(self) -> object:
        return dags_sync.look(self.bucket, self.asked)

    def seen(self) -> Dict[str, str]:
        root = os.path.join(self.asked.folder, "current")
        found = {}
        for folder, _, names in os.walk(root):
            for name in names:
                path = os.path.join(folder, name)
                with open(path, encoding="utf-8") as file:
                    found[os.path.relpath(path, root)] = file.read()
        return found

    def test_what_is_below_the_prefix_is_there_over_all_pages(self) -> None:
        self.assertIn("3 files of gs://acme-dags/airflow/", str(self.look()))
        self.assertEqual(self.seen(), {"a.py": "a.py", "sub/b.py": "sub/b.py", "c.py": "c.py"})

    def test_nothing_is_done_while_nothing_changes(self) -> None:
        self.look()
        before = list(self.bucket.fetched)
        self.assertIsNone(self.look())
        self.assertEqual(self.bucket.fetched, before)

    def test_only_what_changed_is_fetched(self) -> None:
        self.look()
        self.bucket.fetched.clear()
        self.bucket.put("airflow/a.py", "new")
        self.look()
        self.assertEqual(self.bucket.fetched, ["airflow/a.py"])
        self.assertEqual(self.seen(), {"a.py": "new", "sub/b.py": "sub/b.py", "c.py": "c.py"})

    def test_what_left_the_bucket_is_gone(self) -> None:
        self.look()
        self.bucket.drop("airflow/sub/b.py")
        self.look()
        self.assertEqual(sorted(self.seen()), ["a.py", "c.py"])

    def test_a_reader_of_the_state_before_still_finds_it_and_older_ones_go(self) -> None:
        self.look()
        first = os.path.realpath(os.path.join(self.asked.folder, "current"))
        self.bucket.put("airflow/a.py", "second")
        self.look()
        with open(os.path.join(first, "a.py"), encoding="utf-8") as file:
            self.assertEqual(file.read(), "a.py")
        self.bucket.put("airflow/a.py", "third")
        self.look()
        self.assertFalse(os.path.exists(first))
        self.assertFalse(os.path.exists(first + ".json"))

    def test_a_file_that_went_meanwhile_leaves_the_last_state_as_it_is(self) -> None:
        self.look()
        self.bucket.put("airflow/a.py", "new")
        listed = dags_sync.listed(self.bucket, self.asked)
        self.bucket.put("airflow/a.py", "newer")
        with self.assertRaises(Refused):
            dags_sync.write(self.bucket, self.asked, listed, "f" * 16)
        self.assertEqual(self.seen()["a.py"], "a.py")

    def test_a_closed_bucket_says_so_and_takes_nothing_away(self) -> None:
        self.look()
        self.bucket.closed = True
        with self.assertRaisesRegex(Refused, "no right"):
            self.look()
        self.assertEqual(len(self.seen()), 3)

    def test_names_that_would_lie_elsewhere_are_passed_over(self) -> None:
        for name in ("airflow/../evil.py", "airflow//etc/x.py", "airflow/folder/"):
            self.bucket.put(name, "x")
        self.look()
        self.assertEqual(sorted(self.seen()), ["a.py", "c.py", "sub/b.py"])

    def test_an_empty_bucket_is_a_folder_without_files(self) -> None:
        self.asked = self.asked._replace(prefix="nothing/")
        self.look()
        self.assertEqual(self.seen(), {})
        self.assertTrue(os.path.isdir(os.path.join(self.asked.folder, "current")))

    def test_half_a_state_of_an_earlier_start_is_made_anew(self) -> None:
        found = dags_sync.listed(self.bucket, self.asked)
        half = os.path.join(self.asked.folder, dags_sync.STATES, dags_sync.state_of(found) + ".part")
        os.makedirs(half)
        with open(os.path.join(half, "left.py"), "w", encoding="utf-8"):
            pass
        self.look()
        self.assertEqual(sorted(self.seen()), ["a.py", "c.py", "sub/b.py"])

    def test_the_question_is_read_from_json(self) -> None:
        text = '{"bucket": "b", "prefix": "", "every": 30, "folder": "/git", "link": "current"}'
        self.assertEqual(dags_sync.question(text), dags_sync.Question("b", "", 30.0, "/git", "current"))


if __name__ == "__main__":
    unittest.main()
