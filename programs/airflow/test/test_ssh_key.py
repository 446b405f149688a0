"""A private key as ssh takes it, and what is said of one that it does not."""
from __future__ import annotations

import base64
import contextlib
import io
import os
import stat
import tempfile
import unittest

import context  # noqa: F401
from airflow_cdktf import ssh_key


def key(cipher: bytes = b"none", kind: str = "OPENSSH ", lines: str = "\n") -> str:
    body = b"openssh-key-v1\0" + len(cipher).to_bytes(4, "big") + cipher + b"\7" * 90
    text = base64.encodebytes(body).decode().strip()
    return "-----BEGIN %sPRIVATE KEY-----\n%s\n-----END %sPRIVATE KEY-----\n".replace("\n", lines) % (
        kind,
        text.replace("\n", lines),
        kind,
    )


class UsableTest(unittest.TestCase):
    def refused(self, text: str) -> str:
        with self.assertRaises(ssh_key.Unusable) as caught:
            ssh_key.usable(text)
        self.assertNotIn(base64.b64encode(b"\7" * 9).decode(), str(caught.exception))
        return str(caught.exception)

    def test_as_it_is(self) -> None:
        self.assertEqual(ssh_key.usable(key()), key())
        for kind in ("", "RSA ", "EC "):
            self.assertEqual(ssh_key.usable(key(kind=kind)), key(kind=kind))

    def test_as_stores_and_editors_leave_it(self) -> None:
        self.assertEqual(ssh_key.usable(key().strip()), key())
        self.assertEqual(ssh_key.usable("\n  %s  \n\n" % key()), key())
        self.assertEqual(ssh_key.usable(key(lines="\r\n")), key())

    def test_passphrase(self) -> None:
        body = "Proc-Type: 4,ENCRYPTED\nDEK-Info: x\n\nAAAA"
        classic = "-----BEGIN RSA PRIVATE KEY-----\n%s\n-----END RSA PRIVATE KEY-----" % body
        for text in (key(cipher=b"aes256-ctr"), key(kind="ENCRYPTED "), classic):
            said = self.refused(text)
            self.assertIn("airflow.dags.credentials.sshKey has a passphrase, which nobody can type here", said)
            self.assertIn("ssh-keygen -p", said)

    def test_another_thing(self) -> None:
        self.assertIn("but a public one", self.refused("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA me@here"))
        self.assertIn("puttygen", self.refused("PuTTY-User-Key-File-3: ssh-ed25519"))
        self.assertIn("with its first and last line", self.refused(""))
        self.assertIn("with its first and last line", self.refused(key()[:120]))
        self.assertIn("is damaged", self.refused(key().replace(base64.b64encode(b"openss").decode(), "!AAA")))
        body = base64.b64encode(b"something else").decode()
        self.assertIn(
            "is damaged",
            self.refused("-----BEGIN OPENSSH PRIVATE KEY-----\n%s\n-----END OPENSSH PRIVATE KEY-----" % body),
        )


class CommandTest(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.source, self.target = (os.path.join(folder.name, name) for name in ("source", "target"))

    def run_command(self, text: "str | None") -> "tuple[int, str]":
        if text is not None:
            with open(self.source, "w", encoding="utf-8", newline="") as file:
                file.write(text)
        printed = io.StringIO()
        with contextlib.redirect_stderr(printed):
            return ssh_key.main(self.source, self.target), printed.getvalue()

    def test_only_its_owner_may_read_the_copy(self) -> None:
        for _ in range(2):
            self.assertEqual(self.run_command(key().strip()), (0, ""))
            with open(self.target, encoding="utf-8") as file:
                self.assertEqual(file.read(), key())
            self.assertEqual(stat.S_IMODE(os.stat(self.target).st_mode), 0o600)

    def test_refused(self) -> None:
        code, said = self.run_command(key(cipher=b"aes256-ctr"))
        self.assertEqual(code, 1)
        self.assertTrue(said.startswith("DAGs: airflow.dags.credentials.sshKey has a passphrase"))
        self.assertFalse(os.path.exists(self.target))

    def test_no_file(self) -> None:
        self.assertEqual(self.run_command(None)[0], 1)


if __name__ == "__main__":
    unittest.main()
