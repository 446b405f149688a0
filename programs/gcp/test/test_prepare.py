"""prepare.py on a machine of its own folder: what it writes, and what it says where it cannot."""
from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import stat
import tempfile
from typing import Any, Dict
from unittest import mock

from fake_google import PROJECT, TOKEN, GoogleTest, refused

import machine_secrets
import prepare

GENERATION = "0123456789ab"
PASSWORD = "p$ss/w:rd"


def unit(name: str = "scheduler", **given: Any) -> Dict[str, Any]:
    made = {
        "name": name,
        "stage": "airflow",
        "text": "[Service]\nExecStart=docker run IMAGE\n",
        "drainSeconds": "0",
        "environment": {"TZ": "Asia/Seoul"},
        "secrets": {},
    }
    return {**made, **given}


def machine(*units: Any, **given: Any) -> Dict[str, Any]:
    made = {
        "image": "example.com/airflow@sha256:1",
        "stack": "acme",
        "machine": "master",
        "version": "3.3.2",
        "images": ["redis:8"],
        "openings": [{"port": "8080", "from": ["10.10.0.0/24", "35.235.240.0/20"], "why": "people"}],
        "redirects": [{"port": "8988", "to": "8795", "from": ["35.235.240.0/20"]}],
        "units": list(units),
        "files": {"/opt/airflow-cdktf/start.sh": "exec\n", "/opt/airflow/plugins/own.py": "x = 1\n"},
        "authorities": {},
    }
    return {**made, **given}


