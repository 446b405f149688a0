"""Parameter groups and what of an instance is not shown."""
from __future__ import annotations

from typing import Any

from moto.rds.models import DBInstance, DBParameterGroup

from gaps import around, told


def fill() -> None:
    @around(DBParameterGroup, "update_parameters")
    def _update(original: Any, group: Any, new: Any) -> None:
        # Terraform takes only those for set by a person that say so.
        original([{**parameter, "Source": "user"} for parameter in new])

    @around(DBInstance, "__init__")
    def _init(original: Any, instance: Any, *args: Any, **given: Any) -> None:
        original(*args, **given)
        insights = bool(given.get("enable_performance_insights"))
        instance.performance_insights_enabled = insights
        if insights:
            instance.performance_insights_kms_key_id = given.get("performance_insights_kms_key_id")
            # Days; AWS' own number where a request says none.
            instance.performance_insights_retention_period = given.get("performance_insights_retention_period") or 7
        told["rds/" + instance.db_instance_identifier] = {
            "user": given.get("master_username") or "",
            "password": given.get("master_user_password") or "",
        }
