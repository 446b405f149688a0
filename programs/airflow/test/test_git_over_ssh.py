"""The bundle of a repository over SSH, on a stand-in of the provider: how ssh is started, what is said and noted."""
from __future__ import annotations

import contextlib
import os
import shlex
import stat
import sys
import types
import unittest
from typing import Any, Dict, Iterator, Optional
from unittest import mock

import context
from test_ssh_key import key

PROVIDER = "airflow.providers.git"


class Hook:
    """The provider's, as far as it is used."""

    private_key: Optional[str] = None

    def __init__(self, git_conn_id: str) -> None:
        self.git_conn_id = git_conn_id
        self.repo_url = "git@git.example.com:acme/dags.git"
        self.private_key = Hook.private_key
        self.env: Dict[str, str] = {}


class Bundle:
    failure: Optional[Exception] = None
    log = ""
    command = ""
    mode = 0

    def __init__(self, **given: Any) -> None:
        self.hook: Any = None

    def _read(self) -> None:
        with self.hook.configure_hook_env():
            words = shlex.split(self.hook.env["GIT_SSH_COMMAND"])
            Bundle.command = " ".join(words)
            if Bundle.log:
                with open(words[words.index("-E") + 1], "w", encoding="utf-8") as file:
                    file.write(Bundle.log)
            Bundle.mode = stat.S_IMODE(os.stat(words[words.index("-i") + 1]).st_mode)
            if Bundle.failure is not None:
                raise RuntimeError("Error cloning repository") from Bundle.failure

    def initialize(self) -> None:
        self._read()
        self.refresh()

    def refresh(self) -> None:
        self._read()


class GitFailed(Exception):
    def __init__(self, stderr: str) -> None:
        super().__init__("Cmd('git') failed due to: exit code(128)")
        self.stderr = stderr


@contextlib.contextmanager
def provider() -> "Iterator[Any]":
    names = ["airflow", "airflow.providers", PROVIDER, PROVIDER + ".bundles", PROVIDER + ".hooks"]
    modules = {name: types.ModuleType(name) for name in names}
    bundles, hooks = types.ModuleType(PROVIDER + ".bundles.git"), types.ModuleType(PROVIDER + ".hooks.git")
    bundles.GitDagBundle = Bundle  # type: ignore[attr-defined]
    hooks.GitHook = Hook  # type: ignore[attr-defined]
    modules.update({bundles.__name__: bundles, hooks.__name__: hooks})
    with mock.patch.dict(sys.modules, modules):
        sys.modules.pop("airflow_cdktf.git_over_ssh", None)
        from airflow_cdktf import git_over_ssh

        yield git_over_ssh
        sys.modules.pop("airflow_cdktf.git_over_ssh", None)


MISMATCH = """
  stderr: 'Cloning into bare repository...
@@@ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @@@
The fingerprint for the ED25519 key sent by the remote host is
SHA256:63tC/WP7ICVKOMp7ul4yg5AnewDZu3jPgDyf+KBMPy8.
Host key verification failed.'"""
BUNDLES = "AIRFLOW__DAG_PROCESSOR__DAG_BUNDLE_CONFIG_LIST"


