"""
Make a table in MySQL and fill it, through the connection `mysql_test`.

Declare the connection in the deployment file, with a secret that holds its address, such as
`mysql://airflow:PASSWORD@db.example.com:3306/crawl`:

    airflow:
      connections:
        mysql_test: { secret: airflow-mysql-test }

A run may be repeated at any time: the table is made if it is missing, and a row with a known number replaces itself.
"""

from __future__ import annotations

from airflow.providers.common.sql.operators.sql import SQLExecuteQueryOperator
from example_helpers.airflow_names import dag

TABLE = """
create table if not exists employees (
  employeeNumber int not null primary key,
  lastName varchar(50) not null,
  firstName varchar(50) not null,
  extension varchar(10) not null,
  email varchar(100) not null,
  officeCode varchar(10) not null,
  reportsTo int null,
  jobTitle varchar(50) not null
)
"""

# number, last name, first name, extension, mailbox, office, superior, title
ROWS = [
    (1002, "Murphy", "Diane", "x5800", "dmurphy", "1", None, "President"),
    (1056, "Patterson", "Mary", "x4611", "mpatterson", "1", 1002, "VP Sales"),
    (1076, "Firrelli", "Jeff", "x9273", "jfirrelli", "1", 1002, "VP Marketing"),
    (1088, "Patterson", "William", "x4871", "wpatterson", "6", 1056, "Sales Manager (APAC)"),
    (1102, "Bondur", "Gerard", "x5408", "gbondur", "4", 1056, "Sales Manager (EMEA)"),
    (1143, "Bow", "Anthony", "x5428", "abow", "1", 1056, "Sales Manager (NA)"),
    (1165, "Jennings", "Leslie", "x3291", "ljennings", "1", 1143, "Sales Rep"),
    (1188, "Firrelli", "Julie", "x2173", "julie", "2", 1143, "Sales Rep"),
    (1286, "Tseng", "Foon Yue", "x2248", "ftseng", "3", 1143, "Sales Rep"),
    (1337, "Bondur", "Loui", "x6493", "lbondur", "4", 1102, "Sales Rep"),
    (1611, "Fixter", "Andy", "x101", "afixter", "6", 1088, "Sales Rep"),
    (1621, "Nishi", "Mami", "x101", "mnishi", "5", 1056, "Sales Rep"),
]
COLUMNS = "employeeNumber, lastName, firstName, extension, email, officeCode, reportsTo, jobTitle"
ROW = f"({', '.join(['%s'] * len(ROWS[0]))})"

# One statement for all rows: either all of them are there, or none.
INSERT = f"replace into employees ({COLUMNS}) values {', '.join([ROW] * len(ROWS))}"


def parameters() -> list:
    return [f"{value}@example.com" if index == 4 else value for row in ROWS for index, value in enumerate(row)]


@dag(
    schedule=None,
    catchup=False,
    default_args={"retries": 1, "conn_id": "mysql_test"},
    tags=["example"],
    doc_md=__doc__,
)
def employees():
    table = SQLExecuteQueryOperator(task_id="table", sql=TABLE)
    rows = SQLExecuteQueryOperator(task_id="rows", sql=INSERT, parameters=parameters())
    # Its result is in the task's XCom.
    count = SQLExecuteQueryOperator(task_id="count", sql="select count(*) from employees")
    table >> rows >> count


employees()
