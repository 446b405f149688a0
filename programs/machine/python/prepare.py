"""Makes the folder of a generation on a machine: `python prepare.py GENERATION`, as root in Airflow's image.

Reads /run/airflow-cdktf/incoming/{machine.yaml,references.json}, fetches secrets with the machine's identity, and
writes /run/airflow-cdktf/generations/GENERATION, all of it or nothing. Exit 0: it is there. Exit 1 and 75: the last line
of stderr says why; 75 is worth another try.
"""
from __future__ import annotations

import os
import re
import sys
from typing import Any, List

import airflow_cdktf_google as google
import machine_document
import machine_generation
from machine_reader import Later, Wrong
from machine_secrets import PATIENCE, Secrets

ROOT = "/run/airflow-cdktf"
#: Seconds that the metadata server may be away.
IDENTITY_PATIENCE = 30.0
#: EX_TEMPFAIL: what is asked for may be there in some minutes, such as a right that was just given.
EXIT_LATER = 75
GENERATION = re.compile(r"[0-9a-f]{12}")


def parsed(text: str) -> Any:
    """YAML with every scalar as text. Raises Wrong, without a part of the document in it."""
    import yaml

    loader = getattr(yaml, "CBaseLoader", None) or yaml.BaseLoader
    try:
        return yaml.load(text, Loader=loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = ", line %d" % (mark.line + 1) if mark is not None else ""
        problem = getattr(error, "problem", None) or "it cannot be read"
        raise Wrong("machine.yaml%s: not YAML: %s" % (where, " ".join(str(problem).split()))) from None


def incoming(root: str, name: str) -> str:
    """Raises Wrong."""
    try:
        with open(os.path.join(root, "incoming", name), encoding="utf-8", newline="") as file:
            return file.read()
    except (OSError, UnicodeDecodeError) as error:
        raise Wrong("incoming/%s: cannot be read: %s" % (name, getattr(error, "strerror", None) or error)) from None


def identity(client: google.Google) -> str:
    """The project, of a machine that has a token. Raises Later."""
    try:
        google.waiting(client.token, IDENTITY_PATIENCE)
        return str(google.waiting(lambda: google.metadata("project/project-id"), IDENTITY_PATIENCE))
    except google.Refused as refused:
        raise Later("the metadata server gives no token for the machine's service account: %s" % refused) from None


def prepare(root: str, generation: str, patience: float = PATIENCE) -> str:
    """What was done, in one line. Raises Wrong."""
    folder = os.path.join(root, "generations", generation)
    if os.path.isdir(folder):
        return "generation %s is there already" % generation
    document = machine_document.document(parsed(incoming(root, "machine.yaml")))
    references = machine_document.references(incoming(root, "references.json"))
    client = google.Google()
    secrets = Secrets(client, identity(client), references.versions, patience)
    found = machine_generation.contents(document, references, secrets.access)
    os.makedirs(os.path.dirname(folder), exist_ok=True)
    machine_generation.write(folder, found, [unit.name for unit in document.units])
    return "generation %s: %d units, %d secrets" % (generation, len(document.units), len(secrets))


def main(arguments: List[str], root: str = ROOT) -> int:
    if len(arguments) != 1 or not GENERATION.fullmatch(arguments[0]):
        print("prepare: expected one generation of twelve hexadecimal digits", file=sys.stderr)
        return 2
    code = 1
    try:
        print("prepare: %s" % prepare(root, arguments[0]), flush=True)
        return 0
    except Later as later:
        reason, code = str(later), EXIT_LATER
    except Wrong as wrong:
        reason = str(wrong)
    except OSError as error:
        reason = "%s: %s" % (error.filename or "writing", error.strerror or type(error).__name__)
    except Exception as error:  # The text of an unexpected error may hold a part of a secret.
        reason = "failed unexpectedly: %s" % type(error).__name__
    print("prepare: %s" % reason, file=sys.stderr, flush=True)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
