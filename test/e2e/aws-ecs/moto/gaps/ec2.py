"""Rules between security groups: moto shows descriptions of rules with an address only."""
from __future__ import annotations

from typing import Any, Optional

from moto.ec2.models.security_groups import SecurityGroupRule


def fill() -> None:
    def description(rule: Any) -> Optional[str]:
        return rule.ip_range.get("Description") or rule.source_group.get("Description")

    setattr(SecurityGroupRule, "description", property(description))
