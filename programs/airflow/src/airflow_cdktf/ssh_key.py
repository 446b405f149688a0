"""A private key as ssh takes it. `python -m airflow_cdktf.ssh_key FROM TO` writes a copy that only its reader may read.

Source: OpenSSH, PROTOCOL.key; RFC 7468. No message holds a part of the key.
"""
from __future__ import annotations

import base64
import binascii
import os
import re
import sys

#: What a person called it.
KEY = "airflow.dags.credentials.sshKey"
_BLOCK = re.compile(r"-----BEGIN ([A-Z0-9 ]{0,40})PRIVATE KEY-----\n(.*?)\n?-----END \1PRIVATE KEY-----", re.DOTALL)
_MAGIC = b"openssh-key-v1\0"
_NONE = b"\0\0\0\4none"


class Unusable(Exception):
    """What a person reads."""


def usable(text: str) -> str:
    """The key with Unix' line ends, also after the last line.

    :raises Unusable: it is no private key, or has a passphrase, which nobody can type here
    """
    clean = "\n".join(line.strip() for line in text.strip().splitlines())
    found = _BLOCK.search(clean)
    if found is None:
        raise Unusable("%s is no private key of OpenSSH or in PEM%s" % (KEY, _instead(clean)))
    kind, body = found.group(1).strip(), found.group(2)
    if kind == "ENCRYPTED" or "ENCRYPTED" in body or (kind == "OPENSSH" and _is_encrypted(body)):
        raise Unusable(
            "%s has a passphrase, which nobody can type here: take it off a copy with ssh-keygen -p, or make a key"
            " for this deployment alone with ssh-keygen -t ed25519 -N ''" % KEY
        )
    return clean + "\n"


def _instead(text: str) -> str:
    if re.match(r"(ssh-|ecdsa-|sk-)[a-z0-9@.-]+ AAAA", text) or "PUBLIC KEY-----" in text:
        return ", but a public one: the other file of the two is wanted"
    if text.startswith("PuTTY-User-Key-File"):
        return ", but one of PuTTY: puttygen writes it for OpenSSH"
    return ": the whole text of the file is wanted, with its first and last line"


def _is_encrypted(body: str) -> bool:
    try:
        content = base64.b64decode(body)
    except binascii.Error:
        raise Unusable("%s is damaged: what stands between its first and last line is no base64" % KEY) from None
    if not content.startswith(_MAGIC):
        raise Unusable("%s is damaged: it does not begin as a key of OpenSSH does" % KEY)
    return not content.startswith(_MAGIC + _NONE)


def write(text: str, path: str) -> None:
    """Replaces the file in one step; only its owner may read it, or ssh would not take it."""
    scratch = "%s.%d" % (path, os.getpid())
    made = os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(made, "w", encoding="utf-8", newline="") as file:
        os.fchmod(made, 0o600)
        file.write(text)
    os.replace(scratch, path)


def main(source: str, target: str) -> int:
    try:
        with open(source, encoding="utf-8", newline="") as file:
            write(usable(file.read()), target)
    except (Unusable, OSError) as error:
        print("DAGs: %s" % error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
