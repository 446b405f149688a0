"""The parts of a dump and of a restore that are not the database's own: `python airflow_cdktf_dump.py VERB`.

fetch: before the database's own part; brings the dump that a person asked for, if one did.
finish: after it; compares what the dump holds with what the database holds, and puts it into the bucket.
list: names what is there. Environment: AIRFLOW_CDKTF_DUMP. The outcome is in /dumps/outcome, see outcome().
"""
from __future__ import annotations

import os
import shutil
import sys
import time
from typing import Callable, Dict, List

import airflow_cdktf_google as google
from airflow_cdktf_gcp import dump_rules as rules
from airflow_cdktf_gcp.bucket import Bucket
from airflow_cdktf_gcp.dump_rules import Plan, Wrong

FOLDER = "/dumps"


class Dumps:
    """In its folder: `restore`, a person's wish; `new`, the work under way; `outcome`, of the last one."""

    def __init__(self, plan: Plan, folder: str) -> None:
        self._plan = plan
        self._folder = folder
        self._bucket = Bucket(plan.bucket)

    def _path(self, *names: str) -> str:
        return os.path.join(self._folder, *names)

    def _read(self, *names: str) -> str:
        with open(self._path(*names), encoding="utf-8") as file:
            return file.read()

    def _object(self, name: str) -> str:
        return "%s/%s" % (self._plan.prefix, name)

    def _facts(self, name: str) -> rules.Facts:
        return rules.facts(self._read("new", name))

    def fetch(self) -> None:
        """Raises Wrong or Refused."""
        shutil.rmtree(self._path("new"), ignore_errors=True)
        os.makedirs(self._path("new"))
        # The database's own part runs as another user of the same group.
        os.chmod(self._path("new"), 0o770)
        if not os.path.exists(self._path("restore")):
            return
        wish = self._read("restore")
        # Once only: the timer must not restore again what was restored.
        os.remove(self._path("restore"))
        name = rules.asked_for(wish, self._plan.engine)
        try:
            self._bucket.download(self._object(name), self._path("new", "dump"))
        except google.Refused as refused:
            raise Wrong("%s cannot be fetched: %s" % (name, refused)) from None
        with open(self._path("new", "restore"), "w", encoding="utf-8") as file:
            file.write(name)
        os.chmod(self._path("new", "dump"), 0o640)

    def finish(self) -> None:
        """Raises Wrong or Refused."""
        restored = self._facts("restored")
        restoring = os.path.exists(self._path("new", "restore"))
        live = [self._facts(name) for name in (["after"] if restoring else ["before", "after"])]
        reason = rules.lacks(restored, *live)
        if reason:
            raise Wrong("the dump does not count: %s" % reason)
        path = self._path("new", "dump")
        words = rules.described(restored, os.path.getsize(path))
        name = self._read("new", "restore") if restoring else rules.name(self._plan.engine, os.path.getmtime(path))
        if not restoring:
            self._bucket.upload(path, self._object(name), self._notes(restored))
        where = "gs://%s/%s" % (self._plan.bucket, self._object(name))
        self.outcome("ok", ("restored: " if restoring else "dumped, and restored for a try: ") + words, where)
        shutil.rmtree(self._path("new"), ignore_errors=True)

    def _notes(self, restored: rules.Facts) -> Dict[str, str]:
        rows = str(sum(restored.rows.values()))
        return {"tables": str(len(restored.rows)), "rows": rows, **restored.versions}

    def list(self) -> None:
        for one in self._bucket.listed(self._plan.prefix + "/"):
            notes = one.get("metadata") or {}
            known = tuple(notes.get(key, "?") for key in ("tables", "rows", rules.VERSION))
            told = "%s tables, %s rows, Alembic %s" % known
            print("%s  %10.1f MiB  %s" % (one["name"].rsplit("/", 1)[-1], int(one["size"]) / 2**20, told))

    def outcome(self, state: str, message: str, where: str = "") -> None:
        text = "state: %s\nat: %d\nobject: %s\nmessage: %s\n" % (state, time.time(), where, message)
        with open(self._path("outcome.part"), "w", encoding="utf-8") as file:
            file.write(text)
        os.replace(self._path("outcome.part"), self._path("outcome"))
        print("dump: %s%s" % (message, ", " + where if where else ""), flush=True)


def main(arguments: List[str], folder: str = FOLDER) -> int:
    try:
        dumps = Dumps(rules.read(os.environ.get("AIRFLOW_CDKTF_DUMP") or ""), folder)
    except Wrong as wrong:
        print("dump: %s" % wrong, file=sys.stderr)
        return 2
    verbs: Dict[str, Callable[[], None]] = {"fetch": dumps.fetch, "finish": dumps.finish, "list": dumps.list}
    if len(arguments) != 1 or arguments[0] not in verbs:
        print("dump: expected fetch, finish or list", file=sys.stderr)
        return 2
    try:
        verbs[arguments[0]]()
        return 0
    except (Wrong, google.Refused) as error:
        reason = str(error)
    except OSError as error:
        reason = "%s: %s" % (error.filename or "a file", error.strerror or type(error).__name__)
    if arguments[0] == "list":
        print("dump: %s" % reason, file=sys.stderr)
    else:
        dumps.outcome("failed", reason)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
