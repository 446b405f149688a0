"""Where an option of Airflow is read from without Airflow."""
from __future__ import annotations

import os
import tempfile
import unittest
from unittest import mock

import context  # noqa: F401
from airflow_cdktf import settings

VARIABLE = "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN"


class SettingsTest(unittest.TestCase):
    def setUp(self) -> None:
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = scratch.name
        environment = {"AIRFLOW_CONFIG": os.path.join(scratch.name, "airflow.cfg")}
        for patch in (mock.patch.object(settings, "SECRETS", scratch.name), mock.patch.dict(os.environ, environment)):
            patch.start()
            self.addCleanup(patch.stop)
        os.environ.pop(VARIABLE, None)

    def write(self, name: str, text: str) -> None:
        with open(os.path.join(self.folder, name), "w", encoding="utf-8") as file:
            file.write(text)

    def asked(self) -> object:
        return settings.option("database", "sql_alchemy_conn")

    def test_nothing_is_known_of_an_option_that_nobody_set(self) -> None:
        self.assertIsNone(self.asked())

    def test_a_secret_variable_is_read_from_its_file_as_start_sh_does(self) -> None:
        self.write(VARIABLE, "mysql://a:b@c/d\n")
        self.assertEqual(self.asked(), "mysql://a:b@c/d")

    def test_a_variable_of_the_process_comes_first(self) -> None:
        self.write(VARIABLE, "file")
        with mock.patch.dict(os.environ, {VARIABLE: "variable"}):
            self.assertEqual(self.asked(), "variable")

    def test_the_file_of_a_variable_comes_before_the_configuration(self) -> None:
        self.write("airflow.cfg", "[database]\nsql_alchemy_conn = configured\n")
        self.assertEqual(self.asked(), "configured")
        self.write(VARIABLE, "secret")
        self.assertEqual(self.asked(), "secret")


if __name__ == "__main__":
    unittest.main()
