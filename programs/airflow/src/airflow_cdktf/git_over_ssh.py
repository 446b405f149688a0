"""Airflow's bundle of a git repository, over SSH: the same but for how ssh is started and what is said.

The provider checks the host only if it is told to since 0.4.1 and knows a file of hosts since 0.3.0, writes the key
without the line's end that ssh wants, and leaves the reason of a failure in the middle of a trace. Here the host is
checked with every version, against the keys of the deployment's file alone.
"""
from __future__ import annotations

import contextlib
import os
import re
import shlex
import tempfile
from typing import Any, Iterator, Optional

from airflow.providers.git.bundles.git import GitDagBundle
from airflow.providers.git.hooks.git import GitHook

from airflow_cdktf import dags_note, ssh_key

#: Seconds that a host may take to answer.
CONNECT_SECONDS = 20
#: The same as KNOWN_HOSTS of lib/airflow/known-hosts.ts; the connection names it for whoever else uses it.
KNOWN_HOSTS = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "known_hosts")


def ssh_command(key: str, log: str) -> str:
    """For GIT_SSH_COMMAND. Nothing of the image's own settings counts, and nobody is asked. What ssh says goes to a log
    of its own: of a fetch, the library between keeps the lines of git alone."""
    options = {
        "IdentitiesOnly": "yes",
        "StrictHostKeyChecking": "yes",
        "UserKnownHostsFile": KNOWN_HOSTS,
        "GlobalKnownHostsFile": "/dev/null",
        "UpdateHostKeys": "no",
        "BatchMode": "yes",
        "ConnectTimeout": str(CONNECT_SECONDS),
        "ServerAliveInterval": str(CONNECT_SECONDS),
    }
    words = ["ssh", "-F", "/dev/null", "-E", log, "-i", key]
    for name, value in options.items():
        words += ["-o", "%s=%s" % (name, value)]
    return " ".join(map(shlex.quote, words))


class SshHook(GitHook):
    """The connection's key, as ssh takes it."""

    #: What ssh said the last time.
    said = ""

    @contextlib.contextmanager
    def configure_hook_env(self) -> "Iterator[None]":
        with tempfile.TemporaryDirectory(prefix="airflow-cdktf-") as folder:
            key, log = (os.path.join(folder, name) for name in ("key", "log"))
            self.said = ""
            ssh_key.write(ssh_key.usable(self.private_key or ""), key)
            self.env["GIT_SSH_COMMAND"] = ssh_command(key, log)
            try:
                yield
            finally:
                with contextlib.suppress(OSError), open(log, encoding="utf-8", errors="replace") as file:
                    self.said = file.read()


def reason(error: BaseException, ssh: str) -> str:
    """What ssh and git said, in words of the deployment's file where they are known.

    :param error: of git, or one that came from it
    """
    git = ""
    at: "Optional[BaseException]" = error
    while at is not None and not git:
        git = str(getattr(at, "stderr", "") or "")
        at = at.__cause__ or at.__context__
    said = " ".join((ssh + " " + git.replace("stderr:", "")).split()).strip("'\" ")
    for sign, words in SIGNS:
        if sign in said:
            shown = re.search(r"SHA256:[A-Za-z0-9+/]{43}", said)
            return words if shown is None else "%s (the host has shown %s)" % (words, shown.group(0))
    return said or str(error)


#: What ssh says, and what it means to who wrote the deployment's file.
SIGNS = (
    (
        "REMOTE HOST IDENTIFICATION HAS CHANGED",
        "the host's key is another one than airflow.dags.credentials.knownHosts has: nothing was sent."
        " Ask the host's owner which is right, and write what ssh-keyscan prints",
    ),
    (
        "Host key verification failed",
        "the host's key is not among airflow.dags.credentials.knownHosts: nothing was sent."
        " Write what ssh-keyscan prints, and compare it with what the host's owner says",
    ),
    (
        "Permission denied (",
        "the host does not take airflow.dags.credentials.sshKey: give its public key the right to read the repository",
    ),
    ("cannot run ssh", "the image has no ssh: install openssh-client in it"),
    ("ssh: not found", "the image has no ssh: install openssh-client in it"),
)


class Unread(RuntimeError):
    """The repository could not be read; what was read before stays."""


class SshDagBundle(GitDagBundle):
    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.hook = SshHook(git_conn_id=given["git_conn_id"])
        self.repo_url = self.hook.repo_url

    def initialize(self) -> None:
        with told(self.hook):
            super().initialize()

    def refresh(self) -> None:
        with told(self.hook):
            super().refresh()


@contextlib.contextmanager
def told(hook: SshHook) -> "Iterator[None]":
    """Says in the log, and to the health command, why there are no DAGs. Calls may lie in each other."""
    try:
        yield
    except Unread:
        raise
    except Exception as error:
        why = "DAGs: the repository cannot be read: %s" % reason(error, hook.said)
        dags_note.failed(why)
        raise Unread(why) from error
    dags_note.read()
