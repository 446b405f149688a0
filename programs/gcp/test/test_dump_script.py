"""dump_postgres.sh with stand-ins for Postgres' own programs: in which order they run, and what a failure leaves."""
from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import unittest
from typing import List

from context import ROOT

SCRIPT = os.path.join(ROOT, "gcp/src/airflow_cdktf_gcp/dump_postgres.sh")
PROGRAMS = ("psql", "initdb", "pg_ctl", "createdb", "pg_dump", "pg_restore")
#: Notes its name and server; fails where FAILS names it; psql answers with OTHERS to the question for connections.
STAND_IN = """#!/bin/bash
name=${0##*/}
echo "$name${PGPASSWORD:+ live}" >>"$CALLS"
[[ " $* " != *" secret "* ]] || echo "the password is an argument" >>"$CALLS"
[[ $name != "$FAILS" ]] || { echo "first line" >&2; echo "$name is broken" >&2; exit 1; }
case "$name $*" in
  psql*pg_stat_activity*) echo "$OTHERS" ;;
  psql*pg_database_size*) echo 1000 ;;
  psql*) cat >/dev/null; echo "table public.dag" ;;
esac
"""


class DumpScriptTest(unittest.TestCase):
    def setUp(self) -> None:
        self.root = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.root)
        for folder in ("bin", "dumps", "dumps/new", "tmp"):
            os.mkdir(os.path.join(self.root, folder))
        for name in PROGRAMS:
            self.write("bin/" + name, STAND_IN)
            os.chmod(os.path.join(self.root, "bin", name), 0o755)
        self.write("password", "secret")
        self.write("calls", "")

    def write(self, name: str, content: str) -> None:
        with open(os.path.join(self.root, name), "w", encoding="utf-8") as file:
            file.write(content)

    def read(self, name: str) -> str:
        with open(os.path.join(self.root, name), encoding="utf-8") as file:
            return file.read()

    def run_script(self, fails: str = "", others: str = "0") -> int:
        environment = {
            "PATH": os.path.join(self.root, "bin") + ":" + os.environ["PATH"],
            "TMPDIR": os.path.join(self.root, "tmp"),
            "CALLS": os.path.join(self.root, "calls"),
            "FAILS": fails,
            "OTHERS": others,
            "AIRFLOW_CDKTF_DUMPS": os.path.join(self.root, "dumps"),
            "AIRFLOW_CDKTF_DUMP_PASSWORD": os.path.join(self.root, "password"),
        }
        return subprocess.run(["bash", SCRIPT], env=environment, stderr=subprocess.DEVNULL).returncode

    @property
    def calls(self) -> List[str]:
        return self.read("calls").splitlines()

    def test_a_dump_is_tried_on_a_server_of_its_own(self) -> None:
        self.assertEqual(self.run_script(), 0)
        self.assertEqual(
            self.calls,
            ["psql live", "psql live", "pg_dump live", "initdb live", "pg_ctl live"]
            + ["createdb", "pg_restore", "psql", "psql live"],
        )
        for name in ("before", "restored", "after"):
            self.assertEqual(self.read("dumps/new/" + name), "table public.dag\n")

    def test_a_dump_that_cannot_be_restored(self) -> None:
        self.assertEqual(self.run_script(fails="pg_restore"), 1)
        self.assertIn("state: failed\n", self.read("dumps/outcome"))
        self.assertIn("message: the dump cannot be restored: pg_restore is broken\n", self.read("dumps/outcome"))

    def test_a_server_that_does_not_start_ends_it(self) -> None:
        self.assertEqual(self.run_script(fails="initdb"), 1)
        self.assertEqual(self.calls[-1], "initdb live")

    def test_a_restore_changes_the_database_after_it_was_tried(self) -> None:
        self.write("dumps/new/restore", "name")
        self.assertEqual(self.run_script(), 0)
        self.assertNotIn("pg_dump live", self.calls)
        self.assertLess(self.calls.index("pg_restore"), self.calls.index("pg_restore live"))

    def test_a_restore_waits_for_nobody(self) -> None:
        self.write("dumps/new/restore", "name")
        self.assertEqual(self.run_script(others="3"), 1)
        self.assertEqual(self.calls, ["psql live", "psql live"])
        self.assertIn("nothing was changed: others are connected to the database (3)", self.read("dumps/outcome"))

    def test_a_dump_that_cannot_be_restored_takes_no_place(self) -> None:
        self.write("dumps/new/restore", "name")
        self.assertEqual(self.run_script(fails="pg_restore"), 1)
        self.assertNotIn("pg_restore live", self.calls)

    def test_without_room_nothing_is_begun(self) -> None:
        self.write("bin/df", "#!/bin/bash\nprintf 'Avail\\n1000\\n'\n")
        os.chmod(os.path.join(self.root, "bin", "df"), 0o755)
        self.assertEqual(self.run_script(), 1)
        self.assertEqual(self.calls, ["psql live"])
        self.assertIn("the data disk has 0 MiB free, and this needs 512 MiB", self.read("dumps/outcome"))


if __name__ == "__main__":
    unittest.main()
