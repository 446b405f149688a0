"""Flower's configuration, as Flower executes it."""
from __future__ import annotations

import os
import runpy
import unittest
from unittest import mock

import context

VARIABLE = "AIRFLOW__CELERY__FLOWER_BASIC_AUTH"
CONFIGURATION = os.path.join(context.CODE, "airflow_cdktf_flower.py")


class FlowerTest(unittest.TestCase):
    def read(self, login: str) -> object:
        with mock.patch.dict(os.environ, {VARIABLE: login}):
            return runpy.run_path(CONFIGURATION)["basic_auth"]

    def test_a_login_is_one_login_whatever_its_password_holds(self) -> None:
        for password in ("a,b:c", "$HOME", '"%\'', " "):
            self.assertEqual(self.read("admin:%s" % password), ["admin:%s" % password])

    def test_without_a_password_nothing_starts(self) -> None:
        for login in ("", "admin", "admin:", ":secret"):
            with self.assertRaisesRegex(SystemExit, "NAME:PASSWORD") as refused:
                self.read(login)
            self.assertNotIn("secret", str(refused.exception))


if __name__ == "__main__":
    unittest.main()
