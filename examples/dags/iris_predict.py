"""
Predict the species of some flowers every day, with the model that `iris_train` stored.

Names no queue, so it runs on Airflow's default one.
"""

from __future__ import annotations

from datetime import datetime, timezone

from example_helpers.airflow_names import AirflowSkipException, dag, json_variable, task
from iris import model as iris


@dag(
    schedule="@daily",
    start_date=datetime(2025, 1, 1, tzinfo=timezone.utc),
    catchup=False,
    tags=["example"],
    doc_md=__doc__,
)
def iris_predict():
    @task
    def predict() -> dict[str, int]:
        stored = json_variable("iris_model")
        if stored is None:
            # A new deployment is not broken because nobody has trained yet: skip, do not fail.
            raise AirflowSkipException(
                "No model yet: the Variable iris_model does not exist. Run the DAG iris_train first."
            )

        _training, held_out = iris.split(iris.load())
        found: dict[str, int] = {}
        for values, species in held_out[::3]:
            predicted = iris.predict(stored["species"], values)
            found[predicted] = found.get(predicted, 0) + 1
            print(f"{values} -> {predicted}" + ("" if predicted == species else f", but it is {species}"))
        return found

    predict()


iris_predict()
