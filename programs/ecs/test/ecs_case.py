"""A test with a fake ECS of its own and a clock that it sets; refusals as ECS words them."""
from __future__ import annotations

import unittest

import context  # noqa: F401
import fake_ecs

DENIED = (403, {"requestID": "r", "error": {"Arn": "a", "Code": "AccessDeniedException", "Message": "not authorized"}})
THROTTLED = (400, {"error": {"Code": "ThrottlingException", "Message": "Rate exceeded"}})
NOT_VALID = (200, {"failure": {"Arn": "a", "Detail": None, "Reason": "TASK_NOT_VALID"}})
UNCHANGED = (200, {"protection": {"ProtectionEnabled": False, "ExpirationDate": None, "TaskArn": "a"}})


class EcsTest(unittest.TestCase):
    def setUp(self) -> None:
        self.ecs = fake_ecs.Ecs(desired=2)
        server = fake_ecs.serve(self.ecs)
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        self.url = "http://127.0.0.1:%d" % server.server_port
        self.now = 1000.0

    def clock(self) -> float:
        return self.now
