"""The user of a database on Cloud SQL, with small fakes of Google's interface and of the database."""
from __future__ import annotations

import contextlib
import io
import json
import unittest
from typing import Any, Callable, Dict, List, Optional, Tuple
from unittest import mock

import context  # noqa: F401
import airflow_cdktf_google as google
from airflow_cdktf_gcp import cloud_sql_user

PASSWORD = "p@ss/word"
URLS = {
    "postgres": "postgresql+psycopg2://airflow:p%40ss%2Fword@db.test:5432/airflow?sslmode=verify-ca",
    "mysql": "mysql+mysqldb://airflow:p%40ss%2Fword@db.test:3306/airflow",
}
USERS = "https://sqladmin.googleapis.com/v1/projects/acme-data/instances/acme-metadata-database/users"


def environment(engine: str = "postgres") -> Dict[str, str]:
    where = {"project": "acme-data", "instance": "acme-metadata-database"}
    return {"AIRFLOW_CDKTF_CLOUD_SQL": json.dumps(where), "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": URLS[engine]}


class Admin:
    """Users of one instance, and the password that was set last."""

    def __init__(self, users: Optional[List[Dict[str, str]]] = None, refuse: Tuple[int, ...] = ()) -> None:
        self.users = users or []
        self.refuse = list(refuse)
        self.asked: List[Tuple[str, str]] = []
        self.given: List[Any] = []
        self.password = ""

    def ask(self, method: str, url: str, body: Any = None) -> Dict[str, Any]:
        self.asked.append((method, url))
        if self.refuse:
            raise google.Refused(self.refuse.pop(0), "SOME", "not now")
        if method == "GET":
            return {"items": self.users} if self.users else {}
        self.given.append(body)
        self.password = body["password"]
        return {"name": "operation"}

    def login(self) -> str:
        return "" if self.password == PASSWORD else 'password authentication failed for user "airflow"'


class CloudSqlUserTest(unittest.TestCase):
    def brought(self, admin: Admin, engine: str = "postgres", login: Optional[Callable[[], str]] = None) -> str:
        passed = [0.0]

        def sleep(seconds: float) -> None:
            passed[0] += seconds

        users = cloud_sql_user.Users(admin, cloud_sql_user.told(environment(engine)))  # type: ignore[arg-type]
        with contextlib.redirect_stdout(io.StringIO()):
            return cloud_sql_user.bring(users, login or admin.login, lambda: passed[0], sleep)

    def test_a_password_that_logs_in_asks_google_for_nothing(self) -> None:
        admin = Admin()
        admin.password = PASSWORD
        self.assertEqual(self.brought(admin), "")
        self.assertEqual(admin.asked, [])

    def test_a_user_that_is_missing_is_made(self) -> None:
        admin = Admin([{"name": "postgres"}])
        self.assertEqual(self.brought(admin), "")
        self.assertEqual(admin.asked, [("GET", USERS), ("POST", USERS)])
        self.assertEqual(admin.given, [{"name": "airflow", "host": "", "password": PASSWORD}])

    def test_a_user_that_is_there_gets_the_password_of_the_secret(self) -> None:
        admin = Admin([{"name": "airflow"}])
        self.assertEqual(self.brought(admin), "")
        self.assertEqual(admin.asked[-1], ("PUT", USERS + "?name=airflow"))

    def test_in_mysql_a_user_comes_from_anywhere(self) -> None:
        admin = Admin([{"name": "airflow", "host": "%"}])
        self.assertEqual(self.brought(admin, "mysql"), "")
        self.assertEqual(admin.asked[-1], ("PUT", USERS + "?name=airflow&host=%25"))

    def test_in_mysql_the_same_name_from_elsewhere_is_another_user(self) -> None:
        admin = Admin([{"name": "airflow", "host": "10.0.0.1"}])
        self.assertEqual(self.brought(admin, "mysql"), "")
        self.assertEqual(admin.given, [{"name": "airflow", "host": "%", "password": PASSWORD}])

    def test_a_right_that_is_on_its_way_and_another_operation_are_waited_for(self) -> None:
        admin = Admin(refuse=(403, 403, 409))
        self.assertEqual(self.brought(admin), "")
        self.assertEqual([method for method, _ in admin.asked], ["GET"] * 4 + ["POST"])

    def test_a_refusal_that_stays_ends_it(self) -> None:
        with self.assertRaises(google.Refused):
            self.brought(Admin(refuse=(404,)))

    def test_a_new_password_counts_after_a_while(self) -> None:
        answers = ["no", "no", "no", ""]
        self.assertEqual(self.brought(Admin(), login=lambda: answers.pop(0)), "")

    def test_a_server_that_still_refuses_says_why(self) -> None:
        self.assertEqual(self.brought(Admin(), login=lambda: "certificate verify failed"), "certificate verify failed")


class MainTest(unittest.TestCase):
    def said(self, admin: Admin, refusal: str = "no") -> Tuple[int, str]:
        out = io.StringIO()
        with mock.patch.object(cloud_sql_user, "refusal", lambda address: refusal), mock.patch.object(
            cloud_sql_user, "LOGIN_SECONDS", 0.0
        ), mock.patch.object(cloud_sql_user, "PATIENCE", 0.0), mock.patch.object(cloud_sql_user, "PAUSE", 0.0):
            with contextlib.redirect_stderr(out), contextlib.redirect_stdout(out):
                return cloud_sql_user.main(environment(), admin), out.getvalue()  # type: ignore[arg-type]

    def test_the_end_is_told(self) -> None:
        self.assertEqual(self.said(Admin(), ""), (0, "cloud-sql-user: airflow logs in\n"))

    def test_a_missing_right_is_told_in_words(self) -> None:
        code, text = self.said(Admin(refuse=(403,)))
        self.assertEqual(code, 1)
        self.assertIn("Cloud SQL acme-metadata-database of project acme-data: this machine's service account", text)

    def test_no_message_holds_the_password(self) -> None:
        code, text = self.said(Admin())
        self.assertEqual(code, 1)
        self.assertIn("postgresql://airflow@db.test:5432/airflow: the password of the secret does not log in: no", text)
        self.assertNotIn("word", text.replace("password", ""))

    def test_without_its_variables_it_ends_at_once(self) -> None:
        out = io.StringIO()
        with contextlib.redirect_stderr(out):
            self.assertEqual(cloud_sql_user.main({}), 2)
        self.assertIn("AIRFLOW_CDKTF_CLOUD_SQL", out.getvalue())


if __name__ == "__main__":
    unittest.main()
