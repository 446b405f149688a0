"""A macro for templates: `{{ macros.example.shout(ds) }}`. Works on Airflow 2.11 and 3.x."""

from airflow.plugins_manager import AirflowPlugin


def shout(text: str) -> str:
    return text.upper() + "!"


class ExamplePlugin(AirflowPlugin):
    name = "example"
    macros = [shout]
