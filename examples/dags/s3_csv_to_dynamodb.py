"""
Read a CSV file from S3, write it back as JSON, and put its rows into a DynamoDB table.

Bucket, file and table come from the Variables `people_bucket`, `people_key` (default `people.csv`) and `people_table`;
the table's key is the number `Id`. The rights come from the worker's own role, or from the connection that the
Variable `people_connection` names: to reach another account, one with a role to assume.

A run may be repeated at any time: the JSON file has the same name each time, and a row with a known `Id` replaces itself.
"""

from __future__ import annotations

import csv
import io
import json

from example_helpers.airflow_names import dag, task, variable


def people(text: str) -> list[dict]:
    """Rows of `Id,Name,Enabled,FavouriteNumber`, with or without a line of titles."""
    names = ("Id", "Name", "Enabled", "FavouriteNumber")
    rows = [row for row in csv.reader(io.StringIO(text)) if row and tuple(row) != names]
    for number, row in enumerate(rows, 1):
        if len(row) != len(names):
            raise ValueError(f"row {number} has {len(row)} values instead of {len(names)}: {row}")
    return [
        {"Id": int(id_), "Name": name, "Enabled": enabled.strip().lower() == "true", "FavouriteNumber": int(number)}
        for id_, name, enabled, number in rows
    ]


def connection() -> str | None:
    """None: the credentials that the process has anyway, which on AWS are those of its role."""
    return variable("people_connection", "") or None


@dag(schedule=None, catchup=False, default_args={"retries": 2}, tags=["example"], doc_md=__doc__)
def s3_csv_to_dynamodb():
    # The hooks are imported where they run: not every image has the Amazon provider.
    @task
    def to_json() -> str:
        from airflow.providers.amazon.aws.hooks.s3 import S3Hook

        bucket, key = variable("people_bucket", ""), variable("people_key", "people.csv")
        s3 = S3Hook(aws_conn_id=connection())
        rows = people(s3.read_key(key, bucket))
        json_key = f"{key}.json"
        s3.load_string(json.dumps(rows), json_key, bucket, replace=True)
        print(f"{len(rows)} rows of s3://{bucket}/{key} are now in {json_key}")
        return json_key

    @task
    def to_dynamodb(json_key: str) -> int:
        from airflow.providers.amazon.aws.hooks.dynamodb import DynamoDBHook
        from airflow.providers.amazon.aws.hooks.s3 import S3Hook

        bucket, table = variable("people_bucket", ""), variable("people_table", "")
        rows = json.loads(S3Hook(aws_conn_id=connection()).read_key(json_key, bucket))
        # With the table's key, a row that stands twice in the file is written once.
        DynamoDBHook(aws_conn_id=connection(), table_name=table, table_keys=["Id"]).write_batch_data(rows)
        print(f"{len(rows)} rows are in table {table}")
        return len(rows)

    to_dynamodb(to_json())


s3_csv_to_dynamodb()
