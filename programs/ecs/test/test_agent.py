"""The endpoints that ECS gives a task: what is asked, and what counts as an answer."""
from __future__ import annotations

import unittest
from unittest import mock

import context  # noqa: F401
from airflow_cdktf_aws import agent
from ecs_case import DENIED, NOT_VALID, UNCHANGED, EcsTest


class AgentTest(EcsTest):
    def test_asks_for_the_minutes_and_tells_the_end(self) -> None:
        ends = agent.protect(self.url + "/api/1-a", True, 75)
        self.assertRegex(ends, r"^20\d\d-.*Z$")
        self.assertEqual(self.ecs.requests[0]["ExpiresInMinutes"], 75)

    def test_drops_without_minutes(self) -> None:
        agent.protect(self.url + "/api/1-a", False, 75)
        self.assertNotIn("ExpiresInMinutes", self.ecs.requests[0])

    def test_refusals_in_any_shape(self) -> None:
        for answer, words in ((DENIED, "AccessDenied"), (NOT_VALID, "TASK_NOT_VALID"), (UNCHANGED, "another shape")):
            self.ecs.refuse.append(answer)
            with self.assertRaisesRegex(agent.Refused, words):
                agent.protect(self.url + "/api/1-a", True, 75)

    def test_nobody_answers(self) -> None:
        with self.assertRaisesRegex(agent.Refused, "does not answer"):
            agent.protect("http://127.0.0.1:1/api/1-a", True, 75)

    def test_metadata(self) -> None:
        task = agent.task(self.url + "/v4/7-a")
        self.assertEqual(
            (task.definition, task.service, task.region), ("acme-worker-default:7", "worker-default", "eu-central-1")
        )

    def test_metadata_of_a_task_without_service(self) -> None:
        with mock.patch.object(self.ecs, "metadata", return_value={"Cluster": "c", "Family": "f", "Revision": "1"}):
            with self.assertRaisesRegex(ValueError, "lacks ServiceName"):
                agent.task(self.url + "/v4/7-a")


if __name__ == "__main__":
    unittest.main()
