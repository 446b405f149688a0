"""unpack.py with a bucket in memory and volumes in a temporary folder."""
from __future__ import annotations

import base64
import contextlib
import hashlib
import io
import json
import os
import shutil
import stat
import sys
import tempfile
import types
import unittest
from unittest import mock

import context  # noqa: F401
import unpack


class ClientError(Exception):
    pass


def fake_modules(objects):
    """boto3 and what unpack.py takes of botocore."""

    def get_object(Bucket, Key, VersionId):
        if (Bucket, Key, VersionId) not in objects:
            raise ClientError("An error occurred (NoSuchVersion):\n gone")
        return {"Body": io.BytesIO(objects[(Bucket, Key, VersionId)])}

    boto3 = types.ModuleType("boto3")
    boto3.client = lambda name, config: types.SimpleNamespace(get_object=get_object)
    config = types.ModuleType("botocore.config")
    config.Config = dict
    exceptions = types.ModuleType("botocore.exceptions")
    exceptions.BotoCoreError = exceptions.ClientError = ClientError
    return {
        "boto3": boto3,
        "botocore": types.ModuleType("botocore"),
        "botocore.config": config,
        "botocore.exceptions": exceptions,
    }


class Unpack(unittest.TestCase):
    def setUp(self):
        self.root = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.root)
        os.makedirs(self.path("image/plugins/sub"))
        os.makedirs(self.path("volume"))
        self.files = {}

    def path(self, *names):
        return os.path.join(self.root, *names)

    def image(self, name, text, mode=0o640):
        with open(self.path("image", name), "w") as file:
            file.write(text)
        os.chmod(self.path("image", name), mode)

    def run_program(self, modules=None, **more):
        """The exit code and the last line."""
        body = json.dumps({name: base64.b64encode(text).decode() for name, text in self.files.items()}).encode()
        volume = {"folder": self.path("image/plugins"), "at": self.path("volume"), "mode": "0755", "keeps": True}
        order = {
            "bucket": "b",
            "key": "k",
            "version": "1",
            "sha256": hashlib.sha256(body).hexdigest(),
            "copies": {},
            "volumes": [volume],
        }
        order.update(more)
        if modules is None:
            modules = fake_modules({("b", "k", "1"): body})
        printed = io.StringIO()
        umask = os.umask(0o022)
        try:
            with mock.patch.dict(sys.modules, modules), mock.patch.dict(
                os.environ, {"AIRFLOW_CDKTF_FILES": json.dumps(order)}
            ), contextlib.redirect_stdout(printed):
                code = unpack.main()
        finally:
            os.umask(umask)
        return code, printed.getvalue().strip()

    def read(self, *names):
        with open(self.path("volume", *names), "rb") as file:
            return file.read()

    def mode(self, *names):
        return stat.S_IMODE(os.stat(self.path("volume", *names)).st_mode)

    def test_files_come_with_their_bytes_whatever_their_names(self):
        self.files = {self.path("image/plugins/with space/ünï.py"): b"\x00\xff\r\n"}
        self.assertEqual(self.run_program(), (0, "files: 1 files in 1 volumes"))
        self.assertEqual(self.read("with space", "ünï.py"), b"\x00\xff\r\n")
        self.assertEqual((self.mode("with space"), self.mode("with space", "ünï.py")), (0o755, 0o644))

    def test_what_the_image_has_in_the_folder_is_there_too_and_everybody_may_read_it(self):
        self.image("plugins/own.py", "own")
        self.image("plugins/sub/run.sh", "run", 0o750)
        os.symlink("own.py", self.path("image/plugins/link.py"))
        self.assertEqual(self.run_program()[0], 0)
        self.assertEqual((self.read("own.py"), self.read("link.py")), (b"own", b"own"))
        self.assertTrue(os.path.islink(self.path("volume/link.py")))
        self.assertEqual((self.mode("own.py"), self.mode("sub", "run.sh")), (0o644, 0o755))

    def test_ours_takes_the_place_of_the_image_s_own(self):
        self.image("plugins/own.py", "own")
        os.symlink("own.py", self.path("image/plugins/link.py"))
        self.files = {self.path("image/plugins/link.py"): b"ours"}
        self.assertEqual(self.run_program()[0], 0)
        self.assertEqual((self.read("link.py"), self.read("own.py")), (b"ours", b"own"))

    def test_a_folder_that_airflow_writes_to_comes_empty_and_open(self):
        self.image("plugins/own.py", "own")
        volume = {"folder": self.path("image/plugins"), "at": self.path("volume"), "mode": "1777", "keeps": False}
        self.assertEqual(self.run_program(volumes=[volume])[0], 0)
        self.assertEqual(os.listdir(self.path("volume")), [])
        self.assertEqual(self.mode(), 0o1777)

    def test_a_file_beside_the_image_s_others_is_the_first_there_is_or_empty(self):
        self.image("airflow.cfg", "cfg")
        target = self.path("image/plugins/airflow.cfg")
        missing = self.path("image/missing.cfg")
        self.assertEqual(self.run_program(copies={target: [missing, self.path("image/airflow.cfg")]})[0], 0)
        self.assertEqual(self.read("airflow.cfg"), b"cfg")
        self.assertEqual(self.run_program(copies={target: [missing]})[0], 0)
        self.assertEqual(self.read("airflow.cfg"), b"")

    def test_it_may_lie_in_a_package_of_python(self):
        target = self.path("image/plugins/decoder.py")
        self.assertEqual(self.run_program(copies={target: ["no_such_package:x.py", "json:decoder.py"]})[0], 0)
        self.assertIn(b"JSONDecoder", self.read("decoder.py"))

    def test_other_bytes_than_were_deployed_are_refused(self):
        code, line = self.run_program(sha256="0" * 64)
        self.assertEqual(code, 1)
        self.assertRegex(line, r"^files: s3://b/k \(version 1\) is not what was deployed: sha256 [0-9a-f]{64}, expected 0{64}$")
        self.assertEqual(os.listdir(self.path("volume")), [])

    def test_a_missing_object_is_one_line(self):
        self.assertEqual(
            self.run_program(version="2"),
            (1, "files: s3://b/k (version 2) cannot be read: An error occurred (NoSuchVersion): gone"),
        )

    def test_an_image_without_boto3_is_told_what_it_lacks(self):
        code, line = self.run_program(modules={"boto3": None})
        self.assertEqual(code, 1)
        self.assertIn("the image has no boto3", line)
        self.assertIn("Airflow's provider amazon", line)

    def test_a_file_that_no_volume_holds_is_refused(self):
        self.files = {"/etc/passwd": b""}
        self.assertEqual(self.run_program(), (1, "files: no volume holds /etc/passwd"))


if __name__ == "__main__":
    unittest.main()
