"""The folder of a generation: what lies in it, and how it comes there whole or not at all."""
from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from typing import Dict, List, NamedTuple

from machine_document import Document, References, Unit
from machine_reader import Wrong
from machine_secrets import Access, text

#: Group 0 is what every Airflow process has.
SECRET, OPEN = 0o440, 0o644
SECRET_FOLDER, FOLDER = 0o750, 0o755
#: A mention of a file or folder of this generation in a unit's text.
MENTION = re.compile(r"/run/airflow-cdktf/current/files(/[^\s:,\"']*)?")


class Content(NamedTuple):
    text: str
    mode: int


def mentioned(unit: Unit, files: Dict[str, str]) -> Dict[str, str]:
    """Files that the unit mounts or reads: those that its text names, and all below a folder that it names."""
    named = [(found.group(1) or "").strip("/") for found in MENTION.finditer(unit.text + (unit.timer or ""))]
    return {
        path: content
        for path, content in files.items()
        if any(not name or path == name or path.startswith(name + "/") for name in named)
    }


def digest(unit: Unit, secrets: Dict[str, str], files: Dict[str, str]) -> str:
    """Differs when a start of the unit would give something else than what runs."""
    parts = [unit.text, unit.timer, unit.environment, secrets, mentioned(unit, files)]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:16]


def files_of(document: Document, references: References) -> Dict[str, str]:
    """With the certificates of authorities, which only Terraform knows. Raises Wrong."""
    missing = sorted(set(document.authorities) - set(references.authorities))
    if missing:
        raise Wrong("references.json.authorities: %s is missing; deploy again" % missing[0])
    placed = {path: references.authorities[name] for name, path in document.authorities.items()}
    return {**document.files, **placed}


def lines(*rows: object) -> str:
    return "".join("%s\n" % " ".join(str(part) for part in row) for row in rows if isinstance(row, tuple))


def contents(document: Document, references: References, access: Access) -> Dict[str, Content]:
    """Every file of the generation by its path. Raises Wrong."""
    files = files_of(document, references)
    found = {"files/" + path: Content(text_, OPEN) for path, text_ in files.items()}
    plan: List[tuple] = []
    for unit in document.units:
        secrets = {path: text(pieces, access) for path, pieces in unit.secrets.items()}
        found.update({"%s/secrets/%s" % (unit.name, path): Content(one, SECRET) for path, one in secrets.items()})
        variables = "".join("%s=%s\n" % pair for pair in unit.environment.items())
        found[unit.name + "/environment"] = Content(variables, OPEN)
        found["units/airflow-%s.service" % unit.name] = Content(unit.text, OPEN)
        if unit.timer is not None:
            found["units/airflow-%s.timer" % unit.name] = Content(unit.timer, OPEN)
        plan.append((unit.stage, unit.name, digest(unit, secrets, files), unit.drain_seconds))
    tables = {
        "plan": lines(*plan),
        "images": lines(*((image,) for image in dict.fromkeys([document.image, *document.images]))),
        "openings": lines(*document.openings),
        "redirects": lines(*document.redirects),
        "version": document.version + "\n",
        "upgrade-from": document.upgrade_from + "\n" if document.upgrade_from else "",
    }
    return {**found, **{name: Content(table, OPEN) for name, table in tables.items()}}


def write(folder: str, found: Dict[str, Content], units: List[str]) -> None:
    """Beside its place first: a reader sees all of it or nothing. The folder of secrets is there even when empty."""
    scratch = "%s.%d.part" % (folder, os.getpid())
    shutil.rmtree(scratch, ignore_errors=True)
    try:
        for name in ("files", "units"):
            _make(os.path.join(scratch, name), FOLDER)
        for unit in units:
            _make(os.path.join(scratch, unit, "secrets"), SECRET_FOLDER)
        for path, content in found.items():
            _place(scratch, path, content)
        os.rename(scratch, folder)
    except BaseException:
        shutil.rmtree(scratch, ignore_errors=True)
        raise


def _make(path: str, mode: int) -> None:
    os.makedirs(path, exist_ok=True)
    os.chmod(path, mode)


def _place(root: str, path: str, content: Content) -> None:
    parts = path.split("/")
    for depth in range(1, len(parts)):
        below_secrets = content.mode == SECRET and depth >= 2
        _make(os.path.join(root, *parts[:depth]), SECRET_FOLDER if below_secrets else FOLDER)
    target = os.path.join(root, *parts)
    made = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, content.mode)
    with os.fdopen(made, "w", encoding="utf-8", newline="") as file:
        file.write(content.text)
    os.chmod(target, content.mode)
