"""What ECS says of services: how many tasks are wanted and run, and which release is the current one."""
from __future__ import annotations

from datetime import datetime
from typing import Any, Dict, List, Optional

from .agent import Task
from .protection_rules import View

#: DescribeServices takes no more.
BATCH = 10
#: Status of a service that is not being deleted.
ACTIVE = "ACTIVE"


def _time(text: str) -> Optional[datetime]:
    """Of the metadata endpoint: RFC 3339 with nine digits, which Python before 3.11 does not read."""
    try:
        return datetime.fromisoformat(text[:19] + "+00:00")
    except ValueError:
        return None


def primary(service: Dict[str, Any]) -> Dict[str, Any]:
    """The newest deployment, or the service itself, which has the same counts and the same definition."""
    return next((one for one in service.get("deployments") or [] if one.get("status") == "PRIMARY"), service)


def superseded(service: Dict[str, Any], task: Task) -> bool:
    """The service is being deleted, as in an upgrade, where tasks that come would keep a worker busy for ever. Or its
    current release has another task definition; or it has the same one and is newer than this task, whose own
    deployment is still on its way out ("force new deployment")."""
    if service.get("status", ACTIVE) != ACTIVE:
        return True
    current = primary(service)
    if not definition(service):
        return False
    if not _is(current, task):
        return True
    older = [one for one in service.get("deployments") or [] if one.get("status") != "PRIMARY"]
    began, created = _time(task.began), current.get("createdAt")
    if began is None or not isinstance(created, datetime) or created <= began:
        return False
    return any(_is(one, task) and one.get("runningCount", 0) > 0 for one in older)


def definition(service: Dict[str, Any]) -> str:
    """FAMILY:REVISION of the current release."""
    return str(primary(service).get("taskDefinition") or "").rsplit("/", 1)[-1]


def _is(deployment: Dict[str, Any], task: Task) -> bool:
    return str(deployment.get("taskDefinition") or "").rsplit("/", 1)[-1] == task.definition


def view(service: Dict[str, Any], task: Task, at: float) -> View:
    running = int(primary(service).get("runningCount") or 0)
    return View(
        at=at,
        superseded=superseded(service, task),
        surplus=running - int(service.get("desiredCount") or 0),
        running=running,
    )


def describe(client: Any, cluster: str, names: List[str]) -> Dict[str, Dict[str, Any]]:
    """Services by name; one that ECS does not know is left out. Raises botocore's errors."""
    found: Dict[str, Dict[str, Any]] = {}
    for start in range(0, len(names), BATCH):
        answer = client.describe_services(cluster=cluster, services=names[start : start + BATCH])
        found.update({str(one["serviceName"]): one for one in answer.get("services") or []})
    return found
