"""Secrets of Secret Manager, and the texts that are put together from them. No secret is ever part of a message.

Source: Secret Manager's REST reference, projects.secrets.versions.access; refusals as seen there: 403
PERMISSION_DENIED also for a secret that does not exist, 404 NOT_FOUND, 400 FAILED_PRECONDITION for a version that is
disabled or destroyed.
"""
from __future__ import annotations

import base64
import json
from typing import Any, Callable, Dict, List, Mapping, Tuple
from urllib.parse import quote

import airflow_cdktf_google as google
from machine_document import Hole, Piece
from machine_reader import Later, Wrong

API = "https://secretmanager.googleapis.com/v1"
#: Seconds that a temporary refusal is tried again. A right that was just given needs 2 min or more to reach all of
#: Google (source: IAM's "Access change propagation"), and a machine is up sooner than that.
PATIENCE = 150.0
#: No such version, and one that is disabled: only a person can mend it. A missing right may be on its way.
DECISIVE = (400, 404)

Access = Callable[[str], str]


def explained(name: str, version: str, project: str, refused: google.Refused) -> str:
    """One line for people."""
    where = "secret %s, version %s" % (name, version)
    if refused.status == 403:
        return "%s: this machine's service account may not read it, or project %s has no such secret" % (where, project)
    if refused.status == 404:
        return "%s: does not exist in project %s" % (where, project)
    if refused.status == 400 and refused.code == "FAILED_PRECONDITION":
        return "%s: is disabled or destroyed; enable it, or add another version and deploy" % where
    return "%s: Secret Manager refuses: %s" % (where, refused)


def located(name: str, own: str) -> Tuple[str, str]:
    """Project and name of a secret, which another project's is called with: projects/PROJECT/secrets/NAME."""
    parts = name.split("/")
    return (parts[1], parts[3]) if len(parts) == 4 else (own, name)


class Secrets:
    """Asks for each secret once."""

    def __init__(self, client: google.Google, project: str, versions: Mapping[str, str], patience: float) -> None:
        self._client = client
        self._project = project
        self._versions = versions
        self._patience = patience
        self._known: Dict[str, str] = {}

    def __len__(self) -> int:
        return len(self._known)

    def access(self, name: str) -> str:
        """Raises Wrong."""
        if name not in self._known:
            self._known[name] = self._fetched(name)
        return self._known[name]

    def _fetched(self, name: str) -> str:
        project, secret = located(name, self._project)
        version = self._versions.get(name)
        if not version:
            raise Wrong("secret %s: references.json names no version of it; add one to the secret and deploy" % name)
        url = "%s/projects/%s/secrets/%s/versions/%s:access" % (API, project, quote(secret), quote(version))
        try:
            answer = google.waiting(lambda: self._client.ask("GET", url), self._patience, also=(403,))
        except google.Refused as refused:
            text = explained(secret, version, project, refused)
            raise (Wrong if refused.status in DECISIVE else Later)(text) from None
        return decoded(name, answer)


def decoded(name: str, answer: Mapping[str, Any]) -> str:
    try:
        return base64.b64decode(answer["payload"]["data"], validate=True).decode("utf-8")
    except KeyError:
        raise Wrong("secret %s: holds nothing" % name) from None
    except ValueError:
        raise Wrong("secret %s: is no text in UTF-8" % name) from None


def value(hole: Hole, access: Access) -> str:
    """All of the text without blanks around it, as `echo` leaves them, or one key of the JSON object in it."""
    whole = access(hole.secret)
    if hole.key is None:
        return whole.strip()
    try:
        content = json.loads(whole)
    except ValueError:
        raise Wrong("secret %s: is no JSON, and its key %s is asked for" % (hole.secret, hole.key)) from None
    if not isinstance(content, dict):
        raise Wrong("secret %s: is no JSON object, and its key %s is asked for" % (hole.secret, hole.key))
    if hole.key not in content:
        raise Wrong("secret %s: its JSON has no key %s" % (hole.secret, hole.key))
    found = content[hole.key]
    if isinstance(found, (dict, list)) or found is None:
        raise Wrong("secret %s: key %s of its JSON is neither text nor number" % (hole.secret, hole.key))
    return found if isinstance(found, str) else json.dumps(found)


def text(pieces: List[Piece], access: Access) -> str:
    return "".join(piece if isinstance(piece, str) else _encoded(piece, access) for piece in pieces)


def _encoded(hole: Hole, access: Access) -> str:
    found = value(hole, access)
    if hole.encode == "url":
        return quote(found, safe="")
    return json.dumps(found, ensure_ascii=False) if hole.encode == "json" else found