class PrepareTest(GoogleTest):
    def setUp(self) -> None:
        super().setUp()
        self.use(machine_secrets, API=self.url + "/v1")
        self.use(prepare, IDENTITY_PATIENCE=0.0)
        self.root = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.root)
        os.mkdir(os.path.join(self.root, "incoming"))
        self.references: Dict[str, Any] = {"versions": {}, "authorities": {}}

    def incoming(self, name: str, text: str) -> None:
        with open(os.path.join(self.root, "incoming", name), "w", encoding="utf-8") as file:
            file.write(text)

    def secret(self, name: str, text: str) -> None:
        self.google.secrets[name + "/2"] = text
        self.references["versions"][name] = "2"

    def prepared(self, document: Any, generation: str = GENERATION) -> str:
        """Its last words."""
        self.incoming("machine.yaml", document if isinstance(document, str) else json.dumps(document))
        self.incoming("references.json", json.dumps(self.references))
        said = io.StringIO()
        patience = mock.patch.object(machine_secrets.google, "waiting", lambda ask, *_, **__: ask())
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said), patience:
            self.code = prepare.main([generation], self.root)
        text = said.getvalue()
        self.assertEqual(text.count("\n"), 1)
        return text.strip()

    def read(self, path: str, generation: str = GENERATION) -> str:
        with open(os.path.join(self.root, "generations", generation, path), encoding="utf-8") as file:
            return file.read()

    def mode(self, path: str) -> int:
        return stat.S_IMODE(os.stat(os.path.join(self.root, "generations", GENERATION, path)).st_mode)

    def digests(self, document: Any, generation: str) -> Dict[str, str]:
        self.prepared(document, generation)
        rows = [line.split() for line in self.read("plan", generation).splitlines()]
        return {row[1]: row[2] for row in rows}

    def refusal(self, secrets: Any) -> str:
        said = self.prepared(machine(unit(secrets={"environment/X": secrets})))
        self.assertNotEqual(self.code, 0)
        self.assertEqual(os.listdir(self.root), ["incoming"], said)
        return said

    def test_tables_that_a_shell_reads(self) -> None:
        said = self.prepared(machine(unit(), upgradeFrom="3.2.0"))
        self.assertEqual(said, "prepare: generation %s: 1 units, 0 secrets" % GENERATION)
        self.assertEqual(self.read("images"), "example.com/airflow@sha256:1\nredis:8\n")
        self.assertEqual(self.read("openings"), "8080 10.10.0.0/24\n8080 35.235.240.0/20\n")
        self.assertEqual(self.read("redirects"), "8988 8795 35.235.240.0/20\n")
        self.assertEqual((self.read("version"), self.read("upgrade-from")), ("3.3.2\n", "3.2.0\n"))

    def test_plan_in_the_order_of_stages(self) -> None:
        worker = unit("worker-gpu", drainSeconds="3600")
        self.prepared(machine(unit("dump", stage="timer"), worker, unit(), unit("broker", stage="store")))
        rows = [line.split() for line in self.read("plan").splitlines()]
        self.assertEqual(
            [(row[0], row[1], row[3]) for row in rows],
            [
                ("store", "broker", "0"),
                ("airflow", "worker-gpu", "3600"),
                ("airflow", "scheduler", "0"),
                ("timer", "dump", "0"),
            ],
        )

    def test_files_of_a_unit(self) -> None:
        self.prepared(machine(unit("dump", timer="[Timer]\n")))
        self.assertEqual(self.read("units/airflow-dump.service"), unit()["text"])
        self.assertEqual(self.read("units/airflow-dump.timer"), "[Timer]\n")
        self.assertEqual(self.read("dump/environment"), "TZ=Asia/Seoul\n")
        self.assertEqual(self.read("files/opt/airflow-cdktf/start.sh"), "exec\n")

    def test_words_that_an_older_yaml_takes_for_something_else(self) -> None:
        self.prepared(machine(unit(environment={"A": "on", "B": "1:30", "C": "007", "D": "2026-01-01", "E": "null"})))
        self.assertEqual(self.read("scheduler/environment"), "A=on\nB=1:30\nC=007\nD=2026-01-01\nE=null\n")

    def test_a_secret_text_is_put_together(self) -> None:
        self.secret("acme-db", PASSWORD + "\n")
        self.secret("given", json.dumps({"password": PASSWORD, "port": 25}))
        pieces = ["u:", {"secret": "acme-db", "encode": "url"}, "@", {"secret": "given", "key": "port"}]
        self.prepared(machine(unit(secrets={"environment/URL": pieces, "password": [{"secret": "acme-db"}]})))
        self.assertEqual(self.read("scheduler/secrets/environment/URL"), "u:p%24ss%2Fw%3Ard@25")
        self.assertEqual(self.read("scheduler/secrets/password"), PASSWORD)

    def test_a_secret_in_json(self) -> None:
        self.secret("given", json.dumps({"password": 'a"b'}))
        pieces = ['{"p":', {"secret": "given", "key": "password", "encode": "json"}, "}"]
        self.prepared(machine(unit(secrets={"environment/CONN": pieces})))
        self.assertEqual(self.read("scheduler/secrets/environment/CONN"), '{"p":"a\\"b"}')

    def test_each_secret_is_fetched_once(self) -> None:
        self.secret("acme-db", PASSWORD)
        secrets = {"a": [{"secret": "acme-db"}], "b": [{"secret": "acme-db"}]}
        self.prepared(machine(unit(secrets=secrets), unit("triggerer", secrets=secrets)))
        asked = [one for one in self.google.requests if "/secrets/" in one]
        self.assertEqual(asked, ["GET /v1/projects/%s/secrets/acme-db/versions/2:access" % PROJECT])

    def test_a_secret_of_another_project_is_asked_for_there(self) -> None:
        name = "projects/acme-shared/secrets/db"
        self.google.secrets["db/2"] = PASSWORD
        self.references["versions"][name] = "2"
        self.prepared(machine(unit(secrets={"password": [{"secret": name}]})))
        self.assertEqual(self.read("scheduler/secrets/password"), PASSWORD)
        asked = [one for one in self.google.requests if "/secrets/" in one]
        self.assertEqual(asked, ["GET /v1/projects/acme-shared/secrets/db/versions/2:access"])

    def test_only_root_and_its_group_read_secrets(self) -> None:
        self.secret("acme-db", PASSWORD)
        self.prepared(machine(unit(secrets={"environment/X": [{"secret": "acme-db"}]})))
        self.assertEqual(self.mode("scheduler/secrets/environment/X"), 0o440)
        self.assertEqual([self.mode("scheduler/" + one) for one in ("secrets", "secrets/environment")], [0o750, 0o750])
        self.assertEqual([self.mode(one) for one in ("files/opt", "scheduler", "")], [0o755, 0o755, 0o755])

    def test_authorities_come_from_the_references(self) -> None:
        self.references["authorities"]["broker"] = "PEM\n"
        self.prepared(machine(unit(), authorities={"broker": "/opt/airflow-cdktf/broker-ca.pem"}))
        self.assertEqual(self.read("files/opt/airflow-cdktf/broker-ca.pem"), "PEM\n")

    def test_a_digest_differs_with_what_the_unit_has(self) -> None:
        self.secret("acme-db", "one")
        with_secret = {"environment/X": [{"secret": "acme-db"}]}
        before = self.digests(machine(unit(secrets=with_secret), unit("triggerer")), "0" * 12)
        self.secret("acme-db", "two")
        after = self.digests(machine(unit(secrets=with_secret), unit("triggerer")), "1" * 12)
        self.assertNotEqual(before["scheduler"], after["scheduler"])
        self.assertEqual(before["triggerer"], after["triggerer"])

    def test_a_digest_differs_with_files_that_the_unit_mounts(self) -> None:
        mounts = "docker run -v /run/airflow-cdktf/current/files/opt/airflow/plugins:/opt/airflow/plugins:ro IMAGE"
        units = (unit(text=mounts), unit("broker"))
        before = self.digests(machine(*units), "0" * 12)
        files = machine()["files"]
        start = self.digests(machine(*units, files={**files, "/opt/airflow-cdktf/start.sh": "other"}), "1" * 12)
        plugin = self.digests(machine(*units, files={**files, "/opt/airflow/plugins/own.py": "other"}), "2" * 12)
        self.assertEqual(before, start)
        self.assertNotEqual(before["scheduler"], plugin["scheduler"])
        self.assertEqual(before["broker"], plugin["broker"])

    def test_a_generation_is_written_once(self) -> None:
        self.prepared(machine(unit()))
        self.assertIn("is there already", self.prepared("broken: ["))
        self.assertEqual(self.code, 0)

    def test_a_secret_that_cannot_be_had(self) -> None:
        self.secret("known", "text")
        self.references["versions"].update({"known": "9", "hidden": "1"})
        hole = [{"secret": "known"}]
        said = self.refusal(hole)
        self.assertEqual(said, "prepare: secret known, version 9: does not exist in project acme-data")
        self.assertIn("may not read it, or project acme-data has no such", self.refusal([{"secret": "hidden"}]))
        self.assertEqual(self.code, prepare.EXIT_LATER)
        self.google.refuse.append(refused(400, "FAILED_PRECONDITION", "is in DESTROYED state"))
        self.assertIn("is disabled or destroyed", self.refusal(hole))
        self.assertEqual(self.code, 1)
        self.google.refuse.append(refused(503, "UNAVAILABLE", "try later"))
        self.assertIn("Secret Manager refuses: try later", self.refusal(hole))
        self.assertEqual(self.code, prepare.EXIT_LATER)

    def test_a_secret_without_version_in_the_references(self) -> None:
        self.assertIn("secret new: references.json names no version", self.refusal([{"secret": "new"}]))

    def test_a_secret_of_another_shape(self) -> None:
        for content, words in (
            ("hunter2", "secret s: is no JSON, and its key k is asked for"),
            ('["hunter2"]', "secret s: is no JSON object"),
            ('{"other": "hunter2"}', "secret s: its JSON has no key k"),
            ('{"k": {"hunter2": 1}}', "secret s: key k of its JSON is neither text nor number"),
        ):
            self.secret("s", content)
            said = self.refusal([{"secret": "s", "key": "k"}])
            self.assertIn(words, said)
            self.assertNotIn("hunter2", said)

    def test_no_token(self) -> None:
        with mock.patch.object(self.google, "metadata", return_value=(404, "not found")):
            self.assertIn("gives no token for the machine's service account: not found", self.refusal(["text"]))
        self.assertEqual(self.code, prepare.EXIT_LATER)

    def test_not_yaml(self) -> None:
        self.assertRegex(self.prepared("units: [\n"), r"machine\.yaml.*: not YAML: ")
        self.assertEqual(self.code, 1)

    def test_another_shape(self) -> None:
        for document, words in (
            ({}, "machine.yaml.units: expected a list, got nothing"),
            (machine(unit("files")), "expected another name than units and files"),
            (machine(unit(stage="soon")), "unit scheduler.stage: expected store or gate or airflow or timer"),
            (machine(unit(drainSeconds="1h")), "unit scheduler.drainSeconds: expected a number"),
            (machine(unit(environment={"A": "1\n2"})), "unit scheduler.environment[A]: holds a line break"),
            (machine(unit(secrets={"../x": ["a"]})), "expected a path below its folder, got '../x'"),
            (machine(unit(), files={"/a/../../b": "c"}), "expected a path below its folder"),
            (machine(unit(), unit()), "scheduler is there twice"),
            (machine(unit(), authorities={"broker": "/ca"}), "references.json.authorities: broker is missing"),
        ):
            self.assertIn(words, self.prepared(document))
            self.assertEqual(self.code, 1)

    def test_nothing_of_a_secret_in_an_unexpected_error(self) -> None:
        self.secret("s", PASSWORD)
        with mock.patch.object(machine_secrets, "quote", side_effect=RuntimeError(PASSWORD)):
            self.assertEqual(self.refusal([{"secret": "s"}]), "prepare: failed unexpectedly: RuntimeError")

    def test_nothing_half_written(self) -> None:
        with mock.patch.object(prepare.machine_generation.os, "chmod", side_effect=OSError(28, "No space left")):
            self.assertIn("No space left", self.prepared(machine(unit())))
        self.assertEqual(os.listdir(os.path.join(self.root, "generations")), [])

    def test_a_wrong_call(self) -> None:
        with contextlib.redirect_stderr(io.StringIO()):
            self.assertEqual([prepare.main(one, self.root) for one in ([], ["../../etc"])], [2, 2])

    def test_the_token_goes_to_no_message(self) -> None:
        self.google.refuse.append(refused(401, "UNAUTHENTICATED", "expired"))
        self.secret("s", "x")
        self.assertNotIn(TOKEN, self.refusal([{"secret": "s"}]))
