"""Settings, addresses, slot pools and messages of the migration."""
from __future__ import annotations

import os
import tempfile
import unittest
from unittest import mock

import context  # noqa: F401
from airflow_cdktf import database, migration_admin, migration_database, migration_pools, settings
from airflow_cdktf.migration_database import Refusal

URL = "postgresql+psycopg2://air%40flow:p%2Fss%25w@db.example:6543/air?sslmode=require"


class AddressTest(unittest.TestCase):
    def test_parts(self) -> None:
        address = database.parse(URL)
        self.assertEqual((address.user, address.password, address.port), ("air@flow", "p/ss%w", 6543))
        self.assertEqual(address.query, {"sslmode": "require"})
        self.assertNotIn("p/ss", address.shown)

    def test_default_ports(self) -> None:
        self.assertEqual(database.parse("mysql+mysqldb://u:p@h/d").port, 3306)
        self.assertEqual(database.parse("postgresql://u:p@h/d").port, 5432)

    def test_others_are_refused(self) -> None:
        with self.assertRaisesRegex(ValueError, "got 'sqlite'"):
            database.parse("sqlite:////tmp/x.db")


class SettingsTest(unittest.TestCase):
    def test_order_of_sources(self) -> None:
        with tempfile.NamedTemporaryFile("w", suffix=".cfg") as file:
            file.write("[database]\nsql_alchemy_conn = from%%20file\n[core]\nfernet_key_cmd = printf of-command\n")
            file.flush()
            name = "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN"
            with mock.patch.dict(os.environ, {"AIRFLOW_CONFIG": file.name}):
                self.assertEqual(settings.option("database", "sql_alchemy_conn"), "from%20file")
                self.assertEqual(settings.option("core", "fernet_key"), "of-command")
                self.assertIsNone(settings.option("core", "nothing"))
                with mock.patch.dict(os.environ, {name + "_CMD": "printf %s of-variable"}):
                    self.assertEqual(settings.option("database", "sql_alchemy_conn"), "of-variable")
                with mock.patch.dict(os.environ, {name: "plain"}):
                    self.assertEqual(settings.option("database", "sql_alchemy_conn"), "plain")


class PoolsTest(unittest.TestCase):
    def test_declared_ones_are_marked(self) -> None:
        wanted = migration_pools.declared('{"gpu": {"slots": 2, "description": "cards"}, "x": {"slots": 1}}')
        self.assertEqual(wanted["gpu"], (2, "cards (airflow-cdktf)"))
        self.assertEqual(wanted["x"], (1, "(airflow-cdktf)"))

    def test_only_ours_are_deleted(self) -> None:
        existing = {"default_pool": "x (airflow-cdktf)", "ours": "(airflow-cdktf)", "theirs": "by hand", "none": None}
        self.assertEqual(migration_pools.surplus(existing, {}), ["ours"])
        self.assertEqual(migration_pools.surplus(existing, {"ours": migration_pools.Wanted(1, "")}), [])

    def test_other_shapes_are_refused(self) -> None:
        for text in ("[]", "{", '{"a": 1}', '{"a": {}}'):
            with self.assertRaises(Refusal):
                migration_pools.declared(text)


class PasswordTest(unittest.TestCase):
    def test_from_a_file(self) -> None:
        with tempfile.NamedTemporaryFile("w") as file:
            file.write("se cret\n")
            file.flush()
            with mock.patch.dict(os.environ, {"AIRFLOW_CDKTF_ADMIN_PASSWORD_FILE": file.name}):
                self.assertEqual(migration_admin.password(), "se cret")
        with mock.patch.dict(os.environ, {"AIRFLOW_CDKTF_ADMIN_PASSWORD_FILE": "/nonexistent"}):
            with self.assertRaises(Refusal):
                migration_admin.password()


class MessageTest(unittest.TestCase):
    def test_first_line_of_a_driver(self) -> None:
        self.assertEqual(migration_database.first_line(ValueError(2003, "no route\nmore")), "no route")
        self.assertEqual(migration_database.first_line(ValueError()), "ValueError")

    def test_rights(self) -> None:
        error = RuntimeError("permission denied for schema public\nLINE 2")
        text = migration_database.explain(error, database.parse(URL))
        self.assertIn("user air@flow lacks rights on database air: permission denied for schema public", text)

    def test_secrets_are_hidden(self) -> None:
        self.assertEqual(migration_database.redact("a hunter22 b", ["hunter22", ""]), "a *** b")

    def test_waits_and_then_refuses(self) -> None:
        with mock.patch.object(database, "connect", side_effect=RuntimeError("connection refused")):
            with mock.patch.object(migration_database, "POLL_SECONDS", 0.01):
                with self.assertRaisesRegex(Refusal, "did not answer within 0 s: connection refused"):
                    migration_database.wait(database.parse(URL), 0.05)


if __name__ == "__main__":
    unittest.main()
