"""Tags of vaults and plans, and backup selections, which moto lacks altogether."""
from __future__ import annotations

import json
import uuid
from typing import Any
from urllib.parse import unquote

from moto.backup import urls
from moto.backup.exceptions import ResourceNotFoundException
from moto.backup.models import BackupBackend
from moto.backup.responses import BackupResponse as Response

from gaps import around, method


def fill() -> None:
    @around(BackupBackend, "__init__")
    def _init(original: Any, backend: Any, *args: Any, **given: Any) -> None:
        original(*args, **given)
        backend.selections = {}

    @around(BackupBackend, "delete_backup_plan")
    def _delete_plan(original: Any, backend: Any, backup_plan_id: str) -> Any:
        answer = original(backup_plan_id)
        # moto keeps a deleted plan and lists it when its name is used again.
        backend.plans.pop(backup_plan_id)
        return answer

    @around(Response, "list_tags")
    def _list_tags(_: Any, response: Any) -> str:
        # moto expects a slash at the end, which the provider does not send.
        arn = unquote(response.path).rstrip("/").split("/tags/")[-1]
        return json.dumps({"Tags": response.backup_backend.list_tags(resource_arn=arn)})

    def place(response: Any) -> "tuple[str, str]":
        parts = response.path.split("?")[0].strip("/").split("/")
        return parts[parts.index("plans") + 1], parts[-1]

    @method(Response)
    def list_recovery_points_by_backup_vault(_: Any) -> str:
        # No backup is ever made here; a vault that is destroyed is asked for them.
        return json.dumps({"RecoveryPoints": []})

    urls.url_paths["{0}/backup-vaults/(?P<name>[^/]+)/recovery-points/?$"] = urls.response.dispatch

    @method(Response)
    def create_backup_selection(response: Any) -> str:
        plan, _ = place(response)
        made = {"SelectionId": str(uuid.uuid4()), "BackupPlanId": plan, "CreationDate": 0}
        selection = {**made, **json.loads(response.body)}
        response.backup_backend.selections[selection["SelectionId"]] = selection
        return json.dumps(made)

    @method(Response)
    def get_backup_selection(response: Any) -> str:
        selection = response.backup_backend.selections.get(place(response)[1])
        if selection is None:
            raise ResourceNotFoundException("Cannot find Backup selection")
        return json.dumps(selection)

    @method(Response)
    def list_backup_selections(response: Any) -> str:
        return json.dumps({"BackupSelectionsList": list(response.backup_backend.selections.values())})

    @method(Response)
    def delete_backup_selection(response: Any) -> str:
        response.backup_backend.selections.pop(place(response)[1], None)
        return "{}"
