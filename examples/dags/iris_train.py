"""
Train an iris classifier, on demand, on the workers of queue `training`.

The model is stored in the Airflow Variable `iris_model`, where `iris_predict` finds it: workers on several machines
share the metadata database, but no disk.
"""

from __future__ import annotations

from example_helpers.airflow_names import Variable, dag, task
from iris import model as iris

REQUIRED_ACCURACY = 0.9


@dag(schedule=None, catchup=False, default_args={"queue": "training"}, tags=["example"], doc_md=__doc__)
def iris_train():
    @task
    def train() -> dict:
        training, _held_out = iris.split(iris.load())
        return iris.train(training)

    @task
    def evaluate(model: dict) -> float:
        _training, held_out = iris.split(iris.load())
        accuracy = iris.accuracy(model, held_out)
        print(f"{accuracy:.1%} of {len(held_out)} held-out flowers are predicted right")
        if accuracy < REQUIRED_ACCURACY:
            raise ValueError(f"accuracy {accuracy:.3f} is below {REQUIRED_ACCURACY}: the model is not stored")
        return accuracy

    @task
    def store(model: dict, accuracy: float) -> None:
        Variable.set("iris_model", {"accuracy": accuracy, "species": model}, serialize_json=True)

    # `store` takes the accuracy, so a model that fails its evaluation never replaces a good one.
    model = train()
    store(model, evaluate(model))


iris_train()
