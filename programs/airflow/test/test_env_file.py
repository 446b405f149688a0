"""Containers read a file of KEY=VALUE lines as the checker in TypeScript does."""
from __future__ import annotations

import json
import os
import unittest

import context  # noqa: F401
import airflow_cdktf_start
from airflow_cdktf import env_file

FOLDER = os.path.join(os.path.dirname(__file__), "cases")


def cases(name: str) -> list:
    with open(os.path.join(FOLDER, name), encoding="utf-8") as file:
        return json.load(file)


class EnvFileTest(unittest.TestCase):
    def test_every_case(self) -> None:
        for case in cases("env-file.json"):
            with self.subTest(case["what"]):
                try:
                    found = {"says": {name: value for name, value, _ in env_file.parse(case["text"])}}
                except env_file.Fault as fault:
                    found = {"fault": fault.line}
                self.assertEqual(found, {key: case[key] for key in ("says", "fault") if key in case})

    def test_names_of_the_deployment_are_refused_and_no_value_is_said(self) -> None:
        for name, refused in cases("env-file-names.json"):
            with self.subTest(name):
                try:
                    airflow_cdktf_start.variables("A=1\n%s=s3cret\n" % name)
                    found = None
                except env_file.Fault as fault:
                    found = str(fault)
                self.assertEqual(found is not None, refused)
                self.assertNotIn("s3cret", found or "")
                self.assertTrue(found is None or found.startswith("line 2: "))
