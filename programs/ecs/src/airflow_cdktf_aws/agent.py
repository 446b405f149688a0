"""The two endpoints that ECS gives every container: the agent's API, and the task's metadata.

Sources: "Amazon ECS task scale-in protection endpoint" and "task metadata endpoint version 4" in the ECS Developer
Guide; the answers' shapes also in the agent's own source (ecs-agent/tmds/handlers/taskprotection).
"""
from __future__ import annotations

import http.client
import json
from typing import Any, Dict, NamedTuple, Optional
from urllib.parse import urlsplit

#: The agent itself gives up after 5 s and says so.
TIMEOUT = 8.0
PROTECTION = "/task-protection/v1/state"
#: ECS refuses because protected tasks of an older release are still there. Waiting helps.
BLOCKED = "DEPLOYMENT_BLOCKED"


class Refused(Exception):
    """`code` is ECS' own word, or what kept it from answering."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__("%s: %s" % (code, detail) if detail else code)
        self.code = code


def _ask(base: str, method: str, path: str, body: Optional[Dict[str, Any]] = None) -> "tuple[int, Any]":
    """Without urllib: a proxy of the environment does not lead to a link-local address."""
    parts = urlsplit(base)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port or 80, timeout=TIMEOUT)
    try:
        text = None if body is None else json.dumps(body)
        connection.request(method, parts.path.rstrip("/") + path, text, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        content = answer.read()
        return answer.status, json.loads(content.decode("utf-8")) if content else None
    finally:
        connection.close()


def protect(base: str, enabled: bool, minutes: int) -> str:
    """Sets or drops the protection of this task. Returns when it ends, as ECS says it. Raises Refused."""
    wanted: Dict[str, Any] = {"ProtectionEnabled": enabled}
    if enabled:
        wanted["ExpiresInMinutes"] = minutes
    try:
        status, answer = _ask(base, "PUT", PROTECTION, wanted)
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise Refused("the agent does not answer", str(error) or type(error).__name__) from None
    return _confirmed(status, answer if isinstance(answer, dict) else {}, enabled)


def _confirmed(status: int, answer: Dict[str, Any], enabled: bool) -> str:
    """A refusal may have status 200; an answer counts only if it says what was asked for."""
    failure, error = answer.get("failure"), answer.get("error")
    if isinstance(failure, dict):
        raise Refused(str(failure.get("Reason")), str(failure.get("Detail") or ""))
    if isinstance(error, dict):
        raise Refused(str(error.get("Code")), str(error.get("Message") or ""))
    protection = answer.get("protection")
    if status != 200 or not isinstance(protection, dict) or protection.get("ProtectionEnabled") is not enabled:
        raise Refused("the agent's answer has another shape", "status %d, %s" % (status, json.dumps(answer)[:300]))
    return str(protection.get("ExpirationDate") or "")


class Task(NamedTuple):
    """What a task knows of itself."""

    cluster: str
    service: str
    family: str
    revision: str
    region: str
    began: str
    """ISO 8601, or nothing."""

    @property
    def definition(self) -> str:
        return "%s:%s" % (self.family, self.revision)


def task(base: str) -> Task:
    """Of $ECS_CONTAINER_METADATA_URI_V4. Raises OSError or ValueError."""
    status, answer = _ask(base, "GET", "/task")
    if status != 200 or not isinstance(answer, dict):
        raise ValueError("status %d" % status)
    missing = [key for key in ("Cluster", "ServiceName", "Family", "Revision") if not answer.get(key)]
    if missing:
        raise ValueError("the task's metadata lacks %s" % ", ".join(missing))
    arn = str(answer.get("TaskARN") or "").split(":")
    return Task(
        cluster=str(answer["Cluster"]),
        service=str(answer["ServiceName"]),
        family=str(answer["Family"]),
        revision=str(answer["Revision"]),
        region=arn[3] if len(arn) > 3 else "",
        began=str(answer.get("PullStartedAt") or ""),
    )
