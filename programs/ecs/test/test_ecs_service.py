"""What is read off an answer of DescribeServices."""
from __future__ import annotations

import unittest
from datetime import datetime
from typing import Any, Dict, Tuple

import context  # noqa: F401
import fake_ecs
from airflow_cdktf_aws import agent, ecs_service


class ServiceTest(unittest.TestCase):
    TASK = agent.Task("acme", "worker-default", "acme-worker-default", "1", "eu-central-1", "2026-01-01T10:00:00.1Z")

    def service(self, *deployments: Tuple[str, int, str, int]) -> Dict[str, Any]:
        made = [
            {
                "status": status,
                "taskDefinition": fake_ecs.arn("task-definition", "acme-worker-default:%d" % revision),
                "createdAt": datetime.fromisoformat("2026-01-01T%s:00+00:00" % created),
                "runningCount": running,
            }
            for status, revision, created, running in deployments
        ]
        return {"desiredCount": 2, "deployments": made}

    def test_another_definition_supersedes(self) -> None:
        self.assertTrue(
            ecs_service.superseded(self.service(("PRIMARY", 2, "11:00", 0), ("ACTIVE", 1, "09:00", 2)), self.TASK)
        )
        self.assertFalse(ecs_service.superseded(self.service(("PRIMARY", 1, "09:00", 2)), self.TASK))

    def test_a_forced_deployment_of_the_same_definition_supersedes_older_tasks(self) -> None:
        forced = self.service(("PRIMARY", 1, "11:00", 1), ("ACTIVE", 1, "09:00", 2))
        self.assertTrue(ecs_service.superseded(forced, self.TASK))
        self.assertFalse(ecs_service.superseded(forced, self.TASK._replace(began="2026-01-01T11:01:00Z")))

    def test_a_rollback_to_this_definition_does_not(self) -> None:
        back = self.service(("PRIMARY", 1, "11:00", 2), ("ACTIVE", 2, "10:30", 1))
        self.assertFalse(ecs_service.superseded(back, self.TASK))

    def test_a_service_that_is_deleted_supersedes_its_tasks(self) -> None:
        current = self.service(("PRIMARY", 1, "09:00", 2))
        self.assertFalse(ecs_service.superseded({**current, "status": "ACTIVE"}, self.TASK))
        for status in ("DRAINING", "INACTIVE"):
            self.assertTrue(ecs_service.superseded({**current, "status": status, "desiredCount": 0}, self.TASK))
            self.assertTrue(ecs_service.superseded({"status": status, "desiredCount": 0}, self.TASK))

    def test_nothing_is_concluded_from_an_empty_answer(self) -> None:
        self.assertFalse(ecs_service.superseded({"desiredCount": 1}, self.TASK))

    def test_old_tasks_are_no_surplus(self) -> None:
        seen = ecs_service.view(self.service(("PRIMARY", 1, "09:00", 3), ("ACTIVE", 2, "08:00", 4)), self.TASK, 5.0)
        self.assertEqual((seen.surplus, seen.running), (1, 3))


if __name__ == "__main__":
    unittest.main()