class BundleTest(unittest.TestCase):
    def setUp(self) -> None:
        folder = context.own_folder()
        self.addCleanup(folder.cleanup)
        stand_in = provider()
        self.module = stand_in.__enter__()
        self.addCleanup(stand_in.__exit__, None, None, None)
        Hook.private_key, Bundle.failure, Bundle.log = key().strip(), None, ""
        told = mock.patch.dict(
            os.environ,
            {BUNDLES: '[{"classpath": "airflow_cdktf.git_over_ssh.SshDagBundle"}]'},
        )
        told.start()
        self.addCleanup(told.stop)

    def bundle(self) -> Any:
        return self.module.SshDagBundle(git_conn_id="airflow_cdktf_dags")

    def unread(self, failure: Optional[Exception]) -> str:
        Bundle.failure = failure
        with self.assertRaises(self.module.Unread) as caught:
            self.bundle().initialize()
        return str(caught.exception)

    def health(self) -> Optional[str]:
        from airflow_cdktf import dags_note

        return dags_note.unhealthy()

    def test_the_host_is_checked_and_the_key_is_its_readers_alone(self) -> None:
        bundle = self.bundle()
        self.assertEqual(bundle.repo_url, "git@git.example.com:acme/dags.git")
        self.assertEqual(self.health(), "DAGs: the repository has not been read yet")
        bundle.initialize()
        for option in ("StrictHostKeyChecking=yes", "GlobalKnownHostsFile=/dev/null", "BatchMode=yes"):
            self.assertIn("-o " + option, Bundle.command)
        self.assertRegex(Bundle.command, r"^ssh -F /dev/null -E \S+ -i \S+ .*-o UserKnownHostsFile=\S+/known_hosts ")
        self.assertEqual(Bundle.mode, 0o600)
        self.assertIsNone(self.health())
        kept = Bundle.command.split()[6]
        self.assertFalse(os.path.exists(kept))

    def test_another_host(self) -> None:
        said = self.unread(GitFailed(MISMATCH))
        self.assertIn("another one than airflow.dags.credentials.knownHosts has: nothing was sent", said)
        self.assertTrue(
            said.endswith(
                "write what ssh-keyscan prints (the host has shown SHA256:63tC/WP7ICVKOMp7ul4yg5AnewDZu3jPgDyf+KBMPy8)"
            )
        )
        self.assertEqual(self.health(), said)

    def test_what_ssh_says(self) -> None:
        for stderr, words in (
            ("Host key verification failed.", "the host's key is not among airflow.dags.credentials.knownHosts"),
            ("git@h: Permission denied (publickey).", "the host does not take airflow.dags.credentials.sshKey"),
            ("error: cannot run ssh: No such file or directory", "the image has no ssh: install openssh-client"),
            ("ssh: connect to host h port 22: Connection refused", "Connection refused"),
        ):
            self.assertIn(words, self.unread(GitFailed("stderr: '%s'" % stderr)))

    def test_what_ssh_said_where_git_has_lost_it(self) -> None:
        lost = GitFailed("\n  stderr: 'fatal: Could not read from remote repository.'")
        Bundle.log = "No ED25519 host key is known for h.\r\nHost key verification failed.\r\n"
        self.assertIn("the host's key is not among airflow.dags.credentials.knownHosts", self.unread(lost))
        Bundle.log = "ssh: connect to host h port 22: Connection refused\r\n"
        self.assertIn("Connection refused 'fatal: Could not read", self.unread(lost))

    def test_a_passphrase(self) -> None:
        Hook.private_key = key(cipher=b"aes256-ctr")
        self.assertIn("airflow.dags.credentials.sshKey has a passphrase", self.unread(None))

    def test_what_was_read_stays_good(self) -> None:
        bundle = self.bundle()
        bundle.initialize()
        Bundle.failure = GitFailed(MISMATCH)
        with self.assertRaises(self.module.Unread):
            bundle.refresh()
        self.assertIsNone(self.health())

    def test_a_container_that_started_anew_has_read_nothing(self) -> None:
        from airflow_cdktf import container

        self.bundle().initialize()
        with mock.patch.object(container, "start_mark", return_value=-1):
            self.assertEqual(self.health(), "DAGs: the repository has not been read yet")

    def test_other_ways_of_the_dags_have_no_note(self) -> None:
        with mock.patch.dict(os.environ, {BUNDLES: "[]"}):
            self.assertIsNone(self.health())


class HealthCommandTest(unittest.TestCase):
    def test_the_dag_processor_alone_speaks_of_dags(self) -> None:
        import airflow_cdktf_health as health
        from airflow_cdktf import dags_note, heartbeat_health

        well = heartbeat_health.Verdict(None, False)
        with mock.patch.object(heartbeat_health, "check", return_value=well):
            with mock.patch.object(dags_note, "unhealthy", return_value="DAGs: no"):
                self.assertEqual(health.heartbeat("DagProcessorJob")[:2], ("DAGs: no", False))
                self.assertIsNone(health.heartbeat("SchedulerJob")[0])


if __name__ == "__main__":
    unittest.main()
